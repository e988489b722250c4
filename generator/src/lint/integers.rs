//! Integers are written as integers: for a JSON Schema `3.0` is one, for the OpenAPI reader it is not.

use serde_json::Value;

use super::api::Api;
use super::finding::Repair;
use super::report::{Report, items, members};
use crate::diagnostics::{Code, Diagnostic};
use crate::pointer::join;
use crate::positions::{Kind, Position};

const SIZES: [&str; 6] = ["maxLength", "minLength", "maxItems", "minItems", "maxProperties", "minProperties"];

pub(super) fn check(api: &Api<'_>, positions: &[Position<'_>], report: &mut Report<'_>) {
    for schema in positions.iter().filter(|position| position.kind == Kind::Schema) {
        for (key, _) in members(Some(schema.value)).filter(|(key, _)| SIZES.contains(&key.as_str())) {
            integer(schema.value, &schema.pointer, key, report);
        }
    }
    for operation in &api.operations {
        for (list, key) in [("x-twin-limits", "count"), ("x-twin-errors", "status")] {
            for (index, item) in items(operation.value.get(list)) {
                integer(item, &format!("{}/{list}/{index}", operation.pointer), key, report);
            }
        }
    }
}

fn integer(holder: &Value, pointer: &str, key: &str, report: &mut Report<'_>) {
    let Some(Value::Number(number)) = holder.get(key) else {
        return;
    };
    // Any other fraction does not fit the vocabulary anyway.
    if let Some(value) = number.as_f64().filter(|value| number.is_f64() && value.fract() == 0.0) {
        let at = join(pointer, key);
        let fault = Diagnostic::error(Code::WrongType, format!("`{key}`: expected an integer, found a number"))
            .at(report.span(&at), "");
        let exact = value.abs() < 1e15;
        let integer = Repair::Set(at.clone(), Value::from(value as i64));
        let fault = if exact { fault.help(format!("write `{value}`")) } else { fault };
        report.push_with(&at, fault, if exact { integer } else { Repair::Remove(at.clone()) });
    }
}
