//! The APIs of Alibaba Cloud: what they have in common beyond HTTP.
//!
//! [`Alibaba`] is their [`Protocol`](twinspec_core::Protocol), [`Credentials`] sign requests, a [`Signer`] does so
//! without a client, and [`signature`] has each step, for code that verifies signatures.
//!
//! # Features
//!
//! * `client`: the builder of clients, and the providers of credentials. The transports and blocking calls are features
//!   of `twinspec-client`; `reqwest`, `hyper` and `blocking` pass them on.
//! * `mock`: the mock of these APIs, with accounts, signatures, policies and Security Token Service; `program`: its
//!   command line.

#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
pub mod credentials;
mod endpoint;
mod error;
mod members;
#[cfg(feature = "mock")]
pub mod mock;
mod permission;
mod protocol;
mod request;
pub mod signature;
#[cfg(feature = "client")]
mod user_agent;

#[cfg(feature = "client")]
pub use client::{BuildError, Builder};
#[cfg(feature = "client")]
pub use credentials::CredentialsProvider;
pub use endpoint::{Network, Region};
pub use error::{AccessDeniedDetail, ErrorDetails};
pub use members::{ControlPolicies, Members};
pub use permission::{Permission, Permissions};
pub use protocol::{Alibaba, ApiStyle};
pub use request::{Credentials, SignedRequest, Signer};
