//! Which members of two values are not the same, in words.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

/// More differences are not named.
const FEW: usize = 6;

/// The members that differ, each with its path.
pub(super) fn differences(old: &impl Serialize, new: &impl Serialize) -> String {
    let value = |serializable: Result<Value, _>| serializable.unwrap_or_default();
    let (old, new) = (value(serde_json::to_value(old)), value(serde_json::to_value(new)));
    let mut found = Vec::new();
    differing(&old, &new, "", &mut found);
    let more = found.len().saturating_sub(FEW);
    found.truncate(FEW);
    if more > 0 {
        found.push(format!("and {more} more"));
    }
    found.join("; ")
}

fn differing(old: &Value, new: &Value, at: &str, found: &mut Vec<String>) {
    if old == new {
        return;
    }
    let name = if at.is_empty() { "it" } else { at };
    match (old, new) {
        (Value::Object(a), Value::Object(b)) => {
            for key in a.keys().chain(b.keys()).collect::<BTreeSet<_>>() {
                let member = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
                differing(a.get(key).unwrap_or(&Value::Null), b.get(key).unwrap_or(&Value::Null), &member, found);
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            let before = found.len();
            found.extend(a.iter().filter(|value| !b.contains(value)).map(|value| format!("{name} loses `{value}`")));
            found.extend(b.iter().filter(|value| !a.contains(value)).map(|value| format!("{name} gains `{value}`")));
            if found.len() == before {
                found.push(format!("{name} has another order"));
            }
        }
        (Value::Null, new) => found.push(format!("{name} is `{new}`, was nothing")),
        (old, Value::Null) => found.push(format!("{name} is nothing, was `{old}`")),
        (old, new) => found.push(format!("{name} is `{new}`, was `{old}`")),
    }
}
