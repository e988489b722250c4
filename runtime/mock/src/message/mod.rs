//! Requests and responses as the gateway and the controls see them, whichever version of HTTP they travel by.

mod body;
mod redacted;
mod request_head;
mod request_id;
mod response;

pub(crate) use body::Body;
pub use redacted::REDACTED;
pub(crate) use request_head::{RequestHead, Target};
pub(crate) use request_id::RequestIds;
pub use request_id::{IdForm, IdText, RequestId, mix};
pub(crate) use response::Response;

/// Why a request has no body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BodyError {
    #[error("the body is larger than {limit} bytes")]
    TooLarge {
        /// The most that is read.
        limit: usize,
    },
    #[error("the body did not arrive as announced")]
    Broken,
}
