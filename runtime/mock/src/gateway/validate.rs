//! Step 3: whether the parameters are there and may have the values they have.

use serde_json::Value;
use twinspec_core::Style;

use super::flat::Leaves;
use super::pair::find;
use super::parameters::{DEEPEST_JSON, Malformed, read};
use super::request::Request;
use crate::behaviour::Patterns;
use crate::refusal::{Reason, Refusal, Refusals};
use crate::{Condition, Operation, Schema, Subject};

/// Parameters that the operation does not describe are ignored, as the service ignores them.
pub(super) fn validate(
    refusals: &dyn Refusals,
    operation: &Operation,
    request: &Request<'_>,
    patterns: &Patterns,
) -> Result<(), Refusal> {
    // Those of a contract say more.
    if operation.contract.is_some() {
        return Ok(());
    }
    let pairs = request.parameters();
    let parameters = operation.described.parameters.iter();
    for (parameter, schema) in parameters.zip(operation.schemas) {
        // A scalar is checked as the text it is.
        let checked = match schema.is_scalar() {
            // Only its presence is checked: a mock has no use for what is in it.
            _ if matches!(parameter.style, Style::Xml | Style::Binary) => find(pairs, parameter.name).map(|_| Ok(())),
            true => find(pairs, parameter.name).map(|text| check_text(schema, text, patterns)),
            false if parameter.style == Style::Flat => check_flat(schema, &Leaves::of(pairs, parameter.name), patterns),
            false => match read(pairs, parameter, schema) {
                Ok(value) => value.map(|value| check(schema, &value, patterns)),
                Err(Malformed) => Some(Err(format!(" is not JSON, or JSON that is nested deeper than {DEEPEST_JSON}"))),
            },
        };
        match checked {
            Some(Err(why)) => {
                let refusal = refusals.refusal(Reason::InvalidParameter(parameter.name));
                return Err(refusal.with_hint(format!("{}{why}", parameter.name)));
            }
            // A row of the error table about its absence says it better.
            None if parameter.required && !operation.conditions.iter().any(|row| asks(row, parameter.name)) => {
                return Err(refusals.refusal(Reason::MissingParameter(parameter.name)));
            }
            Some(Ok(())) | None => {}
        }
    }
    Ok(())
}

/// Whether a condition looks at the presence of a parameter.
pub(super) fn asks(condition: &Condition, name: &str) -> bool {
    match condition {
        Condition::All(conditions) | Condition::Any(conditions) => conditions.iter().any(|inner| asks(inner, name)),
        Condition::Not(inner) => asks(inner, name),
        Condition::Present(Subject::Parameter(parameter)) => *parameter == name,
        _ => false,
    }
}

/// Says where and why a text is not what the schema allows, never what the text is.
fn check_text(schema: &Schema, text: &str, patterns: &Patterns) -> Result<(), String> {
    match schema {
        Schema::String { pattern, min_length, max_length, values } => {
            within_length(text, *min_length, *max_length)?;
            if !values.is_empty() && !values.contains(&text) {
                return Err(format!(" is none of {}", values.join(", ")));
            }
            match pattern {
                Some(pattern) if !patterns.matches(pattern, text) => Err(format!(" does not match {pattern}")),
                _ => Ok(()),
            }
        }
        Schema::Integer { minimum, maximum } => {
            within(text.parse().map_err(|_| " is not an integer")?, *minimum, *maximum)
        }
        Schema::Number { minimum, maximum } => {
            let number = text.parse().ok().filter(|number: &f64| number.is_finite());
            within(number.ok_or(" is not a number")?, *minimum, *maximum)
        }
        // Python clients send `True` and `False`.
        Schema::Boolean if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") => Ok(()),
        Schema::Boolean => Err(" is neither true nor false".to_owned()),
        Schema::Array { .. } => Err(" is not a list".to_owned()),
        Schema::Object { .. } => Err(" is not an object".to_owned()),
        Schema::Any => Ok(()),
    }
}

/// The same for a value that travels as several texts; `None` if it is absent.
fn check_flat(schema: &Schema, leaves: &Leaves<'_>, patterns: &Patterns) -> Option<Result<(), String>> {
    match schema {
        _ if leaves.is_empty() => None,
        Schema::Array { items, min_items, max_items } => {
            let given = leaves.items();
            let checked = given.iter().filter_map(|item| check_flat(items, item, patterns));
            Some(check_items(checked, *min_items, *max_items))
        }
        Schema::Object { properties, required } => Some(check_properties(
            (properties, required),
            |name| leaves.has(name),
            |name, schema| check_flat(schema, &leaves.property(name), patterns),
        )),
        Schema::Any => Some(Ok(())),
        scalar => leaves.text().map(|text| check_text(scalar, text, patterns)),
    }
}

/// Says where and why a value is not what the schema allows, never what the value is.
fn check(schema: &Schema, value: &Value, patterns: &Patterns) -> Result<(), String> {
    if let Value::String(text) = value {
        return check_text(schema, text, patterns);
    }
    match schema {
        Schema::String { .. } => Err(" is not a text".to_owned()),
        Schema::Integer { minimum, maximum } => within(value.as_i64().ok_or(" is not an integer")?, *minimum, *maximum),
        Schema::Number { minimum, maximum } => within(value.as_f64().ok_or(" is not a number")?, *minimum, *maximum),
        Schema::Boolean if value.is_boolean() => Ok(()),
        Schema::Boolean => Err(" is neither true nor false".to_owned()),
        Schema::Array { items, min_items, max_items } => {
            let list = value.as_array().ok_or(" is not a list")?;
            check_items(list.iter().map(|item| check(items, item, patterns)), *min_items, *max_items)
        }
        Schema::Object { properties, required } => {
            let object = value.as_object().ok_or(" is not an object")?;
            check_properties(
                (properties, required),
                |name| object.contains_key(name),
                |name, schema| Some(check(schema, object.get(name)?, patterns)),
            )
        }
        Schema::Any => Ok(()),
    }
}

fn check_items(
    items: impl Iterator<Item = Result<(), String>>,
    min_items: Option<u64>,
    max_items: Option<u64>,
) -> Result<(), String> {
    let (mut count, mut first_wrong) = (0, None);
    for (position, checked) in (1..).zip(items) {
        count = position;
        if let (Err(why), None) = (checked, &first_wrong) {
            first_wrong = Some(format!(".{position}{why}"));
        }
    }
    within(count, min_items, max_items).map_err(|why| format!("{why}, counted in items"))?;
    first_wrong.map_or(Ok(()), Err)
}

/// `is_there` says whether a property is given, one that is not described as well.
fn check_properties<'s>(
    (properties, required): (&'s [(&'static str, Schema)], &[&str]),
    is_there: impl Fn(&str) -> bool,
    check: impl Fn(&str, &'s Schema) -> Option<Result<(), String>>,
) -> Result<(), String> {
    if let Some(missing) = required.iter().find(|name| !is_there(name)) {
        return Err(format!(".{missing} is not there"));
    }
    properties.iter().try_for_each(|(name, schema)| match check(name, schema) {
        Some(Err(why)) => Err(format!(".{name}{why}")),
        _ => Ok(()),
    })
}

fn within_length(text: &str, least: Option<u64>, most: Option<u64>) -> Result<(), String> {
    if least.is_none() && most.is_none() {
        return Ok(());
    }
    let characters = if text.is_ascii() { text.len() } else { text.chars().count() };
    within(characters as u64, least, most).map_err(|why| format!("{why}, counted in characters"))
}

fn within<T: PartialOrd + std::fmt::Display>(number: T, minimum: Option<T>, maximum: Option<T>) -> Result<(), String> {
    match (minimum, maximum) {
        (Some(minimum), _) if number < minimum => Err(format!(" is less than {minimum}")),
        (_, Some(maximum)) if number > maximum => Err(format!(" is greater than {maximum}")),
        _ => Ok(()),
    }
}
