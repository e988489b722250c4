//! Requests with their responses, as they went over the wire: kept in a file, read again, and compared.

#[cfg(feature = "program")]
mod compare;
#[allow(clippy::module_inception)]
mod exchange;
mod har;
mod redact;

#[cfg(feature = "program")]
pub(crate) use compare::{Difference, Kind as DifferenceKind, compare};
pub(crate) use exchange::Exchange;
#[cfg(feature = "webhooks")]
pub(crate) use exchange::Message;
pub(crate) use har::HarFile;
#[cfg(feature = "program")]
pub(crate) use har::read;
