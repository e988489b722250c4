//! What a mock remembers of one API.

use super::codes::Codes;
use super::coverage::Counts;
use super::forced::Forced;
use super::resources::Resources;
use super::usage::Usage;

/// What a mock remembers of one API.
#[derive(Debug, Default)]
pub(crate) struct ApiState {
    pub(crate) resources: Resources,
    pub(crate) codes: Codes,
    pub(crate) usage: Usage,
    pub(crate) forced: Forced,
    /// Outlives a reset.
    pub(crate) coverage: Counts,
}
