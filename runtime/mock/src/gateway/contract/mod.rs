//! What a document says of the requests and the responses of an operation, whole: the ones are checked by it, the others
//! made of it.

mod accept;
mod body;
mod check;
mod loaded;
mod pages;
mod pieces;
mod respond;
#[cfg(feature = "webhooks")]
mod sent;
#[cfg(feature = "webhooks")]
mod unlike;
mod worded;

pub(super) use loaded::Contract;
pub(super) use respond::Asked;
#[cfg(feature = "webhooks")]
pub(super) use sent::Wanted;
pub(super) use worded::Worded;

/// How strict a mock is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules {
    /// Whether requests are checked.
    pub(crate) validate: bool,
    /// Whether parameters that are not described are refused.
    pub(crate) strict: bool,
    /// Whether state that was inferred is not there.
    pub(crate) stateless: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Rules { validate: true, strict: false, stateless: false }
    }
}
