//! What is known before the first call: an API, its operations, their parameters and error tables.

mod api;
mod operation;
mod requirement;

pub use api::Api;
pub use operation::{ErrorRow, Location, Method, Operation, Parameter, ResponseFormat, Style};
pub use requirement::Requirement;
