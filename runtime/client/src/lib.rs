//! The client runtime under the generated Alibaba Cloud crates: settings, credentials, endpoints, transport.
//!
//! A generated client wraps a [`Client`] and gives it typed requests. The runtime signs each with a fresh
//! nonce, sends it once over a [`Transport`], and decodes what comes back; requests, responses and errors
//! are those of [`acs_core`]. Each call is a `tracing` span with action, endpoint, region, status and
//! request id, without arguments and secrets.
//!
//! Failed calls are not repeated; [`Error::is_retryable`](acs_core::Error::is_retryable) tells which may be.
//!
//! ```
//! use acs_client::{BuildError, Client};
//! use acs_core::{Api, Endpoint};
//!
//! static API: Api = Api {
//!     product: "ResourceDirectoryMaster",
//!     version: "2022-04-19",
//!     endpoints: &[Endpoint {
//!         region_id: "cn-shanghai",
//!         host: "resourcedirectory.aliyuncs.com",
//!     }],
//! };
//!
//! let settings = Client::builder::<Client>(&API).access_key("testid", "testsecret");
//! let client = settings.endpoint("http://127.0.0.1:8080").build()?;
//! assert_eq!(client.origin().to_string(), "http://127.0.0.1:8080");
//!
//! let settings = Client::builder::<Client>(&API).access_key("testid", "testsecret");
//! let Err(error) = settings.region("mars").build() else { unreachable!() };
//! assert_eq!(
//!     error.to_string(),
//!     "ResourceDirectoryMaster has no endpoint in region `mars`: choose one of cn-shanghai, or call `endpoint`",
//! );
//! # Ok::<(), BuildError>(())
//! ```
//!
//! Features: `reqwest`, on by default, is the transport that is used unless another one is given.

mod build_error;
mod builder;
mod client;
mod environment;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
mod transport;
mod user_agent;

pub use build_error::BuildError;
pub use builder::Builder;
pub use client::Client;
#[cfg(feature = "reqwest")]
pub use reqwest_transport::ReqwestTransport;
pub use transport::{Transport, TransportFuture};
