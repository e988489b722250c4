//! Errors by their status, and what their bodies say.

mod problem;
pub(crate) mod read;

pub use problem::Problem;
