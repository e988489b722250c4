//! Why a call failed, and whether it may be attempted again.

pub(crate) mod answer;
mod call_error;
pub(crate) mod failure;
mod local_error;
mod printable;
mod retry_reason;

pub use call_error::{Error, ErrorKind, TypedErrors};
pub use failure::Cause;
pub use local_error::{LocalError, LocalErrorKind};
pub use printable::printable;
pub use retry_reason::RetryReason;
