//! Calls to show and to test with.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

use super::{OperationPlan, RustType, example};
use crate::model::{Location, Style};

/// A call of an operation, in Rust and on the wire.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The required parameters, as Rust expressions.
    pub arguments: Vec<String>,
    /// The optional ones: setter and Rust expression.
    pub setters: Vec<(String, String)>,
    /// The query as it is signed: percent-encoded and sorted.
    pub query: String,
    /// The query as the client sends it: the same pairs in the order of the parameters.
    pub sent_query: String,
}

/// What stays as it is in a query: the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

impl OperationPlan<'_> {
    /// A call with the examples of the spec, some of them replaced. `None` if no value is known for a required parameter
    /// that can be written in a line, or if a parameter does not travel in the query.
    pub fn call(&self, replaced: &Map<String, Value>) -> Option<Call> {
        let mut call =
            Call { arguments: Vec::new(), setters: Vec::new(), query: String::new(), sent_query: String::new() };
        let mut pairs = Vec::new();
        for field in &self.fields {
            let parameter = field.parameter;
            let known = replaced.get(&parameter.name).or(parameter.example.as_ref()).cloned();
            let value = if parameter.required { known.or_else(|| example::value(&field.rust)) } else { known };
            let expression = value.as_ref().and_then(|value| example::expression(&field.rust, value));
            match (value, expression) {
                (Some(value), Some(expression)) => {
                    if parameter.location != Location::Query {
                        return None;
                    }
                    let value = example::normalised(&field.rust, value);
                    pairs.extend(wire_pairs(&parameter.name, parameter.style, &value));
                    if parameter.required {
                        call.arguments.push(expression);
                    } else {
                        call.setters.push((field.name.clone(), expression));
                    }
                }
                _ if parameter.required => return None,
                _ => {}
            }
        }
        call.sent_query = query(&pairs);
        pairs.sort();
        call.query = query(&pairs);
        Some(call)
    }
}

fn query(pairs: &[(String, String)]) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, RESERVED).to_string();
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    pairs.join("&")
}

/// The pairs that a value becomes in a query.
fn wire_pairs(name: &str, style: Style, value: &Value) -> Vec<(String, String)> {
    let Value::Array(items) = value else { return vec![(name.to_owned(), scalar(value))] };
    let joined = |separator: &str| items.iter().map(scalar).collect::<Vec<_>>().join(separator);
    let one = |text: String| vec![(name.to_owned(), text)];
    match style {
        Style::Flat => items
            .iter()
            .enumerate()
            .flat_map(|(at, item)| wire_pairs(&format!("{name}.{}", at + 1), style, item))
            .collect(),
        Style::Json => one(value.to_string()),
        Style::Simple => one(joined(",")),
        Style::SpaceDelimited => one(joined(" ")),
        Style::PipeDelimited => one(joined("|")),
    }
}

fn scalar(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

impl Call {
    /// The call in Rust, without the client before it: `.get_folder("fd-1")` and a line for each setter.
    pub fn lines(&self, method: &str) -> Vec<String> {
        let first = format!(".{method}({})", self.arguments.join(", "));
        let setters = self.setters.iter().map(|(name, value)| format!(".{name}({value})"));
        std::iter::once(first).chain(setters).collect()
    }
}

impl RustType {
    /// The type under a `Sensitive` or a `Box`.
    pub fn inner(&self) -> &RustType {
        match self {
            RustType::Sensitive(inner) | RustType::Boxed(inner) => inner.inner(),
            rust => rust,
        }
    }
}
