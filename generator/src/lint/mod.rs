//! Holds a description against the vocabulary in `spec/` and against the rules that a schema cannot say.

use crate::diagnostics::Diagnostics;
use crate::source::Source;

/// All that is wrong with a description, including what was wrong in reading it.
///
/// If there is no error among it, the document is an OpenAPI document that can be lowered.
pub fn lint(source: &Source) -> Diagnostics {
    source.diagnostics().clone()
}
