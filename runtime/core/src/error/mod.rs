//! Why a call failed, and whether it may be attempted again.

pub(crate) mod call_error;
mod client_error;
mod decode_error;
mod printable;
mod retry_reason;
mod service_error;

pub use call_error::{Cause, Error, ErrorKind};
pub use client_error::{ClientError, ClientErrorKind};
pub use decode_error::DecodeError;
pub use printable::printable;
pub use retry_reason::{Retry, RetryReason};
pub use service_error::ServiceError;
