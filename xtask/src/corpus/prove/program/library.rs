//! The client, as the program names it.

/// The client, whatever its crate is called.
pub(super) const LIBRARY: &str = "client";
