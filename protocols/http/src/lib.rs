//! APIs over plain HTTP, as an OpenAPI document describes them.
//!
//! [`Http`] is their [`Protocol`](twinspec_core::Protocol): [`Server`]s with a path and variables, and security
//! [`Scheme`]s, which operations require and [`Credentials`] satisfy. A response is an error because of its status; its
//! code and message are taken from its body. If the body has the fields of RFC 9457, they are available as a
//! [`Problem`].
//!
//! Clients fetch tokens of OAuth 2 by themselves, keep them, and fetch new ones in time: with client credentials, or from a
//! token provider of your own.
//!
//! # Features
//!
//! * `client`: the builder of clients. The transports and blocking calls are features of `twinspec-client`;
//!   `reqwest`, `hyper` and `blocking` pass them on.
//! * `mock`: the mock of these APIs; `program`: its command line.

#[cfg(feature = "client")]
mod client;
mod credentials;
mod error;
#[cfg(feature = "mock")]
pub mod mock;
mod protocol;
mod scheme;
mod server;
#[cfg(feature = "client")]
mod token;
#[cfg(any(feature = "client", feature = "mock"))]
mod token_url;

#[cfg(feature = "client")]
pub use client::{BuildError, Builder, ServerChoice};
pub use credentials::Credentials;
pub use error::Problem;
pub use protocol::Http;
pub use scheme::{KeyLocation, Scheme, SchemeKind};
pub use server::{OwnServers, Server, ServerError, Variable};
#[cfg(feature = "client")]
pub use token::{ClientAuthentication, ClientCredentials, Token, TokenFuture, TokenProvider, TokenRequest};
