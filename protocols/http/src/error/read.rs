//! Reads errors.

use serde_json::{Map, Value};
use twinspec_core::{HttpResponse, ServiceError};

/// Where a code is looked for, the first that is there.
const CODE: &[&str] = &["code", "error", "type", "status"];

/// Where a message is looked for, the first that is there.
const MESSAGE: &[&str] = &["detail", "message", "title", "error_description"];

/// The longest text that is taken for a message where nothing says that it is one, in characters.
const MAX_TEXT: usize = 200;

/// The error that an answer is: its code and its message, if its body has some; else the status says what it is.
pub(crate) fn error(response: &HttpResponse) -> ServiceError {
    let Ok(fields) = response.fields() else {
        return ServiceError::new(response, status_text(response.status()), plain_text(response).unwrap_or_default());
    };
    // Some APIs put everything into one member.
    let inner = fields.get("error").and_then(Value::as_object).unwrap_or(&fields);
    let code = CODE.iter().filter(|name| **name != "status" || !std::ptr::eq(inner, &fields));
    let code = first(inner, code).filter(|code| code != "about:blank");
    let message = first(inner, MESSAGE.iter()).or_else(|| first(&fields, MESSAGE.iter()));
    ServiceError::new(response, code.unwrap_or_else(|| status_text(response.status())), message.unwrap_or_default())
}

fn first<'n>(fields: &Map<String, Value>, mut names: impl Iterator<Item = &'n &'n str>) -> Option<String> {
    names.find_map(|name| match fields.get(*name)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// A body that is a short text.
fn plain_text(response: &HttpResponse) -> Option<String> {
    let is_text = response.headers().get("content-type").is_some_and(|name| name.starts_with("text/plain"));
    let text = response.text().ok().filter(|_| is_text)?.trim();
    (text.chars().count() <= MAX_TEXT).then(|| text.to_owned())
}

/// The words for a status, `Not Found`; the number for one without.
fn status_text(status: u16) -> String {
    let words = match status {
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        407 => "Proxy Authentication Required",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "Length Required",
        412 => "Precondition Failed",
        413 => "Content Too Large",
        414 => "URI Too Long",
        415 => "Unsupported Media Type",
        416 => "Range Not Satisfiable",
        417 => "Expectation Failed",
        421 => "Misdirected Request",
        422 => "Unprocessable Content",
        423 => "Locked",
        424 => "Failed Dependency",
        425 => "Too Early",
        426 => "Upgrade Required",
        428 => "Precondition Required",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        451 => "Unavailable For Legal Reasons",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        505 => "HTTP Version Not Supported",
        507 => "Insufficient Storage",
        508 => "Loop Detected",
        511 => "Network Authentication Required",
        other => return other.to_string(),
    };
    words.to_owned()
}
