//! How values become text, by the style of their parameter.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde_json::Value;

/// Flat: one pair a leaf, the steps to it joined with dots, list positions counted from 1.
/// Empty lists and objects have no leaves and vanish.
pub(crate) fn pairs(name: Cow<'static, str>, value: Value, mut leaf: impl FnMut(Cow<'static, str>, String)) {
    match value {
        Value::Array(_) | Value::Object(_) => leaves(&mut name.into_owned(), value, &mut leaf),
        Value::Null => {}
        scalar => leaf(name, text(scalar)),
    }
}

/// `name` is the way to the value; it is the same again when this returns.
fn leaves(name: &mut String, value: Value, leaf: &mut impl FnMut(Cow<'static, str>, String)) {
    let length = name.len();
    match value {
        Value::Null => {}
        Value::Array(items) => {
            for (position, item) in (1..).zip(items) {
                push(name, format_args!(".{position}"));
                leaves(name, item, leaf);
                name.truncate(length);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                if is_plain(&key) {
                    push(name, format_args!(".{key}"));
                } else {
                    push(name, format_args!(".#{}#{key}", key.chars().count()));
                }
                leaves(name, member, leaf);
                name.truncate(length);
            }
        }
        scalar => leaf(Cow::Owned(name.clone()), text(scalar)),
    }
}

fn push(name: &mut String, step: std::fmt::Arguments<'_>) {
    // Writing to a `String` cannot fail.
    let _ = name.write_fmt(step);
}

/// Whether a key of a flat object can be written between dots as it is. Others are written `#<characters>#<key>`, as
/// the official SDKs write the keys of maps: a dot in a key would look like one more step.
fn is_plain(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

/// A text as it is, any other value as compact JSON: `true`, `1.5`, `["a"]`.
pub(crate) fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// The texts of all scalars.
pub(crate) fn scalars(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::Array(items) => items.iter().for_each(|item| scalars(item, texts)),
        Value::Object(members) => members.values().for_each(|member| scalars(member, texts)),
        Value::String(text) => texts.push(text.clone()),
        other => texts.push(other.to_string()),
    }
}

/// Leaves out members of objects that are null. Items of lists stay, since they have a position.
pub(crate) fn remove_nulls(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(remove_nulls),
        Value::Object(members) => {
            members.retain(|_, member| !member.is_null());
            members.values_mut().for_each(remove_nulls);
        }
        _ => {}
    }
}
