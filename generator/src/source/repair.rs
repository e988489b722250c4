//! What could not be read costs its own place, not the document.

use serde_json::Value;

use super::bundle::Hole;
use super::source::Source;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::pointer::{self, find};

impl Source {
    /// Takes what could not be read out of the document, so that the rest can be used. A schema becomes one that any value
    /// fits. The faults become warnings, but for those that leave too much unknown: a file that is not there, or not YAML.
    pub(crate) fn repair(&mut self) {
        let mut holes = std::mem::take(&mut self.holes);
        let broken = std::mem::take(&mut self.broken).into_iter();
        holes.extend(broken.map(|pointer| Hole { is_schema: is_schema(&pointer), pointer }));
        // What is taken out of a list moves the rest of it, so the last comes first.
        holes.sort_by(|a, b| pointer::by_position(&b.pointer, &a.pointer));
        holes.dedup_by(|a, b| a.pointer == b.pointer);
        for Hole { pointer, is_schema } in holes {
            if is_schema {
                self.set(&pointer, Value::Object(serde_json::Map::new()));
            } else if find(&self.document, &pointer).is_some() {
                self.remove(&pointer);
            }
        }
        let diagnostics = std::mem::take(&mut self.diagnostics);
        self.diagnostics = diagnostics.into_iter().map(lenient).collect();
    }
}

/// Whether a `$ref` that stays there refers to a schema, by the keywords that lead to it.
fn is_schema(pointer: &str) -> bool {
    let steps: Vec<_> = pointer::steps(pointer).collect();
    let of_names = ["properties", "schemas", "definitions", "patternProperties", "$defs", "allOf", "anyOf", "oneOf"];
    match steps.as_slice() {
        [.., last] if ["schema", "items", "additionalProperties", "not"].contains(&&**last) => true,
        [.., holder, _] => of_names.contains(&&**holder),
        _ => false,
    }
}

fn lenient(fault: Diagnostic) -> Diagnostic {
    let is_local = matches!(
        fault.code(),
        Code::DanglingReference
            | Code::ForeignReference
            | Code::CircularReference
            | Code::DuplicateKey
            | Code::UnsupportedYaml
            | Code::WrongType
    );
    let help = match fault.code() {
        Code::DuplicateKey => "the first is used",
        Code::UnsupportedYaml => "the text is used as it is written",
        _ => "any value is taken in its place",
    };
    match fault.severity() {
        Severity::Error if is_local => fault.into_warning().help(help),
        _ => fault,
    }
}
