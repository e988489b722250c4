//! Why a call failed, and whether it may be attempted again.

pub(crate) mod call_error;
mod decode_error;
mod local_error;
mod printable;
mod retry_reason;
mod service_error;

pub use call_error::{Cause, Error, ErrorKind, TypedErrors};
pub use decode_error::DecodeError;
pub use local_error::{LocalError, LocalErrorKind};
pub use printable::printable;
pub use retry_reason::{Retry, RetryReason};
pub use service_error::ServiceError;
