//! What is shown instead of a secret.

/// What is shown in the place of something that must not be shown.
pub const REDACTED: &str = "***";
