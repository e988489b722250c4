//! A call: the client, its attempts, what sees them, and the future of the response.

#[cfg(feature = "blocking")]
mod blocking;
mod client;
mod interceptor;
mod response_future;
mod spans;
mod unique;

#[cfg(feature = "blocking")]
pub use blocking::Blocking;
pub use client::Client;
pub(crate) use client::Inner;
pub use interceptor::{Attempt, Intercepted, Interceptor};
pub use response_future::ResponseFuture;
pub use unique::unique;
