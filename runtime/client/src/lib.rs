//! The client runtime under the generated Alibaba Cloud crates: settings, credentials, endpoints, transport,
//! retries.
//!
//! A generated client wraps a [`Client`] and gives it typed requests. The runtime signs each with a fresh
//! nonce, sends it over a [`Transport`], and decodes what comes back; requests, responses and errors
//! are those of [`twinspec_core`]. Credentials come from the [`DefaultChain`](credentials::DefaultChain) of the official SDKs,
//! or from another provider in [`credentials`]. Each call is a `tracing` span with action, endpoint, region, status and
//! request id, without arguments and secrets.
//!
//! A call that failed is attempted again, three times in all, if that can help and is safe:
//!
//! * an operation that only reads, or that takes an idempotency token, which the client fills in: when the
//!   connection failed, no answer came in time, the status was 429, 500, 502, 503 or 504, the code begins with
//!   `Throttling`, or the operation's error table says `retryable`;
//! * any operation: when the service refused it unread because of too many requests (status 429, codes that
//!   begin with `Throttling`), or no connection came about.
//!
//! Nothing else is: a write that may have been executed is not repeated, whatever
//! [`Error::is_retryable`](twinspec_core::Error::is_retryable) says, and neither is an error that the table calls
//! final. A [`RetryPolicy`] says how often and after how long. A budget that the clones of a client share keeps
//! them from flooding a service that fails: of its 500 tokens a retry costs 5, or 10 after a timeout or a failed
//! connection, and each call that succeeds gives one back. Waiting takes a [`Timer`], which the default
//! transport brings along. Dropping the future of a call ends it, also between two attempts.
//!
//! ```
//! # #[cfg(feature = "reqwest")]
//! # fn main() -> Result<(), twinspec_client::BuildError> {
//! use twinspec_client::Client;
//! use twinspec_core::{Api, ApiStyle, Endpoint};
//!
//! static API: Api = Api {
//!     product: "ResourceDirectoryMaster",
//!     version: "2022-04-19",
//!     style: ApiStyle::Rpc,
//!     endpoints: &[Endpoint {
//!         region_id: "cn-shanghai",
//!         host: "resourcedirectory.aliyuncs.com",
//!         vpc: None,
//!         site: None,
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
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "reqwest"))]
//! # fn main() {}
//! ```
//!
//! # More than one answer
//!
//! A list that comes in pages is a stream of them or of its items, [`Pages`] and [`Items`]. What goes on after the answer is
//! asked for by a [`Poller`]. An answer that is server-sent events is an [`EventStream`].
//!
//! # Connections
//!
//! A connection may take 10 seconds, a server may be silent for 60, a call may take 10 minutes with all attempts, and
//! an answer may have 64 MiB: [`Builder::connect_timeout`], [`Builder::read_timeout`], [`Builder::timeout`],
//! [`Builder::max_response_bytes`]. Proxies come from the environment, see [`TransportSettings`]; certificates from
//! the operating system, and from [`Builder::root_certificate`].
//!
//! # Features
//!
//! * `reqwest`, on by default: the transport on top of `reqwest`, used unless another one is given.
//! * `hyper`: a transport that costs less, used if `reqwest` is off and no other one is given.
//! * `blocking`: calls, and iterators over lists, that wait on the thread of the caller.

mod call;
pub mod credentials;
mod retry;
mod settings;
mod stream;
mod time;
mod transport;

#[cfg(feature = "blocking")]
pub use call::Blocking;
pub use call::{Attempt, Client, Intercepted, Interceptor, ResponseFuture};
pub use credentials::CredentialsProvider;
pub use retry::RetryPolicy;
pub use settings::{BuildError, Builder, Environment};
pub use stream::{EventStream, Items, Outcome, Page, Pages, Poller};
#[cfg(feature = "tokio")]
pub use time::TokioTimer;
pub use time::{Clock, Sleep, SystemClock, Timer};
#[cfg(feature = "hyper")]
pub use transport::HyperTransport;
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
pub use transport::{BodyStream, StreamFuture, StreamedResponse, Transport, TransportFuture, TransportSettings};
