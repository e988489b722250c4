//! Reads errors and request ids.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Visitor};
use serde_json::{Map, Value};
use twinspec_core::{DecodeError, HttpResponse, ServiceError};

use super::access_denied_detail::field;

/// The error that an answer is.
pub(crate) fn error(response: &HttpResponse) -> Result<ServiceError, DecodeError> {
    let fields = response.fields()?;
    let code = text_of(&fields, "Code").filter(|code| !code.is_empty()).ok_or(DecodeError::NoErrorCode)?;
    let error = ServiceError::new(response, code, text_of(&fields, "Message").unwrap_or_default());
    let request_id = request_id_header(response).map(str::to_owned);
    Ok(error.with_request_id(request_id.or_else(|| text_of(&fields, "RequestId"))))
}

/// A text, or a number as text.
pub(super) fn text_of(fields: &Map<String, Value>, name: &str) -> Option<String> {
    match field(fields, name)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn request_id_header(response: &HttpResponse) -> Option<&str> {
    response.headers().get("x-acs-request-id").filter(|request_id| !request_id.is_empty())
}

/// The id of a request from the header, else from the body.
pub(crate) fn request_id(response: &HttpResponse) -> Option<Cow<'_, str>> {
    request_id_header(response).map(Cow::Borrowed).or_else(|| request_id_in_body(response).map(Cow::Owned))
}

fn request_id_in_body(response: &HttpResponse) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Body {
        #[serde(rename = "RequestId", alias = "requestId")]
        request_id: Option<Id>,
    }
    match response.body().trim_ascii_start().first()? {
        b'{' => serde_json::from_slice::<Body>(response.body()).ok()?.request_id.map(|Id(id)| id),
        b'<' => field(&response.fields().ok()?, "RequestId")?.as_str().map(str::to_owned),
        // `serde` would read the first item of a list as the first field of the body.
        _ => None,
    }
}

/// The id of a request: a text, or a number as services write it now and then.
struct Id(String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(IdVisitor)
    }
}

struct IdVisitor;

impl Visitor<'_> for IdVisitor {
    type Value = Id;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the id of a request")
    }

    fn visit_str<E>(self, id: &str) -> Result<Id, E> {
        Ok(Id(id.to_owned()))
    }

    fn visit_u64<E>(self, id: u64) -> Result<Id, E> {
        Ok(Id(id.to_string()))
    }
}
