//! What the fields of requests and of types have in common.

use crate::plan::{OperationPlan, RequestField};
use crate::text;

/// The documentation of a field: its description, or its name on the wire if it has none, and its example.
pub(super) fn documented(description: &str, wire: &str, example: Option<&serde_json::Value>) -> String {
    let mut text = text::block(description);
    if text.is_empty() {
        text = text::code(wire);
    }
    if let Some(example) = example {
        let example = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
        text.push_str(&format!("\n\nExample: {}", text::code(&example)));
    }
    text
}

/// All fields of a request, moved from `self` into one that has no client.
pub(super) fn moved_fields(operation: &OperationPlan<'_>) -> String {
    let fields = operation.fields.iter().map(|RequestField { name, .. }| format!(", {name}: self.{name}"));
    let setter = operation.content_type.as_ref().map_or("", |of_range| &of_range.setter);
    let others = [setter, &operation.content_field].into_iter().filter(|name| !name.is_empty());
    let others = others.map(|name| format!(", {name}: self.{name}"));
    format!("client: (){}{}", fields.collect::<String>(), others.collect::<String>())
}

pub(super) fn deprecated(is_deprecated: bool) -> &'static str {
    if is_deprecated { "#[deprecated]" } else { "" }
}

pub(super) fn allow_deprecated(is_deprecated: bool) -> &'static str {
    if is_deprecated { "#[allow(deprecated)]" } else { "" }
}
