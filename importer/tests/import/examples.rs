//! The examples of a response: the official format has them as text in one place, a description beside each media type.

use serde_json::Value;

use super::{Comparison, clean, entries, items, text};

impl Comparison<'_> {
    /// The examples of the response.
    pub(super) fn demo(&mut self, place: &str, source: &Value, ours: &Value) {
        let Some(list) = text(source, "responseDemo").and_then(|text| serde_json::from_str::<Value>(text).ok()) else {
            return;
        };
        let successes = entries(ours.get("responses")).filter(|(status, _)| status.starts_with('2'));
        let contents: Vec<Value> = successes
            .flat_map(|(_, response)| entries(response.get("content")).map(|(_, content)| content.clone()))
            .collect();
        let place = format!("{place}/responseDemo");
        for demo in items(Some(&list)) {
            let example = text(demo, "example").unwrap_or_default();
            let found = match text(demo, "type") {
                _ if example.trim().is_empty() || contents.is_empty() => true,
                Some("json") => {
                    let value: Value = serde_json::from_str(example).unwrap_or_default();
                    contents.iter().any(|content| content.get("example").is_some_and(|own| holds(&value, own)))
                }
                _ => {
                    let lines = |text: &str| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
                    let value = lines(&clean(example));
                    contents.iter().any(|content| text(content, "example").is_some_and(|own| lines(own) == value))
                }
            };
            let octets = entries(ours.get("responses"))
                .any(|(_, response)| response.pointer("/content/application~1octet-stream").is_some());
            let no_json = entries(ours.get("responses"))
                .any(|(_, response)| response.pointer("/content/application~1xml").is_some());
            if !(found || octets || no_json && text(demo, "type") == Some("json")) {
                self.differ(&place, format!("the example {example:.60} is nowhere"));
            }
        }
    }
}

/// Whether all of `ours` is in `theirs`: parts that do not fit the schema were left out, which is reported elsewhere.
fn holds(theirs: &Value, ours: &Value) -> bool {
    match (theirs, ours) {
        (Value::Object(theirs), Value::Object(ours)) => {
            ours.iter().all(|(key, own)| theirs.get(key).is_some_and(|value| holds(value, own)))
        }
        (Value::Array(theirs), Value::Array(ours)) => {
            ours.iter().all(|own| theirs.iter().any(|value| holds(value, own)))
        }
        _ => theirs == ours,
    }
}
