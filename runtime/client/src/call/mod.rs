//! A call: the client, its attempts, what sees them, and the response: its future, or the stream of its events.

mod byte_stream;
mod client;
pub(crate) mod event_stream;
mod interceptor;
mod response_future;
mod spans;
mod unique;

pub use byte_stream::ByteStream;
pub use client::Client;
pub(crate) use client::Inner;
pub use event_stream::EventStream;
pub use interceptor::{Attempt, Intercepted, Interceptor};
pub use response_future::ResponseFuture;
pub use unique::unique;
