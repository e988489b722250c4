//! What the APIs of Alibaba Cloud agree on beyond HTTP.

#[cfg(feature = "mock")]
pub mod mock;

pub use twinspec_core::{Credentials, signature};
