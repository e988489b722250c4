//! How lists and objects become text, by the style of their parameter.

use serde_json::Value;

use crate::Style;

/// Flat: one pair a leaf, the steps to it joined with dots, list positions counted from 1.
/// Empty lists and objects have no leaves and vanish.
pub(crate) fn pairs(name: &str, value: &Value) -> Vec<(String, String)> {
    let mut leaves = Vec::new();
    collect_leaves(name.to_owned(), value, &mut leaves);
    leaves
}

fn collect_leaves(name: String, value: &Value, leaves: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::Array(items) => {
            for (position, item) in (1..).zip(items) {
                collect_leaves(format!("{name}.{position}"), item, leaves);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                collect_leaves(format!("{name}.{key}"), member, leaves);
            }
        }
        scalar => leaves.push((name, text(scalar))),
    }
}

/// One text for the whole value: compact JSON, or the items joined with the delimiter of the style. Of an
/// object, names and values alternate.
pub(crate) fn joined(value: &Value, style: Style) -> String {
    let delimiter = match style {
        Style::Flat | Style::Simple => ",",
        Style::SpaceDelimited => " ",
        Style::PipeDelimited => "|",
        Style::Json | Style::Xml | Style::Binary => return text(value),
    };
    match value {
        Value::Array(items) => {
            items.iter().filter(|item| !item.is_null()).map(text).collect::<Vec<_>>().join(delimiter)
        }
        Value::Object(members) => {
            members.iter().flat_map(|(key, member)| [key.clone(), text(member)]).collect::<Vec<_>>().join(delimiter)
        }
        scalar => text(scalar),
    }
}

/// A text as it is, any other value as compact JSON: `true`, `1.5`, `["a"]`.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Leaves out members of objects that are null. Items of lists stay, since they have a position.
pub(crate) fn without_nulls(mut value: Value) -> Value {
    remove_nulls(&mut value);
    value
}

fn remove_nulls(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(remove_nulls),
        Value::Object(members) => {
            members.retain(|_, member| !member.is_null());
            members.values_mut().for_each(remove_nulls);
        }
        _ => {}
    }
}
