//! Why a value does not fit a schema, in a person's words.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

/// Why a value does not fit, to follow a colon.
pub(in crate::lint) fn reason(error: &ValidationError<'_>) -> String {
    let value = error.instance();
    match error.kind() {
        Kind::Type { kind } => format!("expected {}, found {}", expected(kind), found(value)),
        Kind::Enum { .. } => format!("{} is not one of the allowed values", shown(value)),
        Kind::Constant { expected_value } => format!("this must be {}", shown(expected_value)),
        Kind::Pattern { pattern } => format!("{} does not match `{pattern}`", shown(value)),
        Kind::Required { property } => format!("the key {} is missing", shown(property)),
        Kind::AdditionalProperties { unexpected } => {
            let names: Vec<_> = unexpected.iter().map(|name| format!("`{name}`")).collect();
            format!("there is no property {}", names.join(", "))
        }
        Kind::FalseSchema => "this is not allowed here".to_owned(),
        Kind::AnyOf { .. } | Kind::OneOfNotValid { .. } => "it fits none of the alternatives".to_owned(),
        Kind::OneOfMultipleValid { .. } => "it fits more than one of the alternatives".to_owned(),
        Kind::Not { .. } => "it matches a schema that it must not match".to_owned(),
        Kind::UniqueItems => "an item appears twice".to_owned(),
        Kind::MinItems { limit } => format!("there must be at least {}", counted(*limit, "item")),
        Kind::MaxItems { limit } => format!("there may be at most {}", counted(*limit, "item")),
        Kind::MinProperties { limit } => {
            format!("there must be at least {}", counted(*limit, "key"))
        }
        Kind::MaxProperties { limit } => format!("there may be at most {}", counted(*limit, "key")),
        Kind::MinLength { limit } => format!("{} is shorter than {}", shown(value), counted(*limit, "character")),
        Kind::MaxLength { limit } => format!("{} is longer than {}", shown(value), counted(*limit, "character")),
        Kind::Minimum { limit } => format!("{} is less than {limit}", shown(value)),
        Kind::Maximum { limit } => format!("{} is greater than {limit}", shown(value)),
        Kind::ExclusiveMinimum { limit } => format!("{} is not greater than {limit}", shown(value)),
        Kind::ExclusiveMaximum { limit } => format!("{} is not less than {limit}", shown(value)),
        Kind::MultipleOf { multiple_of } => {
            format!("{} is not a multiple of {multiple_of}", shown(value))
        }
        _ => error.to_string(),
    }
}

/// A value as it can be written in a line of text.
pub(super) fn shown(value: &Value) -> String {
    const LONG: usize = 60;
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if text.chars().count() > LONG {
        format!("`{}...`", text.chars().take(LONG).collect::<String>())
    } else {
        format!("`{text}`")
    }
}

fn counted(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn expected(kind: &TypeKind) -> String {
    match kind {
        TypeKind::Single(one) => with_article(one.as_str()).to_owned(),
        TypeKind::Multiple(several) => {
            let names: Vec<_> = several.into_iter().map(|one| with_article(one.as_str())).collect();
            names.join(" or ")
        }
    }
}

fn found(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "a boolean",
        Value::Number(number) if number.is_f64() => "a number",
        Value::Number(_) => "an integer",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    }
}

/// The types of JSON by the names they have in YAML.
fn with_article(name: &str) -> &'static str {
    match name {
        "array" => "a list",
        "boolean" => "a boolean",
        "integer" => "an integer",
        "number" => "a number",
        "object" => "a mapping",
        "string" => "a string",
        _ => "nothing",
    }
}
