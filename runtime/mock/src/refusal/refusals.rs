//! How a family of APIs words what every API can refuse.

use std::fmt;

use super::Refusal;

/// Why the gateway itself refuses a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason<'a> {
    /// The parameter of this name has to be there and is not.
    MissingParameter(&'a str),
    /// The value of the parameter of this name is none that it may have.
    InvalidParameter(&'a str),
    /// The body of the request has a media type that the operation does not take.
    UnsupportedMediaType,
    /// The operation answers in no media type that the request accepts.
    NotAcceptable,
    /// A limit is used up that no row of the error table speaks of, or the mock's user wants the call throttled.
    Throttled,
    /// Something is wrong with the mock, or with what its user made of it.
    Internal,
}

/// The refusals that every operation of a family of APIs shares.
pub trait Refusals: fmt::Debug + Send + Sync + 'static {
    /// The words for a reason of the gateway.
    fn refusal(&self, reason: Reason<'_>) -> Refusal;

    /// Whether every call can have a parameter of this name.
    fn is_common(&self, _name: &str) -> bool {
        false
    }

    /// The errors that every operation can answer with, as a test can ask for them: status, code and message.
    fn common(&self) -> &'static [(u16, &'static str, &'static str)] {
        &[]
    }
}
