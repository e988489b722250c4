//! From an HTTP response to a typed response or error.

use std::borrow::Cow;

use bytes::Bytes;

use super::content;
use super::response::{Head, is_html};
use crate::data::budget::Budget;
use crate::data::decoder::answer_into;
use crate::data::node::Node;
use crate::error::call_error::Failure;
use crate::{
    Cause, Decode, DecodeError, Error, ErrorKind, HttpResponse, Input, LocalError, Operation, Response, ResponseFormat,
    printable, xml,
};

/// Decodes what came back for a request of type `I`.
///
/// # Errors
///
/// The error of the service, in JSON or XML; or [`LocalErrorKind::Decode`](crate::LocalErrorKind::Decode) for an answer that is neither
/// that nor the operation's response, such as the HTML page of a proxy or half a body.
pub fn decode<I: Input>(response: HttpResponse) -> Result<Response<I::Output>, Error<I::ErrorKind>> {
    conclude(I::OPERATION, Ok(response), 1)
}

/// What a call came to: the response of the last of so many attempts, or why there is none.
///
/// # Errors
///
/// What the transport says, and those of [`decode`].
// Compiled for each operation, so it is little.
pub fn conclude<T: Decode + Default, K: ErrorKind>(
    operation: &'static Operation,
    answer: Result<HttpResponse, LocalError>,
    attempts: u32,
) -> Result<Response<T>, Error<K>> {
    let mut body = T::default();
    match whole(operation, answer, attempts, &mut body) {
        Ok(head) => Ok(Response { body, head }),
        Err(failure) => Err(Error::of(failure)),
    }
}

/// The head of an answer whose body is server-sent events to come, of the last of so many attempts.
///
/// # Errors
///
/// Those of [`conclude`]; an answer that is not a stream of events by its content type is an error of the kind
/// [`LocalErrorKind::Decode`](crate::LocalErrorKind::Decode).
pub fn conclude_head<K: ErrorKind>(
    operation: &'static Operation,
    answer: Result<HttpResponse, LocalError>,
    attempts: u32,
) -> Result<Response<()>, Error<K>> {
    match begun(operation, answer, attempts) {
        Ok(head) => Ok(Response { body: (), head }),
        Err(failure) => Err(Error::of(failure)),
    }
}

fn whole(
    operation: &'static Operation,
    answer: Result<HttpResponse, LocalError>,
    attempts: u32,
    body: &mut dyn Decode,
) -> Result<Head, Box<Failure>> {
    read(operation, answer, attempts, |response| success(operation, response, body))
}

fn begun(
    operation: &'static Operation,
    answer: Result<HttpResponse, LocalError>,
    attempts: u32,
) -> Result<Head, Box<Failure>> {
    read(operation, answer, attempts, |response| match response.is_event_stream() {
        true => Ok(()),
        false => Err(DecodeError::NoEventStream),
    })
}

/// The head of an answer of success, once its body was taken.
fn read(
    operation: &'static Operation,
    answer: Result<HttpResponse, LocalError>,
    attempts: u32,
    take: impl FnOnce(&HttpResponse) -> Result<(), DecodeError>,
) -> Result<Head, Box<Failure>> {
    let head = |response: HttpResponse| match failure(operation, &response) {
        Some(cause) => Err(cause),
        None => match take(&response) {
            Ok(()) => Ok(Head::new(operation, response)),
            Err(error) => Err(unreadable(operation, &response, error).into()),
        },
    };
    answer.map_err(Cause::from).and_then(head).map_err(|cause| Box::new(Failure::new(operation, cause, attempts)))
}

/// Why an answer is not a success; `None` if its status says it is one.
pub(crate) fn failure(operation: &Operation, response: &HttpResponse) -> Option<Cause> {
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

/// The body of a response of success.
fn success(operation: &Operation, response: &HttpResponse, body: &mut dyn Decode) -> Result<(), DecodeError> {
    let budget = Budget::of(response.max_bytes());
    let status = response.status();
    if matches!(operation.response, ResponseFormat::Binary | ResponseFormat::Events) {
        return answer_into(Node::Bytes(response.body_bytes()), status, body, budget);
    }
    if operation.response == ResponseFormat::Text {
        return answer_into(Node::Text(response.text()?.into()), status, body, budget);
    }
    if response.body().trim_ascii().is_empty() {
        return nothing(operation, response, body);
    }
    if operation.response == ResponseFormat::Any {
        let content_type = response.headers().get("content-type").unwrap_or_default();
        return answer_into(content::by_type(content_type, response.body(), &budget)?, status, body, budget);
    }
    let text = response.text()?;
    let start = text.trim_start();
    if is_html(start) {
        return Err(DecodeError::Html);
    }
    let node = match operation.response {
        ResponseFormat::Xml if !start.starts_with('<') => {
            return Err(DecodeError::Malformed {
                format: "XML",
                detail: "it does not begin with an element".to_owned(),
            });
        }
        ResponseFormat::Xml => xml::tree(text, &budget)?,
        _ if start.starts_with('<') => return Err(DecodeError::UnexpectedXml),
        _ => Node::json(text, &budget)?,
    };
    answer_into(node, status, body, budget)
}

/// The body of a response of success that has none.
fn nothing(operation: &Operation, response: &HttpResponse, body: &mut dyn Decode) -> Result<(), DecodeError> {
    let (status, max_bytes) = (response.status(), response.max_bytes());
    let mut read = |node| answer_into(node, status, body, Budget::of(max_bytes));
    // No content is what the status promises, or the operation; or what the description says of the status.
    match status == 204 || operation.response == ResponseFormat::Empty {
        true => read(Node::Object(Vec::new())).or_else(|_| read(Node::Null)),
        false => read(Node::Bytes(Bytes::new())).map_err(|_| DecodeError::Empty),
    }
}

/// A `Decode` error that names the answer's status and content type and shows how it begins.
fn unreadable(operation: &Operation, response: &HttpResponse, error: DecodeError) -> LocalError {
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
        ..LocalError::new(error.local_kind(), message).with_source(error)
    }
}

/// A document, and a response of success in JSON, may hold what must not be shown. What is left are the pages and the
/// words of proxies.
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
