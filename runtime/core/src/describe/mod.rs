//! What is known before the first call: an API, its operations, their parameters and error tables.

mod api;
mod operation;

pub use api::{Api, ApiStyle, Endpoint, Network};
pub use operation::{ErrorRow, Location, Method, Operation, Parameter, ResponseFormat, Style};
