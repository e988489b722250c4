//! What a limit says, in words.

use crate::model::{Limit, Per, Window};
use crate::text::{code_cell, inline};

/// A sentence that says how often a call succeeds.
pub(super) fn limit_sentence(limit: &Limit) -> String {
    let words = limit_words(limit);
    let description = inline(&limit.description);
    let description = description.strip_suffix('.').unwrap_or(&description);
    match description {
        "" => format!("At most {words}."),
        sentences if sentences.contains(". ") => format!("At most {words}. {sentences}."),
        what => format!("{what}: at most {words}."),
    }
}

/// How often a call succeeds: `100 successful calls per account and day`.
pub(super) fn limit_words(limit: &Limit) -> String {
    let per = match limit.per {
        Per::Account => "account",
    };
    let window = match limit.window {
        Window::Second => "second",
        Window::Minute => "minute",
        Window::Hour => "hour",
        Window::Day => "day",
    };
    let calls = if limit.count == 1 { "call" } else { "calls" };
    let region =
        limit.region.as_ref().map(|region| format!(" in the region {}", code_cell(region))).unwrap_or_default();
    format!("{} successful {calls} per {per} and {window}{region}", limit.count)
}
