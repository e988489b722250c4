//! Calls that are passed on to the service itself, so that it and the document can be held against each other.

#[allow(clippy::module_inception)]
mod proxy;

pub(crate) use proxy::Proxy;
