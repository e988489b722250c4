//! From an HTTP response to a typed response or error.

use serde_json::{Map, Value};

use crate::response::request_id;
use crate::{Cause, ClientError, ClientErrorKind, Error, HttpResponse, Input, Response, ServiceError, xml};

/// Decodes what came back for a request of type `I`.
///
/// # Errors
///
/// The error of the service, in JSON or XML; or [`ClientErrorKind::Decode`] for an answer that is neither
/// that nor the operation's response, such as the HTML page of a proxy or half a body.
pub fn decode<I: Input>(response: HttpResponse) -> Result<Response<I::Output>, Error<I::ErrorKind>> {
    let cause = match json_of_success(&response).map(serde_json::from_str) {
        Ok(Ok(body)) => return Ok(Response::new(body, response)),
        Ok(Err(error)) => unreadable(&response, &misfit(&error)).into(),
        Err(cause) => cause,
    };
    Err(Error::new(I::OPERATION, cause))
}

/// Why an answer is no success; `None` if it looks like one.
pub(crate) fn failure(response: &HttpResponse) -> Option<Cause> {
    json_of_success(response).err()
}

/// The text of a body that is worth decoding.
fn json_of_success(response: &HttpResponse) -> Result<&str, Cause> {
    let Ok(text) = std::str::from_utf8(response.body()) else {
        return Err(unreadable(response, "is not UTF-8").into());
    };
    let success = (200..300).contains(&response.status());
    if !success && let Some(error) = service_error(response, text) {
        return Err(error.into());
    }
    let start = text.trim_start();
    let what = if start.is_empty() {
        "is empty"
    } else if is_html(start) {
        "is an HTML page"
    } else if !success && start.starts_with(['{', '[', '<']) {
        "holds no error code that could be read"
    } else if start.starts_with('<') {
        "is XML, not JSON"
    } else if !success {
        "is no error of the service"
    } else {
        return Ok(text);
    };
    Err(unreadable(response, what).into())
}

fn is_html(text: &str) -> bool {
    ["<!doctype html", "<html"]
        .iter()
        .any(|tag| text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)))
}

/// What is wrong with a JSON text. The words of `serde_json` quote the value that did not fit, which may be
/// sensitive; what was expected instead says enough.
fn misfit(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match error.classify() {
        serde_json::error::Category::Eof => format!("ends early, as JSON: {text}"),
        serde_json::error::Category::Data => match text.rsplit_once("expected ") {
            Some((_, expected)) => format!("does not fit the operation: expected {expected}"),
            None => format!("does not fit the operation: {text}"),
        },
        _ => format!("is not JSON: {text}"),
    }
}

/// An error in JSON or XML. Services spell the names of its fields with an upper- or a lower-case initial.
fn service_error(response: &HttpResponse, text: &str) -> Option<ServiceError> {
    let fields: Map<String, Value> = match text.trim_start().get(..1) {
        Some("{") => serde_json::from_str(text).ok()?,
        Some("<") if !is_html(text.trim_start()) => xml::children(text)?,
        _ => return None,
    };
    let field = |upper: &str, lower: &str| fields.get(upper).or_else(|| fields.get(lower));
    let text_of = |upper: &str, lower: &str| match field(upper, lower)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    Some(ServiceError {
        status: response.status(),
        code: text_of("Code", "code").filter(|code| !code.is_empty())?,
        message: text_of("Message", "message").unwrap_or_default(),
        request_id: request_id(response).or_else(|| text_of("RequestId", "requestId")),
        host_id: text_of("HostId", "hostId"),
        recommend: text_of("Recommend", "recommend"),
        access_denied_detail: field("AccessDeniedDetail", "accessDeniedDetail").and_then(Value::as_object).cloned(),
        headers: response.headers().clone(),
        body: text.to_owned(),
    })
}

/// A `Decode` error that names the answer's status and content type and shows how it begins.
fn unreadable(response: &HttpResponse, what: &str) -> ClientError {
    let content_type = response.headers().get("content-type").unwrap_or("no content type");
    let mut message = format!(
        "the answer (status {}, {}, {} bytes) {what}",
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
        ..ClientError::new(ClientErrorKind::Decode, message)
    }
}

/// A response of success in JSON or XML may hold what must not be shown.
fn may_be_shown(response: &HttpResponse) -> bool {
    let start = response.body().trim_ascii_start();
    let data = start.starts_with(b"{") || start.starts_with(b"[") || start.starts_with(b"<");
    let html = is_html(&String::from_utf8_lossy(start.get(..32).unwrap_or(start)));
    !(200..300).contains(&response.status()) || !data || html
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
