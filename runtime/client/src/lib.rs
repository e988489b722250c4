//! The client runtime under generated crates: settings, transport, retries, streams.
//!
//! A generated client wraps a [`Client`] and passes typed requests to it. The runtime gets credentials from a
//! [`CredentialsProvider`], sends each request over a [`Transport`], and decodes the response; requests, responses and
//! errors are those of [`twinspec_core`]. A family of APIs has its own crate with its
//! [`Protocol`](twinspec_core::Protocol) and the builder of its clients. Each call is a `tracing` span with operation,
//! endpoint, status and request id, without arguments and secrets.
//!
//! A call that failed is attempted again, up to three times in all, if that can help and is safe:
//!
//! * an operation that only reads, that is idempotent, or that takes an idempotency token, which the client fills in:
//!   when the connection failed, no response arrived in time, the status was 429, 500, 502, 503 or 504, the
//!   protocol knows the code as one of calls that come too fast, or the operation's error table says `retryable`;
//! * any operation: when the service throttled it without reading it (status 429, or a code that the protocol knows),
//!   or no connection could be made.
//!
//! Nothing else is repeated: not a write that may have been executed, whatever
//! [`Error::is_retryable`](twinspec_core::Error::is_retryable) says, and not a call whose error is marked as final
//! in the table. A [`RetryPolicy`] says how often and after how long. A budget that the clones of a client share keeps
//! them from flooding a service that fails: of its 500 tokens a retry costs 5, or 10 after a timeout or a failed
//! connection, and each call that succeeds returns one. Waiting needs a [`Timer`], which the default
//! transport has. Dropping the future of a call ends the call, also between two attempts.
//!
//! ```
//! # #[cfg(feature = "reqwest")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use std::sync::Arc;
//!
//! use twinspec_client::{Settings, Target, credentials::Fixed};
//! use twinspec_core::{Anonymous, Api, Plain};
//!
//! static API: Api = Api::new("petstore", "1.0.0", &Plain);
//!
//! // What the builder of a protocol does.
//! let client = Settings::new().build(Target {
//!     api: &API,
//!     endpoint: "https://petstore.example/v1".parse()?,
//!     elsewhere: Default::default(),
//!     region: None,
//!     credentials: Arc::new(Fixed::new(Anonymous)),
//!     user_agent: "example".to_owned(),
//! })?;
//! assert_eq!(client.endpoint().to_string(), "https://petstore.example/v1");
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "reqwest"))]
//! # fn main() {}
//! ```
//!
//! # Pages, polling and events
//!
//! A list in pages is a stream of its pages or of its items: [`Pages`] and [`Items`]. A [`Poller`] waits for the
//! outcome of a long-running operation. A response of server-sent events is an [`EventStream`].
//!
//! # Connections
//!
//! A connection may take 10 seconds, a server may be silent for 60, a call may take 10 minutes with all attempts, and
//! a response may have 64 MiB. The methods of [`builder_settings`] change these limits. Proxies are read from the
//! environment, see [`TransportSettings`]; certificates from the operating system and from `root_certificate`.
//!
//! # Redirects
//!
//! With the feature `endpoint-env`, the variable [`TWINSPEC_ENDPOINT_URL`](ENDPOINT_URL) redirects the clients of all
//! APIs to another server, such as a mock; [another variable](endpoint_variable) redirects those of one API. See
//! [`Redirect`].
//!
//! # Features
//!
//! * `reqwest`, on by default: the default transport, on top of `reqwest`.
//! * `hyper`: a leaner transport, the default if `reqwest` is off.
//! * `endpoint-env`: environment variables can redirect clients to another server.
//! * `blocking`: blocking calls, and blocking iterators over lists.

#[cfg(feature = "blocking")]
mod blocking;
mod call;
pub mod credentials;
mod environment;
mod follow;
mod retry;
mod settings;
mod time;
mod transport;
#[cfg(feature = "tokio")]
pub mod upload;

#[cfg(feature = "blocking")]
pub use blocking::Blocking;
pub use call::{Attempt, ByteStream, Client, EventStream, Intercepted, Interceptor, ResponseFuture, unique};
pub use credentials::CredentialsProvider;
pub use environment::Environment;
pub use follow::{Items, Outcome, Page, Pages, Poller};
pub use retry::RetryPolicy;
pub use settings::{BuildError, Redirect, Settings, Target, default_timer, default_transport, endpoint_variable};
#[cfg(feature = "tokio")]
pub use time::TokioTimer;
pub use time::{Clock, LONGEST_WAIT, Overrun, Sleep, SystemClock, TimeLimit, Timer};
#[cfg(feature = "hyper")]
pub use transport::HyperTransport;
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
pub use transport::{BodyStream, StreamFuture, StreamedResponse, Transport, TransportFuture, TransportSettings};
pub use twinspec_core::ENDPOINT_URL;

/// The compiler that built the crate, for a `user-agent`.
pub const RUST_VERSION: &str = env!("TWINSPEC_RUST_VERSION");
