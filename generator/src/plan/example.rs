//! Values for samples and tests, and how Rust writes them.

use serde_json::{Value, json};

use super::RustType;

/// The expression that a setter of the type takes for the value; `None` for what a sample would not write in a line.
pub(super) fn expression(rust: &RustType, value: &Value) -> Option<String> {
    match (rust.inner(), value) {
        (RustType::String | RustType::Local(_) | RustType::Shared(_), Value::String(text)) => Some(format!("{text:?}")),
        (RustType::Integer(_), Value::Number(number)) if !number.is_f64() => Some(number.to_string()),
        (RustType::Float(_), Value::Number(number)) => number.as_f64().map(|float| format!("{float:?}")),
        (RustType::Bool, Value::Bool(bool)) => Some(bool.to_string()),
        (RustType::List(items), Value::Array(values)) if !values.is_empty() => {
            let values: Option<Vec<_>> = values.iter().map(|value| expression(items, value)).collect();
            Some(format!("[{}]", values?.join(", ")))
        }
        _ => None,
    }
}

/// The value as it is when it has the type: an example `2` of a floating-point number is `2.0`.
pub(super) fn normalised(rust: &RustType, value: Value) -> Value {
    match (rust.inner(), value) {
        (RustType::Float(_), Value::Number(number)) => json!(number.as_f64()),
        (RustType::List(items), Value::Array(values)) => {
            values.into_iter().map(|value| normalised(items, value)).collect()
        }
        (_, value) => value,
    }
}

/// Some value of a type, where the spec has no example.
pub(super) fn value(rust: &RustType) -> Option<Value> {
    match rust.inner() {
        RustType::String => Some(json!("example")),
        RustType::Integer(_) => Some(json!(1)),
        RustType::Float(_) => Some(json!(1.0)),
        RustType::Bool => Some(json!(true)),
        RustType::List(items) => value(items).map(|item| json!([item])),
        _ => None,
    }
}
