//! What is known before the first call: an API, its operations, their parameters and error tables.

mod api;
mod endpoint_variable;
mod operation;
mod requirement;

pub use api::Api;
pub use endpoint_variable::{ENDPOINT_URL, endpoint_variable};
pub use operation::{ErrorRow, Location, Method, Operation, Parameter, ResponseFormat, Style};
pub use requirement::Requirement;
