//! Why a call gets no success: a row of the operation's error table, or one of the gateway's own codes.

mod alike;
mod by_code;
mod refusals;
mod request_fault;

use std::borrow::Cow;
use std::time::Duration;

use http::{HeaderValue, StatusCode};
use twinspec_core::ErrorRow;

pub use alike::most_alike;
pub(crate) use by_code::{by_code, refusals_of};
pub use refusals::{Reason, Refusals};
pub use request_fault::RequestFault;

/// Why a call is refused, and what the response says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The error code.
    pub code: Cow<'static, str>,
    /// The message.
    pub message: Cow<'static, str>,
    /// More than the service says, in a header of its own, so that the message stays word for word.
    pub hint: Option<String>,
    /// When the caller may try again.
    pub retry_after: Option<Duration>,
    /// Further members that the protocol puts into the body of the answer.
    pub details: Vec<(&'static str, String)>,
    /// Further headers of the answer, names in lower case.
    pub headers: Vec<(&'static str, HeaderValue)>,
    /// What is wrong with the request, where that is known.
    pub faults: Box<[RequestFault]>,
    /// Whether the message repeats what the caller sent, so that it must not be recorded.
    pub repeats_request: bool,
}

impl Refusal {
    /// A row of an error table.
    pub fn row(row: &ErrorRow) -> Self {
        Refusal::new(row.status, row.code, row.message)
    }

    /// An error that is not in the table of the operation.
    pub fn new(status: u16, code: impl Into<Cow<'static, str>>, message: impl Into<Cow<'static, str>>) -> Self {
        Refusal {
            status,
            code: code.into(),
            message: message.into(),
            hint: None,
            retry_after: None,
            details: Vec::new(),
            headers: Vec::new(),
            faults: Box::default(),
            repeats_request: false,
        }
    }

    /// An error that only its status distinguishes from others. Its code is what HTTP calls the status: `NotFound`.
    pub fn status(status: u16, message: impl Into<Cow<'static, str>>) -> Self {
        let reason = StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
        let code: String = reason.unwrap_or("Error").split(' ').collect();
        Refusal::new(status, code, message)
    }

    /// The same with a hint, for whoever looks for the reason.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
