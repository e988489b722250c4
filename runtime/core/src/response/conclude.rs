//! From an HTTP response to a typed response or error.

use bytes::Bytes;

use super::response::{Head, Response};
use crate::data::budget::Budget;
use crate::data::content;
use crate::data::decoder::answer_into;
use crate::data::node::Node;
use crate::error::answer::{cause, unreadable};
use crate::error::failure::Failure;
use crate::wire::html::is_html;
use crate::{Cause, Decode, DecodeError, Error, ErrorKind, HttpResponse, Input, LocalError, Operation, ResponseFormat};

/// Decodes what came back for a request of type `I`.
///
/// # Errors
///
/// The error of the service, in JSON or XML; or [`LocalErrorKind::Decode`](crate::LocalErrorKind::Decode) for an answer that is neither
/// that nor the operation's response, such as the HTML page of a proxy or half a body.
pub fn decode<I: Input>(response: HttpResponse) -> Result<Response<I::Output>, Error<I::ErrorKind>> {
    conclude(I::OPERATION, Ok(response), 1)
}

/// The result of a call after so many `attempts`: the response to the last one, or why it failed.
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

/// The head of a response whose body is a stream of server-sent events, after so many `attempts`.
///
/// # Errors
///
/// Those of [`conclude`]; and [`LocalErrorKind::Decode`](crate::LocalErrorKind::Decode) if the content type of the response is
/// not that of a stream of events.
pub fn conclude_head<K: ErrorKind>(
    operation: &'static Operation,
    answer: Result<HttpResponse, LocalError>,
    attempts: u32,
) -> Result<Response<()>, Error<K>> {
    let events = |response: &HttpResponse| match response.is_event_stream() {
        true => Ok(()),
        false => Err(DecodeError::NoEventStream),
    };
    begun(operation, answer, attempts, events).map(|head| Response { body: (), head }).map_err(Error::of)
}

/// The head of a response whose body is read as it comes, after so many `attempts`.
///
/// # Errors
///
/// Those of [`conclude`].
pub fn conclude_bytes<K: ErrorKind>(
    operation: &'static Operation,
    answer: Result<HttpResponse, LocalError>,
    attempts: u32,
) -> Result<Response<()>, Error<K>> {
    begun(operation, answer, attempts, |_| Ok(())).map(|head| Response { body: (), head }).map_err(Error::of)
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
    check: fn(&HttpResponse) -> Result<(), DecodeError>,
) -> Result<Head, Box<Failure>> {
    read(operation, answer, attempts, check)
}

/// The head of a successful response, after `take` has read its body.
fn read(
    operation: &'static Operation,
    answer: Result<HttpResponse, LocalError>,
    attempts: u32,
    take: impl FnOnce(&HttpResponse) -> Result<(), DecodeError>,
) -> Result<Head, Box<Failure>> {
    let head = |response: HttpResponse| match cause(operation, &response) {
        Some(cause) => Err(cause),
        None => match take(&response) {
            Ok(()) => Ok(Head::new(operation, response)),
            Err(error) => Err(unreadable(operation, &response, error).into()),
        },
    };
    answer.map_err(Cause::from).and_then(head).map_err(|cause| Box::new(Failure::new(operation, cause, attempts)))
}

/// The body of a successful response.
fn success(operation: &Operation, response: &HttpResponse, body: &mut dyn Decode) -> Result<(), DecodeError> {
    let budget = Budget::of(response.max_bytes());
    let status = response.status();
    let read_xml = |text: &str, budget: &Budget| operation.read_xml(status, text, budget);
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
        return answer_into(content::by_type(content_type, response.body(), &budget, &read_xml)?, status, body, budget);
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
        ResponseFormat::Xml => read_xml(text, &budget)?,
        _ if start.starts_with('<') => return Err(DecodeError::UnexpectedXml),
        _ => Node::json(text, &budget)?,
    };
    answer_into(node, status, body, budget)
}

/// The body of a successful response without content.
fn nothing(operation: &Operation, response: &HttpResponse, body: &mut dyn Decode) -> Result<(), DecodeError> {
    let (status, max_bytes) = (response.status(), response.max_bytes());
    let mut read = |node| answer_into(node, status, body, Budget::of(max_bytes));
    // No content is what the status promises, or the operation; or what the description says of the status.
    match status == 204 || operation.response == ResponseFormat::Empty {
        true => read(Node::Object(Vec::new())).or_else(|_| read(Node::Null)),
        false => read(Node::Bytes(Bytes::new())).map_err(|_| DecodeError::Empty),
    }
}
