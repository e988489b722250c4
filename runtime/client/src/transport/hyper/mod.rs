//! The transport on top of `hyper`.

mod connector;
mod message;
mod stream;
mod tls;
mod transport;

pub use transport::HyperTransport;
