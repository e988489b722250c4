//! The tests of a request without a server: what is sent.

use askama::{Result, Template};
use serde_json::Value;
use twinspec_core::xml;

use crate::descriptors;
use crate::emit::call::request;
use crate::emit::rust::literal;
use crate::emit::vendor;
use crate::plan::{Call, CallBody, OperationPlan, Plan};

#[derive(Template)]
#[template(path = "client/tests/operations/wire.rs", escape = "none")]
struct Wire {
    request: String,
    url: String,
    headers: Vec<(String, String)>,
    body: String,
}

pub(super) fn tests(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> Result<Vec<String>> {
    let sent = operation.wire().map(|call| sent(plan, operation, &call));
    let recorded = plan.api.vendor.iter().flat_map(|vendor| vendor::tests::recorded(vendor, operation));
    sent.into_iter().chain(recorded).collect()
}

/// Where the parameters go.
fn sent(plan: &Plan<'_>, operation: &OperationPlan<'_>, call: &Call) -> Result<String> {
    let query = if call.sent_query.is_empty() { String::new() } else { format!("?{}", call.sent_query) };
    let labels: String = call.host.iter().map(|(_, value)| format!("{}.", value.to_ascii_lowercase())).collect();
    let url = format!("https://{labels}example.com{}{query}", call.path);
    let named = plan.api.vendor.as_ref().map(|_| vendor::tests::action(operation));
    let headers = call.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let test = Wire {
        request: request(call),
        url: literal(&url),
        headers: named.into_iter().chain(headers).map(|(name, value)| (literal(name), literal(value))).collect(),
        body: body(plan, operation, &call.body),
    };
    test.render()
}

/// What is sent as the body.
fn body(plan: &Plan<'_>, operation: &OperationPlan<'_>, body: &CallBody) -> String {
    match body {
        CallBody::None => "assert!(request.body().is_empty());".to_owned(),
        CallBody::Form(text) => format!(
            "assert_eq!(request.headers().get(\"content-type\"), Some(\"application/x-www-form-urlencoded\"));
            assert_eq!(request.body(), {text:?}.as_bytes());"
        ),
        CallBody::Parts => {
            let start = format!("{}; boundary=", operation.model.multipart.as_deref().unwrap_or("multipart/form-data"));
            format!(
                "let content_type = request.headers().get(\"content-type\").unwrap_or_default();
                assert!(content_type.starts_with({start:?}), \"{{content_type}}\");"
            )
        }
        CallBody::Text(text) => format!("assert_eq!(request.body(), {text:?}.as_bytes());"),
        CallBody::Json(value) => format!(
            "let body: serde_json::Value = serde_json::from_slice(request.body())?;
            let expected: serde_json::Value = serde_json::from_str({:?})?;
            assert_eq!(body, expected);",
            value.to_string()
        ),
        CallBody::Items(value) => format!(
            "let items = request.body().split(|byte| matches!(byte, b'\\n' | 0x1e)).filter(|item| !item.is_empty());
            let items: Vec<serde_json::Value> = items.map(serde_json::from_slice).collect::<Result<_, _>>()?;
            let expected: Vec<serde_json::Value> = serde_json::from_str({:?})?;
            assert_eq!(items, expected);",
            value.to_string()
        ),
        CallBody::Xml(value) => {
            let mut leaves = Vec::new();
            match named(plan, operation, value) {
                Some(document) => leaves_of(&document, &mut leaves),
                None => elements(value, &mut leaves),
            }
            format!(
                "assert!(request.headers().get(\"content-type\").is_some_and(|media| media.contains(\"xml\")));
                let body = std::str::from_utf8(request.body())?;
                for element in [{}] {{
                    assert!(body.contains(element), \"{{body}}\");
                }}",
                leaves.join(", ")
            )
        }
    }
}

/// The document of a body whose names are described.
fn named(plan: &Plan<'_>, operation: &OperationPlan<'_>, value: &Value) -> Option<String> {
    let described = operation.model.parameters.iter().find_map(|parameter| parameter.xml.as_ref())?;
    let components = descriptors::xml::components(plan.api);
    xml::write(value, descriptors::xml::xml(described), components, &operation.model.name)
}

/// The elements of a document that have no elements in them, as literals.
fn leaves_of(document: &str, leaves: &mut Vec<String>) {
    for (end, _) in document.match_indices("</") {
        let begin = document.get(..end).and_then(|before| before.rfind('<'));
        let close = document.get(end..).and_then(|rest| rest.find('>'));
        let leaf = begin.zip(close).and_then(|(begin, close)| document.get(begin..=end + close));
        leaves.extend(leaf.filter(|leaf| !leaf.starts_with("</") && !leaf.contains("></")).map(literal));
    }
}

/// The elements that have no elements in them, as literals.
fn elements(value: &Value, leaves: &mut Vec<String>) {
    for (name, value) in value.as_object().into_iter().flatten() {
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in values {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let plain = !text.contains(['<', '>', '&', '\r']);
            if value.is_object() {
                elements(value, leaves);
            } else if plain && !text.is_empty() && !value.is_array() {
                leaves.push(literal(&format!("<{name}>{text}</{name}>")));
            }
        }
    }
}
