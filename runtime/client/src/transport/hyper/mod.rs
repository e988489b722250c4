//! The transport on top of `hyper`.

mod connector;
mod message;
mod silence;
mod stream;
mod tls;
mod transport;

pub use transport::HyperTransport;
