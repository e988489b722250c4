//! From the values of a typed request to the request that goes over the wire.

pub(crate) mod arguments;
mod curl;
mod http_request;
mod input;
pub(crate) mod part;
mod redact;
mod request_error;
mod serialize;
mod styles;
pub(crate) mod target;
mod unsigned;

pub use arguments::Arguments;
pub use http_request::HttpRequest;
pub use input::Input;
pub use request_error::RequestError;
