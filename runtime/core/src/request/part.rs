//! The parts of a body: `multipart/form-data` (RFC 7578), or another kind of `multipart` whose parts have names as well.

use std::borrow::Cow;

use bytes::Bytes;
use serde_json::Value;

use super::serialize::text;
use super::styles::{Written, texts};
use crate::{Parameter, Style};

/// A part of the body.
#[derive(Clone)]
pub(crate) struct Part {
    pub(crate) parameter: &'static Parameter,
    /// The name of the parameter, or of a member of its value.
    name: Cow<'static, str>,
    pub(crate) bytes: Bytes,
    /// Whether it is a file, which has a name.
    is_file: bool,
    /// Whether it is written in JSON.
    is_json: bool,
}

impl Part {
    /// A part that is a file.
    pub(super) fn file(parameter: &'static Parameter, bytes: Bytes) -> Self {
        Part { parameter, name: Cow::Borrowed(parameter.name), bytes, is_file: true, is_json: false }
    }

    /// The parts of a value: one for each item of a list that is not sent as JSON, or what a style makes of it.
    pub(super) fn of(parameter: &'static Parameter, value: Value) -> Vec<Self> {
        let named = |name, text: String| Part { parameter, name, bytes: text.into(), is_file: false, is_json: false };
        if matches!(parameter.style, Style::Form | Style::SpaceDelimited | Style::PipeDelimited | Style::DeepObject) {
            let mut parts = Vec::new();
            texts(parameter, value, |Written { name, plain, .. }| parts.push(named(name, plain)));
            return parts;
        }
        // OpenAPI 3.0.3, 4.8.14.4: what is neither a list nor an object is a plain text, unless its part has another media type.
        let is_json = |value: &Value| {
            parameter.style == Style::Json
                && (!parameter.media_type.is_empty() || value.is_array() || value.is_object())
        };
        let part = |value: Value| {
            let is_json = is_json(&value);
            let text = if is_json { value.to_string() } else { text(value) };
            Part { is_json, ..named(Cow::Borrowed(parameter.name), text) }
        };
        match value {
            Value::Array(items) if parameter.explode => items.into_iter().map(part).collect(),
            value => vec![part(value)],
        }
    }

    fn media_type(&self) -> &'static str {
        match self.parameter.media_type {
            "" if self.is_json => "application/json",
            "" if self.is_file => "application/octet-stream",
            named => named,
        }
    }
}

/// The body of some parts, and its media type with the boundary, which none of them contains.
pub(crate) fn body(parts: &[Part], media_type: &str) -> (Bytes, String) {
    let mut boundary = "twinspec-boundary".to_owned();
    let contains =
        |boundary: &str| parts.iter().any(|part| memchr::memmem::find(&part.bytes, boundary.as_bytes()).is_some());
    let mut count = 0_u64;
    while contains(&boundary) {
        count += 1;
        boundary = format!("twinspec-boundary-{count}");
    }
    let mut body = Vec::new();
    for part in parts {
        let name = quoted(&part.name);
        body.extend_from_slice(format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"").as_bytes());
        if part.is_file {
            body.extend_from_slice(format!("; filename=\"{name}\"").as_bytes());
        }
        let media_type = part.media_type();
        if !media_type.is_empty() {
            body.extend_from_slice(format!("\r\nContent-Type: {media_type}").as_bytes());
        }
        body.extend_from_slice(b"\r\n\r\n");
        body.extend_from_slice(&part.bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    // The description can have a boundary of its own.
    let media_type = media_type.split(';').next().unwrap_or_default().trim();
    let mut content_type = format!("{media_type}; boundary={boundary}");
    if media_type.eq_ignore_ascii_case("multipart/related") {
        // RFC 2387, 3.1: the media type of the first part is required.
        let first = parts.first().map(Part::media_type).filter(|named| !named.is_empty());
        content_type.push_str(&format!("; type=\"{}\"", first.unwrap_or("text/plain")));
    }
    (body.into(), content_type)
}

/// A name in quotes, as browsers write it (HTML, "multipart form data").
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
