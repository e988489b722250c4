//! The runtime under the generated mock servers: a local stand-in for an API that is described.
//!
//! A [`Service`] describes an API and what its operations do. A [`Mock`] serves one or several over HTTP so that their
//! clients cannot tell it from the service: it checks who calls, answers in JSON and XML, raises the rows of the error
//! tables by their conditions or by force, and keeps to the limits on a clock that a test can move. Each mock has its own
//! port, clock and state, and is gone when its last handle is dropped.
//!
//! What a family of APIs has of its own is a [`protocol`]: how a request names its operation, who may call, how an error
//! looks. The crates `twinspec-http` and others have one each, with the builder that starts a mock.
//!
//! What [`Mock`] offers to Rust, `GET /_mock` on the same port explains to everyone else. A single request can
//! ask for its own answer with the header `Prefer: code=409, example=<error code>`. Error messages are word
//! for word those of the service, but for the nearest operation after that of one which is not found; where they say
//! too little, the header `x-mock-hint` says more.

mod alike;
mod behaviour;
mod check;
pub mod conformance;
mod control;
mod gateway;
mod handle;
mod hash_map;
mod message;
pub mod protocol;
mod refusal;
mod request_id;
mod server;
mod state;

pub use gateway::{Snapshot, SnapshotError};
#[cfg(feature = "program")]
pub use handle::program;
pub use handle::{AccountState, ForceError, Mock, OperationName, Reply, ResourceError, Settings, StartError};
pub use state::{Call, Coverage, Force, IssuedCode, OperationCoverage, RecordedCall, RecordedResponse};
pub use twinspec_descriptors::{
    Action, Answer, Authorization, Behaviour, Condition, Effect, Expression, Filter, Find, Given, Limit, List,
    Operation, Paging, Per, Precision, Predicate, Resource, Schema, Service, Site, State, States, Subject, Test,
    Window,
};
