//! What an error of Alibaba Cloud says beyond status, code, message and request id.

mod access_denied_detail;
mod error_details;
pub(crate) mod read;

pub use access_denied_detail::AccessDeniedDetail;
pub use error_details::ErrorDetails;
