//! The body of an error answer: a problem detail of RFC 9457.

use http::StatusCode;
use serde_json::{Map, Value, json};
use twinspec_mock::protocol::{ErrorAnswer, ErrorContext, RequestFault};

/// `application/problem+json` with status, title, code and detail, and what the protocol or the row knows besides.
pub(super) fn answer(context: &ErrorContext<'_>) -> ErrorAnswer {
    let ErrorContext { refusal, id, .. } = *context;
    let reason = StatusCode::from_u16(refusal.status).ok().and_then(|status| status.canonical_reason());
    let mut members = Map::new();
    members.insert("type".to_owned(), "about:blank".into());
    members.insert("title".to_owned(), reason.unwrap_or("Error").into());
    members.insert("status".to_owned(), refusal.status.into());
    members.insert("code".to_owned(), refusal.code.as_ref().into());
    members.insert("detail".to_owned(), refusal.message.as_ref().into());
    members.insert("instance".to_owned(), json!(format!("urn:uuid:{}", id.text().as_str())));
    if !refusal.faults.is_empty() {
        members.insert("errors".to_owned(), refusal.faults.iter().map(fault).collect());
    }
    let details = refusal.details.iter();
    members.extend(details.map(|(name, value)| ((*name).to_owned(), Value::from(value.as_str()))));
    let mut headers = Vec::new();
    if let Some(retry_after) = refusal.retry_after {
        // Whole seconds, since a client that comes too early is refused again.
        let seconds = retry_after.as_secs() + u64::from(retry_after.subsec_nanos() > 0);
        headers.push(("retry-after", seconds.into()));
    }
    ErrorAnswer { content_type: "application/problem+json", body: Value::Object(members).to_string(), headers }
}

/// As in the example of RFC 9457 3: the pointer of a place in the body is a fragment.
fn fault(fault: &RequestFault) -> Value {
    let mut members = Map::new();
    members.insert("in".to_owned(), fault.place.into());
    members.insert("detail".to_owned(), fault.message.as_str().into());
    if fault.name.is_empty() {
        members.insert("pointer".to_owned(), format!("#{}", fault.pointer).into());
    } else {
        members.insert("parameter".to_owned(), fault.place().into());
    }
    Value::Object(members)
}
