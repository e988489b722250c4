//! Alibaba Cloud requests without a socket: describe, build, sign, decode.
//!
//! Nothing here opens a connection, reads a clock or draws a random number; what a request needs of
//! them is an argument. So the crate builds for any target, a request can be looked at before it is
//! sent, and a server can verify with the code the client signs with.

mod api;
mod credentials;
mod encoding;
mod operation;
pub mod signature;
pub mod time;

pub use api::{Api, Endpoint};
pub use credentials::Credentials;
pub use encoding::percent_encode;
pub use operation::{ErrorRow, Location, Method, Operation, Parameter, Style};
