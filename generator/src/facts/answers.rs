//! Answers whose bodies are told apart by their status.

use crate::model::{Operation, Response, ResponseFormat};

/// The successes of an operation, if there are several with different bodies; else none. Where pages, polls and events
/// come from, the first is the only one.
pub(super) fn successes(operation: &Operation) -> Vec<&Response> {
    let first = &operation.response;
    let is_followed = operation.pagination.is_some() || operation.poll.is_some();
    if is_followed || first.format == ResponseFormat::EventStream {
        return Vec::new();
    }
    let others = operation.other_responses.iter().filter(|other| other.format != ResponseFormat::EventStream);
    let all: Vec<_> = std::iter::once(first).chain(others).collect();
    if all.iter().all(|other| first.has_body_of(other)) { Vec::new() } else { all }
}

/// The errors of an operation whose bodies are described.
pub(super) fn errors(operation: &Operation) -> Vec<&Response> {
    let has_body =
        |response: &&Response| !matches!(response.format, ResponseFormat::Empty | ResponseFormat::EventStream);
    operation.error_responses.iter().filter(has_body).collect()
}

/// The format of the body of a success; `None` if it depends on the status.
pub(super) fn format(operation: &Operation, successes: &[&Response]) -> Option<ResponseFormat> {
    let mut formats =
        successes.iter().map(|response| response.format).filter(|format| *format != ResponseFormat::Empty);
    let Some(first) = formats.next() else { return Some(operation.response.format) };
    formats.all(|format| format == first).then_some(first)
}
