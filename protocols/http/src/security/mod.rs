//! Who calls, as the security schemes of an API want it said.

mod credentials;
mod scheme;

pub use credentials::Credentials;
pub use scheme::{KeyLocation, Scheme, SchemeKind};
