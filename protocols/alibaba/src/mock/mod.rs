//! The mock of an API of Alibaba Cloud: who may call, with which signatures and policies, and how errors look.
//!
//! [`Mock::builder`] starts one. It is [`twinspec_mock`] with a protocol of its own, and has all of what that has: this
//! module can be used in its place.
//!
//! Who may call and what they may do is an [`identity::Identity`] with policies of [`ram`]; without one, the access
//! keys given belong to accounts that may do everything. Security Token Service is served beside the API.
//!
//! ```
//! use twinspec_alibaba::mock::{Condition, Mock, Operation, Service, Site};
//!
//! static API: twinspec_core::Api = twinspec_core::Api::new("Greetings", "2030-01-01", &twinspec_alibaba::Alibaba::RPC);
//! static GREET: twinspec_core::Operation = twinspec_core::Operation::new(&API, "Greet", &[twinspec_core::Method::Post], "/")
//!     .errors(&[twinspec_core::ErrorRow::new(409, "AlreadyGreeted", "Once is enough.")]);
//! static SERVICE: Service = Service::new(
//!     &API,
//!     &[&Operation::new(&GREET).conditions(&[Condition::ForcedOnly]).response(r#"{"RequestId":""}"#)],
//! )
//! .sites(&[Site::new("intl", "International site")]);
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
//! let mock: Mock = Mock::builder(&SERVICE).start().await?;
//! println!("point a client at {}", mock.url());
//! mock.force(&GREET, "AlreadyGreeted")?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod alibaba_mock;
mod authenticate;
mod authorize;
mod builder;
mod described;
mod error_body;
mod format;
mod handle;
mod host;
pub mod identity;
mod members;
mod nonces;
#[cfg(feature = "program")]
pub mod program;
pub mod ram;
mod redaction;
mod refusals;
mod route;
mod scheme;
mod seam;
mod sts;

pub use crate::{ControlPolicies, Members, Permission, Permissions};
pub use twinspec_mock::*;

pub(crate) use alibaba_mock::AlibabaMock;
pub use builder::Builder;
pub use handle::Mock;
pub use identity::{AccountsError, DEFAULT_ACCOUNT};
