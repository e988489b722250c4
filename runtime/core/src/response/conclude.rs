//! From an HTTP response to a typed response or error.

use serde_json::Value;

use super::response::{Head, request_id, request_id_header};
use crate::access_denied_detail::{AccessDeniedDetail, field};
use crate::data::decoder::{decode_into, json_into};
use crate::data::node::Node;
use crate::error::call_error::Failure;
use crate::{
    Cause, ClientError, ClientErrorKind, Decode, DecodeError, Error, ErrorKind, HttpResponse, Input, Operation,
    Response, ResponseFormat, ServiceError, xml,
};

/// Decodes what came back for a request of type `I`.
///
/// # Errors
///
/// The error of the service, in JSON or XML; or [`ClientErrorKind::Decode`] for an answer that is neither
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
    answer: Result<HttpResponse, ClientError>,
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
/// Those of [`conclude`]; an answer that is no stream of events by its content type is an error of the kind
/// [`ClientErrorKind::Decode`].
pub fn conclude_head<K: ErrorKind>(
    operation: &'static Operation,
    answer: Result<HttpResponse, ClientError>,
    attempts: u32,
) -> Result<Response<()>, Error<K>> {
    match begun(operation, answer, attempts) {
        Ok(head) => Ok(Response { body: (), head }),
        Err(failure) => Err(Error::of(failure)),
    }
}

fn whole(
    operation: &'static Operation,
    answer: Result<HttpResponse, ClientError>,
    attempts: u32,
    body: &mut dyn Decode,
) -> Result<Head, Box<Failure>> {
    read(operation, answer, attempts, |response| success(operation, response, body))
}

fn begun(
    operation: &'static Operation,
    answer: Result<HttpResponse, ClientError>,
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
    answer: Result<HttpResponse, ClientError>,
    attempts: u32,
    take: impl FnOnce(&HttpResponse) -> Result<(), DecodeError>,
) -> Result<Head, Box<Failure>> {
    let head = |response: HttpResponse| match failure(&response) {
        Some(cause) => Err(cause),
        None => match take(&response) {
            Ok(()) => Ok(response.into()),
            Err(error) => Err(unreadable(&response, error).into()),
        },
    };
    answer.map_err(Cause::from).and_then(head).map_err(|cause| Box::new(Failure::new(operation, cause, attempts)))
}

/// Why an answer is no success; `None` if its status says it is one.
pub(crate) fn failure(response: &HttpResponse) -> Option<Cause> {
    if response.is_success() {
        return None;
    }
    Some(match service_error(response) {
        Ok(error) => error.into(),
        Err(error) => unreadable(response, error).into(),
    })
}

/// The body of a response of success.
fn success(operation: &Operation, response: &HttpResponse, body: &mut dyn Decode) -> Result<(), DecodeError> {
    if matches!(operation.response, ResponseFormat::Binary | ResponseFormat::Events) {
        return decode_into(Node::Bytes(response.body_bytes()), body);
    }
    let text = text(response)?;
    let start = text.trim_start();
    if start.is_empty() {
        // No content is what the status promises, or the operation.
        return match response.status() == 204 || operation.response == ResponseFormat::Empty {
            true => decode_into(Node::Object(Vec::new()), body).or_else(|_| decode_into(Node::Null, body)),
            false => Err(DecodeError::Empty),
        };
    }
    if is_html(start) {
        return Err(DecodeError::Html);
    }
    match operation.response {
        ResponseFormat::Xml if !start.starts_with('<') => {
            Err(DecodeError::Malformed { format: "XML", detail: "it does not begin with an element".to_owned() })
        }
        ResponseFormat::Xml => decode_into(xml::tree(text)?, body),
        _ if start.starts_with('<') => Err(DecodeError::UnexpectedXml),
        _ => json_into(text, body),
    }
}

fn text(response: &HttpResponse) -> Result<&str, DecodeError> {
    std::str::from_utf8(response.body()).map_err(|error| match error.error_len() {
        Some(_) => DecodeError::NotUtf8(error),
        None => DecodeError::Truncated { format: "UTF-8", detail: "its last character is not whole".to_owned() },
    })
}

/// Whether a text is a page for people, behind comments and the declaration of XHTML if there are any.
fn is_html(text: &str) -> bool {
    let mut rest = text.trim_start();
    while let Some((_, after)) =
        [("<!--", "-->"), ("<?xml", "?>")].iter().find_map(|(start, end)| rest.strip_prefix(start)?.split_once(end))
    {
        rest = after.trim_start();
    }
    ["<!doctype html", "<html"]
        .iter()
        .any(|tag| rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)))
}

/// An error in JSON or XML. Services spell the names of its fields with an upper- or a lower-case initial.
fn service_error(response: &HttpResponse) -> Result<ServiceError, DecodeError> {
    let text = text(response)?;
    let start = text.trim_start();
    let fields = match start.get(..1) {
        None if start.is_empty() => return Err(DecodeError::Empty),
        Some("{") => serde_json::from_str(text).map_err(DecodeError::json)?,
        Some("<") if is_html(start) => return Err(DecodeError::Html),
        Some("<") => xml::children(text)?,
        Some("[") => return Err(DecodeError::NoErrorCode),
        _ => return Err(DecodeError::NotAnError),
    };
    let text_of = |name: &str| match field(&fields, name)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let detail = field(&fields, "AccessDeniedDetail").and_then(Value::as_object);
    Ok(ServiceError {
        status: response.status(),
        code: text_of("Code").filter(|code| !code.is_empty()).ok_or(DecodeError::NoErrorCode)?,
        message: text_of("Message").unwrap_or_default(),
        request_id: request_id_header(response).or_else(|| text_of("RequestId")),
        host_id: text_of("HostId"),
        recommend: text_of("Recommend"),
        access_denied_detail: detail.cloned().map(AccessDeniedDetail::new),
        headers: response.headers().clone(),
        body: text.to_owned(),
    })
}

/// A `Decode` error that names the answer's status and content type and shows how it begins.
fn unreadable(response: &HttpResponse, error: DecodeError) -> ClientError {
    let content_type = response.headers().get("content-type").unwrap_or("no content type");
    let mut message = format!(
        "the answer (status {}, {}, {} bytes) {error}",
        response.status(),
        excerpt(content_type),
        response.body().len(),
    );
    if !response.body().is_empty() && may_be_shown(response) {
        let start = response.body().get(..4 * MAX_EXCERPT).unwrap_or(response.body());
        message.push_str(": ");
        message.push_str(&excerpt(&String::from_utf8_lossy(start)));
    }
    ClientError {
        status: Some(response.status()),
        request_id: request_id(response),
        ..ClientError::new(ClientErrorKind::Decode, message).with_source(error)
    }
}

/// A response of success in JSON or XML may hold what must not be shown.
fn may_be_shown(response: &HttpResponse) -> bool {
    let start = response.body().trim_ascii_start();
    let data = start.starts_with(b"{") || start.starts_with(b"[") || start.starts_with(b"<");
    !response.is_success() || !data || is_html(&String::from_utf8_lossy(start))
}

/// In characters.
const MAX_EXCERPT: usize = 100;

/// The beginning of a text on one line.
fn excerpt(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MAX_EXCERPT) {
        None => line,
        Some((end, _)) => format!("{}...", line.get(..end).unwrap_or_default()),
    }
}
