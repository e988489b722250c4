//! What is known of an API before the first call: its operations with their parameters and error tables, and what its
//! family agrees on beyond HTTP. An operation has an API, an API has a [`Protocol`], and that is asked about operations:
//! so they are in one folder.

#[allow(clippy::module_inception)]
mod api;
mod authorize;
mod body_content;
mod call_facts;
mod endpoint_variable;
mod error_row;
mod operation;
mod parameter;
mod plain;
mod protocol;
pub(crate) mod request_draft;
mod request_error;
mod requirement;
mod response_format;
mod service_error;

pub use api::Api;
pub use authorize::{Anonymous, Authorize};
pub use body_content::BodyContent;
pub use call_facts::{CallFacts, Retry};
pub use endpoint_variable::{ENDPOINT_URL, endpoint_variable};
pub use error_row::ErrorRow;
pub use operation::Operation;
pub use parameter::{Location, Parameter, Style};
pub use plain::Plain;
pub use protocol::Protocol;
pub use request_draft::RequestDraft;
pub use request_error::RequestError;
pub use requirement::Requirement;
pub use response_format::ResponseFormat;
pub use service_error::ServiceError;
