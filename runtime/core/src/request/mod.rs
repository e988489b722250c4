//! From the values of a typed request to the request that goes over the wire.

mod arguments;
mod build;
mod curl;
mod http_request;
mod input;
mod media_type;
mod part;
mod redact;
mod serialize;
mod styles;
mod target;
mod unsigned;

pub use arguments::Arguments;
pub use http_request::HttpRequest;
pub use input::Input;
