//! The elements of a policy, of whatever meaning.

use serde_json::{Map, Value};

use super::PolicyError;
use super::error::did_you_mean;

pub(super) type Object = Map<String, Value>;

pub(super) fn object(value: &Value) -> Result<&Object, PolicyError> {
    value.as_object().ok_or_else(|| PolicyError::new("is not an object"))
}

pub(super) fn missing(member: &str, expected: &str) -> PolicyError {
    PolicyError::new(format!("`{member}` is missing: {expected}"))
}

pub(super) fn known_members(object: &Object, known: &[&str]) -> Result<(), PolicyError> {
    match object.keys().find(|member| !known.contains(&member.as_str())) {
        Some(unknown) => {
            let hint = match did_you_mean(unknown, known.iter().copied()) {
                hint if hint.is_empty() => format!(", only {}", known.join(", ")),
                hint => hint,
            };
            Err(PolicyError::new(format!("no element `{unknown}`{hint}")))
        }
        None => Ok(()),
    }
}

/// The one that is there of an element and its negation.
pub(super) fn one_of<'a>(
    object: &'a Object,
    name: &'static str,
    negated: &'static str,
    expected: &str,
) -> Result<(&'static str, &'a Value), PolicyError> {
    match (object.get(name), object.get(negated)) {
        (Some(value), None) => Ok((name, value)),
        (None, Some(value)) => Ok((negated, value)),
        (Some(_), Some(_)) => Err(PolicyError::new(format!("has both `{name}` and `{negated}`; remove one of them"))),
        (None, None) => Err(missing(name, expected)),
    }
}

/// The items of a list that is not empty, or the one value that needs no brackets.
fn one_or_more(value: &Value) -> Result<&[Value], PolicyError> {
    match value {
        Value::Array(values) if values.is_empty() => Err(PolicyError::new("is an empty list")),
        Value::Array(values) => Ok(values),
        one => Ok(std::slice::from_ref(one)),
    }
}

/// A text, or a list of texts.
pub(super) fn list(value: &Value) -> Result<Vec<&str>, PolicyError> {
    let text = |value: &'_ Value| -> Result<(), PolicyError> {
        value.as_str().map(|_| ()).ok_or_else(|| PolicyError::new("is neither a text nor a list of texts"))
    };
    let values = one_or_more(value)?;
    values.iter().try_for_each(text)?;
    Ok(values.iter().filter_map(Value::as_str).collect())
}

/// What a condition compares with: texts, numbers, or `true` and `false`, as text.
pub(super) fn scalars(value: &Value) -> Result<Vec<String>, PolicyError> {
    let values = one_or_more(value)?;
    let text = |value: &Value| match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(flag) => Ok(flag.to_string()),
        _ => Err(PolicyError::new("is neither a text nor a list of texts")),
    };
    values.iter().map(text).collect()
}
