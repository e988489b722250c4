//! What a client says that it can read.

use crate::model::{Operation, ResponseFormat};

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
    let successes = std::iter::once(&operation.response).chain(&operation.other_responses);
    let mut types: Vec<String> = Vec::new();
    let mut add = |media_type: &Option<String>| {
        let Some(media_type) = media_type.as_deref().filter(|media_type| is_plain(media_type)) else { return };
        if !types.iter().any(|other| other.eq_ignore_ascii_case(media_type)) {
            types.push(media_type.to_owned());
        }
    };
    successes.for_each(|response| add(&response.media_type));
    operation.error_responses.iter().for_each(|response| add(&response.media_type));
    let known = |media_type: &String| {
        [usual, "application/problem+json"].iter().any(|known| media_type.eq_ignore_ascii_case(known))
    };
    if types.iter().all(known) {
        return None;
    }
    let beside = fallback.filter(|_| !types.iter().any(|media_type| media_type.eq_ignore_ascii_case(usual)));
    types.extend(beside.map(str::to_owned));
    if !types.iter().any(|media_type| media_type == "application/problem+json") {
        types.push("application/problem+json".to_owned());
    }
    Some(types.join(", "))
}

/// Whether it can stand in the header as it is; a range says more than a client wants.
fn is_plain(media_type: &str) -> bool {
    !media_type.contains(['*', ',']) && media_type.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
}
