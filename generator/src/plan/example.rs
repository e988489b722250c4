//! How Rust writes the values of samples and tests.

use serde_json::{Value, json};

use super::{Naming, RustType};

/// The expression that a setter of the type takes for the value; `None` for what a sample would not write in a line.
pub(super) fn expression(rust: &RustType, value: &Value) -> Option<String> {
    match (rust.inner(), value) {
        (RustType::String | RustType::Formatted(_) | RustType::Bytes | RustType::Upload, Value::String(text)) => {
            Some(format!("{text:?}"))
        }
        (RustType::Local(_) | RustType::Shared(_), Value::String(text)) => Some(format!("{text:?}")),
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

/// An expression that a setter of the type takes for any value that the type can hold: it is read from JSON.
pub(super) fn from_json(rust: &RustType, value: &Value, library: &str, module: &str) -> String {
    let rust = rust.bare().named(Naming::Outside { library, module });
    format!("{library}::twinspec_core::from_json::<{rust}>({:?})?", value.to_string())
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
