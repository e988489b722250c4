//! The runtime under the generated mock servers: a local stand-in for a described API.
//!
//! A [`Service`] describes an API and what its operations do. A [`Mock`] serves one or several over HTTP so that their
//! clients cannot distinguish it from the service: it checks who calls, answers in JSON and XML, raises the rows of the
//! error tables by their conditions or by force, and enforces the limits on a clock that a test can move. Each mock has
//! its own port, clock and state, and stops when its last handle is dropped.
//!
//! Each family of APIs has its own [`protocol`]: how a request names its operation, who may call, how an error
//! looks. The crates `twinspec-http` and others have one each, with the builder that starts a mock.
//!
//! The methods of [`Mock`] are also available over HTTP; `GET /_mock` on the same port lists them. A single request can
//! ask for its own response with the header `Prefer: code=409, example=<error code>`. Error messages are word for word
//! those of the service, except that the message for an unknown operation also names the nearest one; where they say
//! too little, the header `x-mock-hint` explains more.

mod behaviour;
mod control;
mod error;
mod exchange;
mod gateway;
mod handle;
mod message;
pub mod protocol;
#[cfg(feature = "program")]
mod proxy;
mod refusal;
mod server;
mod state;
#[cfg(feature = "webhooks")]
mod webhook;

pub use behaviour::{AccountState, Reply};
#[cfg(feature = "webhooks")]
pub use error::NotifyError;
pub use error::{ForceError, ResourceError, StartError};
pub use gateway::{Snapshot, SnapshotError};
#[cfg(feature = "program")]
pub use handle::program;
pub use handle::{Mock, OperationName, Settings, conformance};
pub use state::{Call, Coverage, Force, ForcedOutcome, IssuedCode, OperationCoverage, RecordedCall, RecordedResponse};
pub use twinspec_core::xml::Xml;
pub use twinspec_core::{Location, Style};
pub use twinspec_descriptors::{
    Action, Answer, Behaviour, Callback, Condition, Content, ContentField, Contract, ContractHeader, ContractPages,
    ContractParameter, ContractResponse, Effect, Expression, Filter, Find, Given, Limit, List, Operation, Owner,
    Paging, Part, Per, Precision, Predicate, Resource, Schema, Service, Site, Slice, State, States, Subject, Test,
    Webhook, Window,
};
#[cfg(feature = "webhooks")]
pub use webhook::{Notified, Notify, Received};
