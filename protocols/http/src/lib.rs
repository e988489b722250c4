//! What HTTP APIs agree on when nothing else is said of them.

#[cfg(feature = "mock")]
pub mod mock;
