//! Why an answer is not a success.

use std::borrow::Cow;

use super::failure::Cause;
use super::local_error::{LocalError, LocalErrorKind};
use super::printable::printable;
use crate::{DecodeError, HttpResponse, Operation};

/// Why an answer is not a success; `None` if its status says it is one.
pub(crate) fn cause(operation: &Operation, response: &HttpResponse) -> Option<Cause> {
    if response.is_success() {
        return None;
    }
    let protocol = operation.api.protocol;
    Some(match protocol.error(operation, response) {
        Ok(mut error) => {
            if error.request_id.is_none() {
                error.request_id = protocol.request_id(response).map(Cow::into_owned);
            }
            error.into()
        }
        Err(error) => unreadable(operation, response, error).into(),
    })
}

/// A `Decode` error that names the answer's status and content type and shows how it begins.
pub(crate) fn unreadable(operation: &Operation, response: &HttpResponse, error: DecodeError) -> LocalError {
    let content_type = response.headers().get("content-type").unwrap_or("no content type");
    let mut message = format!(
        "the response (status {}, {}, {} bytes) {error}",
        response.status(),
        excerpt(content_type),
        response.body().len(),
    );
    if !response.body().is_empty() && may_be_shown(response) {
        let start = response.body().get(..4 * MAX_EXCERPT).unwrap_or(response.body());
        message.push_str(": ");
        message.push_str(&excerpt(&String::from_utf8_lossy(start)));
    }
    LocalError {
        status: Some(response.status()),
        request_id: operation.api.protocol.request_id(response).map(Cow::into_owned),
        ..LocalError::new(LocalErrorKind::of(&error), message).with_source(error)
    }
}

/// A document, and a successful response in JSON, may contain what must not be shown. The pages and messages of proxies can be.
fn may_be_shown(response: &HttpResponse) -> bool {
    let start = response.body().trim_ascii_start();
    let is_document = start.first().is_some_and(|byte| b"{[<\"".contains(byte));
    let is_json = || response.headers().get("content-type").is_some_and(|name| name.contains("json"));
    response.is_html() || !(is_document || response.is_success() && is_json())
}

/// In characters.
const MAX_EXCERPT: usize = 100;

/// The beginning of a text on one line.
fn excerpt(text: &str) -> Cow<'_, str> {
    printable(text, MAX_EXCERPT)
}
