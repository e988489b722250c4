//! The runtime under the generated mock servers: a local stand-in for an Alibaba Cloud API.
//!
//! A [`Service`] describes an API and what its operations do. A [`Mock`] serves one or several over HTTP so that the
//! official SDKs cannot tell it from the service: it verifies the request signatures of all of them, answers in
//! JSON and XML, raises the rows of the error tables by their conditions or by force, and keeps to the limits on a
//! clock that a test can move. Each mock has its own port, clock and state, and is gone when its last
//! handle is dropped. As a program, `twinspec_mock::program::run` (feature `program`) serves until it is told to
//! stop.
//!
//! Who may call and what they may do is an [`identity::Identity`] with policies of [`ram`]; without one, the access
//! keys given belong to accounts that may do everything. Security Token Service is served beside the API.
//!
//! What [`Mock`] offers to Rust, `GET /_mock` on the same port explains to everyone else. A single request can
//! ask for its own answer with the header `Prefer: code=409, example=<error code>`. Error messages are word
//! for word those of the service, but for the nearest operation after that of one which is not found; where they say
//! too little, the header `x-mock-hint` says more.
//!
//! ```
//! use twinspec_mock::{Behaviour, Condition, Mock, Operation, Service, Site};
//!
//! static API: twinspec_core::Api = twinspec_core::Api::new("Greetings", "2030-01-01", &twinspec_alibaba::Alibaba::RPC);
//! static GREET: twinspec_core::Operation = twinspec_core::Operation::new(&API, "Greet", &[twinspec_core::Method::Post], "/")
//!     .errors(&[twinspec_core::ErrorRow {
//!         status: 409,
//!         code: "AlreadyGreeted",
//!         message: "Once is enough.",
//!         description: "",
//!         remedy: "",
//!         retryable: false,
//!     }]);
//! static SERVICE: Service = Service {
//!     api: &API,
//!     sites: &[Site { id: "intl", name: "International site" }],
//!     resources: &[],
//!     given: &[],
//!     operations: &[&Operation {
//!         described: &GREET,
//!         id: "Greet",
//!         anonymous: false,
//!         authorization: &[],
//!         schemas: &[],
//!         limits: &[],
//!         conditions: &[Condition::ForcedOnly],
//!         status: 200,
//!         response: r#"{"RequestId":""}"#,
//!         behaviour: Behaviour::NONE,
//!     }],
//! };
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
//! let mock: Mock = Mock::builder(&SERVICE).start().await?;
//! println!("point a client at {}", mock.url());
//! mock.force(&GREET, "AlreadyGreeted")?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod alike;
mod behaviour;
mod check;
mod control;
mod gateway;
mod handle;
mod hash_map;
pub mod identity;
mod message;
pub mod ram;
mod refusal;
mod request_id;
mod server;
mod state;
mod sts;

#[cfg(feature = "program")]
pub use handle::program;
pub use handle::{AccountState, Builder, ForceError, Mock, OperationName, Reply, ResourceError, StartError};
pub use identity::DEFAULT_ACCOUNT;
pub use state::{
    Call, Coverage, Force, IssuedCode, OperationCoverage, RecordedCall, RecordedResponse, Snapshot, SnapshotError,
};
pub use twinspec_descriptors::{
    Action, Answer, Authorization, Behaviour, Condition, Effect, Expression, Filter, Find, Given, Limit, List,
    Operation, Paging, Per, Precision, Predicate, Resource, Schema, Service, Site, State, States, Subject, Test,
    Window,
};
