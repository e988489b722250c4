//! APIs that agree on nothing but HTTP and what an OpenAPI document says of them.
//!
//! [`Http`] is their [`Protocol`](twinspec_core::Protocol): [`Server`]s with a path and variables, and security
//! [`Scheme`]s, of which each operation wants some. [`Credentials`] meet them. An error is told by its status; its code and
//! its message are looked for in its body, whose fields are there as a [`Problem`] if they are those of RFC 9457.
//!
//! # Features
//!
//! * `client`: the builder of clients. The transports and waiting calls are features of `twinspec-client`;
//!   `reqwest`, `hyper` and `blocking` pass them on.
//! * `mock`: the mock of these APIs; `program` its command line.

#[cfg(feature = "client")]
mod client;
mod error;
#[cfg(feature = "mock")]
pub mod mock;
mod protocol;
mod security;
mod server;

#[cfg(feature = "client")]
pub use client::{BuildError, Builder, ServerChoice};
pub use error::Problem;
pub use protocol::Http;
pub use security::{Credentials, KeyLocation, Scheme, SchemeKind};
pub use server::{Server, ServerError, Variable};
