//! The headers of answers as methods of `ResponseHeaders`.

use std::collections::BTreeSet;

use super::RustType;
use super::names::{Case, Names};
use crate::model::{Api, Operation, ShapeKind};
use crate::source::Source;

/// A header that the description names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HeaderPlan {
    /// Its method.
    pub name: String,
    /// Its name on the wire.
    pub wire: String,
    /// Its documentation: Markdown.
    pub description: String,
    /// Its type, without the `Option`.
    pub rust: RustType,
}

/// The headers of all answers of an operation, each once. What is not a number or a boolean is a text.
pub(super) fn plan(api: &Api, operation: &Operation, source: &Source) -> Vec<HeaderPlan> {
    let Operation { response, other_responses, error_responses, .. } = operation;
    let answers = std::iter::once(response).chain(other_responses).chain(error_responses);
    let mut seen = BTreeSet::new();
    let mut names = Names::new(Case::Snake, "header", &["of", "clone", "fmt"]);
    let headers =
        answers.flat_map(|answer| &answer.headers).filter(|header| seen.insert(header.name.to_ascii_lowercase()));
    let plan = |header: &crate::model::ResponseHeader| HeaderPlan {
        name: names.take_first(std::slice::from_ref(&header.name), source.span(&header.shape.origin)),
        wire: header.name.clone(),
        description: header.description.clone(),
        rust: match header.shape.behind(&api.shapes).map(|shape| &shape.kind) {
            Some(ShapeKind::Integer { bits, .. }) => RustType::Integer(*bits),
            Some(ShapeKind::Number { .. }) => RustType::Float(64),
            Some(ShapeKind::Boolean) => RustType::Bool,
            Some(ShapeKind::String { format: Some(format), .. }) => RustType::Formatted(*format),
            _ => RustType::String,
        },
    };
    headers.map(plan).collect()
}
