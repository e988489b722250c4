//! The parts of a body: `multipart/form-data` (RFC 7578), or another kind of `multipart` whose parts have names as well.

use std::borrow::Cow;

use serde_json::Value;

use super::media_type::chosen;
use super::serialize::text;
use super::styles::{Written, texts};
use crate::body::Body;
use crate::{Parameter, RequestError, StreamedBody, Style, Upload};

/// A part of the body.
#[derive(Clone)]
pub(crate) struct Part {
    pub(crate) parameter: &'static Parameter,
    /// The name of the parameter, or of a member of its value.
    name: Cow<'static, str>,
    pub(crate) content: Upload,
    /// Whether it is a file, which has a name.
    is_file: bool,
    /// Empty for a plain text.
    media_type: Cow<'static, str>,
}

impl Part {
    /// A part that is a file.
    pub(super) fn file(parameter: &'static Parameter, content: Upload, media_type: Cow<'static, str>) -> Self {
        Part { parameter, name: Cow::Borrowed(parameter.name), content, is_file: true, media_type }
    }

    /// The parts of a value: one for each item of a list that is not sent as JSON, or what a style makes of it.
    pub(super) fn of(
        parameter: &'static Parameter,
        name: Cow<'static, str>,
        value: Value,
    ) -> Result<Vec<Self>, RequestError> {
        let named =
            |name, text: String, media_type| Part { parameter, name, content: text.into(), is_file: false, media_type };
        if matches!(parameter.style, Style::Form | Style::SpaceDelimited | Style::PipeDelimited | Style::DeepObject) {
            let media_type = chosen(parameter, None, "")?;
            let mut parts = Vec::new();
            texts(parameter, name, value, |Written { name, plain, .. }| {
                parts.push(named(name, plain, media_type.clone()));
            });
            return Ok(parts);
        }
        // OpenAPI 3.0.3, 4.8.14.4: what is neither a list nor an object is a plain text, unless its part has another media type.
        let is_json = |value: &Value| {
            parameter.style == Style::Json
                && (!parameter.media_type.is_empty() || value.is_array() || value.is_object())
        };
        let part = |value: Value| {
            let is_json = is_json(&value);
            let media_type = chosen(parameter, None, if is_json { "application/json" } else { "" })?;
            let text = if is_json { value.to_string() } else { text(value) };
            Ok(named(name.clone(), text, media_type))
        };
        match value {
            Value::Array(items) if parameter.explode => items.into_iter().map(part).collect(),
            value => Ok(vec![part(value)?]),
        }
    }
}

/// The body of some parts, and its media type with the boundary, which none of them contains. What is in a stream is not known, so
/// then the boundary has a text that no other request has.
pub(crate) fn body(parts: &[Part], media_type: &str, nonce: &str) -> (Body, String) {
    let boundary = boundary(parts, nonce);
    let mut streamed = StreamedBody::default();
    let mut bytes = Vec::new();
    let mut has_stream = false;
    for part in parts {
        let mut headers = Vec::new();
        let file_name = part.content.own_file_name().map(quoted);
        if part.parameter.nameless {
            headers.extend(file_name.map(|name| format!("Content-Disposition: attachment; filename=\"{name}\"\r\n")));
        } else {
            let name = quoted(&part.name);
            let file_name = file_name.or_else(|| part.is_file.then(|| name.clone()));
            let file_name = file_name.map(|name| format!("; filename=\"{name}\"")).unwrap_or_default();
            headers.push(format!("Content-Disposition: form-data; name=\"{name}\"{file_name}\r\n"));
        }
        if !part.media_type.is_empty() {
            headers.push(format!("Content-Type: {}\r\n", part.media_type));
        }
        bytes.extend_from_slice(format!("--{boundary}\r\n{}\r\n", headers.concat()).as_bytes());
        match part.content.bytes() {
            Some(content) => bytes.extend_from_slice(content),
            None => {
                streamed.push_bytes(std::mem::take(&mut bytes));
                streamed.push(&part.content);
                has_stream = true;
            }
        }
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    let body = match has_stream {
        true => {
            streamed.push_bytes(bytes);
            Body::Streamed(streamed)
        }
        false => Body::Whole(bytes.into()),
    };
    // The description can have a boundary of its own.
    let media_type = media_type.split(';').next().unwrap_or_default().trim();
    let mut content_type = format!("{media_type}; boundary={boundary}");
    if media_type.eq_ignore_ascii_case("multipart/related") {
        // RFC 2387, 3.1: the media type of the first part is required.
        let first = parts.first().map(|part| part.media_type.as_ref()).filter(|named| !named.is_empty());
        content_type.push_str(&format!("; type=\"{}\"", first.unwrap_or("text/plain")));
    }
    (body, content_type)
}

fn boundary(parts: &[Part], nonce: &str) -> String {
    let mut boundary = "twinspec-boundary".to_owned();
    if parts.iter().any(|part| part.content.bytes().is_none()) {
        // A boundary has 70 characters at most (RFC 2046, 5.1.1).
        let unique: String = nonce.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
        boundary = format!("{boundary}-{unique}");
    }
    let base = boundary.clone();
    let contains = |boundary: &str| {
        let mut contents = parts.iter().filter_map(|part| part.content.bytes());
        contents.any(|content| memchr::memmem::find(content, boundary.as_bytes()).is_some())
    };
    let mut count = 0_u64;
    while contains(&boundary) {
        count += 1;
        boundary = format!("{base}-{count}");
    }
    boundary
}

/// A name in quotes, as browsers write it (HTML, "multipart form data").
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
