//! From an HTTP response to a typed response or error.

use serde::de::{self, DeserializeOwned};
use serde_json::Value;

use crate::access_denied_detail::{AccessDeniedDetail, field};
use crate::response::{request_id, request_id_header};
use crate::{
    Cause, ClientError, ClientErrorKind, DecodeError, Error, HttpResponse, Input, Operation, Response, ResponseFormat,
    ServiceError, json, xml,
};

/// Decodes what came back for a request of type `I`.
///
/// # Errors
///
/// The error of the service, in JSON or XML; or [`ClientErrorKind::Decode`] for an answer that is neither
/// that nor the operation's response, such as the HTML page of a proxy or half a body.
pub fn decode<I: Input>(response: HttpResponse) -> Result<Response<I::Output>, Error<I::ErrorKind>> {
    let body = match failure(&response) {
        Some(cause) => Err(cause),
        None => success(I::OPERATION, &response).map_err(|error| unreadable(&response, error).into()),
    };
    match body {
        Ok(body) => Ok(Response::new(body, response)),
        Err(cause) => Err(Error::new(I::OPERATION, cause)),
    }
}

/// The head of an answer whose body is server-sent events to come, for a request of type `I`.
///
/// # Errors
///
/// Those of [`decode`]; an answer that is no stream of events by its content type is an error of the kind
/// [`ClientErrorKind::Decode`].
pub fn decode_head<I: Input>(response: HttpResponse) -> Result<Response<()>, Error<I::ErrorKind>> {
    let cause = failure(&response).or_else(|| {
        let misfit = (!response.is_event_stream()).then_some(DecodeError::NoEventStream)?;
        Some(unreadable(&response, misfit).into())
    });
    match cause {
        None => Ok(Response::new((), response)),
        Some(cause) => Err(Error::new(I::OPERATION, cause)),
    }
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
fn success<T: DeserializeOwned>(operation: &Operation, response: &HttpResponse) -> Result<T, DecodeError> {
    if matches!(operation.response, ResponseFormat::Binary | ResponseFormat::Events) {
        return T::deserialize(Bytes(response.body_bytes())).map_err(|error| misfit(&error.to_string()));
    }
    let text = text(response)?;
    let start = text.trim_start();
    if start.is_empty() {
        // No content is what the status promises, or the operation.
        return match response.status() == 204 || operation.response == ResponseFormat::Empty {
            true => json::decode("{}").or_else(|_| json::decode("null")).map_err(json_error),
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
        ResponseFormat::Xml => xml::decode(text).map_err(|misread| match misread {
            xml::Misread::Truncated => truncated_xml(),
            xml::Misread::Malformed => malformed_xml(),
            xml::Misread::Misfit(error) => misfit(&error),
        }),
        _ if start.starts_with('<') => Err(DecodeError::UnexpectedXml),
        _ => json::decode(text).map_err(json_error),
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

/// A value of a JSON text that is not a whole answer.
pub(crate) fn json_text<T: DeserializeOwned>(text: &str) -> Result<T, DecodeError> {
    json::decode(text).map_err(json_error)
}

/// What is wrong with a JSON text. The words of `serde_json` quote the value that did not fit, which may be
/// sensitive; what was expected instead says enough.
fn json_error(error: serde_json::Error) -> DecodeError {
    match error.classify() {
        serde_json::error::Category::Eof => DecodeError::Truncated { format: "JSON", detail: error.to_string() },
        serde_json::error::Category::Data => misfit(&error.to_string()),
        _ => DecodeError::Malformed { format: "JSON", detail: error.to_string() },
    }
}

pub(crate) fn misfit(error: &str) -> DecodeError {
    DecodeError::Mismatch {
        detail: match error.rsplit_once("expected ") {
            Some((_, expected)) => format!("expected {expected}"),
            None => "a value is not of its type".to_owned(),
        },
    }
}

fn truncated_xml() -> DecodeError {
    DecodeError::Truncated { format: "XML", detail: "its root element is not closed".to_owned() }
}

fn malformed_xml() -> DecodeError {
    DecodeError::Malformed { format: "XML", detail: "it is not well-formed".to_owned() }
}

/// An error in JSON or XML. Services spell the names of its fields with an upper- or a lower-case initial.
fn service_error(response: &HttpResponse) -> Result<ServiceError, DecodeError> {
    let text = text(response)?;
    let start = text.trim_start();
    let fields = match start.get(..1) {
        None if start.is_empty() => return Err(DecodeError::Empty),
        Some("{") => serde_json::from_str(text).map_err(json_error)?,
        Some("<") if is_html(start) => return Err(DecodeError::Html),
        Some("<") => xml::children(text).map_err(|unreadable| match unreadable {
            xml::Unreadable::Truncated => truncated_xml(),
            xml::Unreadable::Malformed => malformed_xml(),
        })?,
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

/// Hands a body to a type that asks for bytes.
struct Bytes(bytes::Bytes);

impl<'de> de::Deserializer<'de> for Bytes {
    type Error = de::value::Error;

    fn deserialize_any<V: de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        visitor.visit_byte_buf(self.0.into())
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
