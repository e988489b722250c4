use std::sync::Arc;

/// The id of an account: of whoever has resources and limits of its own.
pub type AccountId = Arc<str>;
