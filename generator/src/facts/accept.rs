//! What a client says that it can read.

use crate::model::{Operation, ResponseFormat};

/// RFC 9457: errors of any service.
const PROBLEM: &str = "application/problem+json";

/// The header `accept`, if the media types that the format of an answer usually has are not enough.
pub(super) fn of(operation: &Operation, format: Option<ResponseFormat>) -> Option<String> {
    operation.contract.as_ref()?;
    let (usual, fallback) = match format {
        Some(ResponseFormat::Json) => ("application/json", Some("application/json;q=0.9")),
        Some(ResponseFormat::Xml) => ("application/xml", Some("application/xml;q=0.9")),
        Some(ResponseFormat::EventStream) => ("text/event-stream", None),
        // Whatever comes is taken.
        Some(ResponseFormat::Text | ResponseFormat::Binary | ResponseFormat::Empty) | None => return None,
    };
    let mut types: Vec<&str> = Vec::new();
    for media_type in operation.responses().filter_map(|response| response.media_type.as_deref()) {
        if is_plain(media_type) && !has(&types, media_type) {
            types.push(media_type);
        }
    }
    if types.iter().all(|media_type| has(&[usual, PROBLEM], media_type)) {
        return None;
    }
    types.extend(fallback.filter(|_| !has(&types, usual)));
    if !has(&types, PROBLEM) {
        types.push(PROBLEM);
    }
    Some(types.join(", "))
}

fn has(types: &[&str], media_type: &str) -> bool {
    types.iter().any(|other| other.eq_ignore_ascii_case(media_type))
}

/// Whether it can be in the header as it is; a range says more than a client wants.
fn is_plain(media_type: &str) -> bool {
    !media_type.contains(['*', ',']) && media_type.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
}
