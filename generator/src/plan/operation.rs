//! From the facts of an operation to its plan.

use std::sync::Arc;

use twinspec_schemas::Direction;

use super::names::{Case, Names};
use super::operation_plan::{ContentPlan, ContentTypePlan, KindPlan, OperationPlan, RequestField};
use super::rust_type::RustType;
use super::types::{Making, ModuleTypes, SharedTypes, Wanted, nullable};
use super::{answers, headers, reserved};
use crate::diagnostics::Diagnostics;
use crate::facts::OperationFacts;
use crate::model::{Location, Shape, ShapeKind, Style};
use crate::source::Source;

/// Plans an operation: besides it, the shared types that it needs, and warnings.
pub(super) fn plan<'a>(
    facts: &'a OperationFacts<'a>,
    library: &str,
    module: String,
    shared: &SharedTypes<'a>,
    source: &Source,
) -> (OperationPlan<'a>, Wanted<'a>, Diagnostics) {
    let diagnostics = &mut Diagnostics::new();
    let operation = facts.model;
    let mut types = ModuleTypes::new(reserved::TYPES);

    let mut setters = Names::new(Case::Snake, "parameter", reserved::SETTERS);
    if operation.pagination.is_some() {
        reserved::PAGED_SETTERS.iter().for_each(|name| setters.reserve(name));
    }
    if operation.poll.is_some() {
        reserved::POLLED_SETTERS.iter().for_each(|name| setters.reserve(name));
    }
    let mut fields = Vec::new();
    for parameter in &operation.parameters {
        let name = setters.take(&parameter.name, source.span(&format!("{}/name", parameter.origin)), diagnostics);
        // The parameter says whether it is sensitive, also for its schema.
        let shape = Shape { sensitive: parameter.sensitive, ..parameter.shape.clone() };
        let rust = match parameter.style {
            Style::Binary => {
                let is_list = matches!(shape.kind, ShapeKind::Array { .. });
                let rust = if is_list { RustType::List(Box::new(RustType::Upload)) } else { RustType::Upload };
                if parameter.sensitive { RustType::Sensitive(Box::new(rust)) } else { rust }
            }
            _ => {
                let with = &mut Making { direction: Direction::Request, shared, source, diagnostics };
                let rust = types.rust_type(&parameter.name, &shape, with);
                let is_json = parameter.location == Location::Body && parameter.style == Style::Json;
                if is_json && !parameter.sensitive { nullable(&shape, rust, shared.api()) } else { rust }
            }
        };
        if let RustType::Local(made) = rust.inner() {
            types.describe(made, &parameter.description);
        }
        let shares_name = operation.parameters.iter().filter(|other| other.name == parameter.name).count() > 1;
        fields.push(RequestField { parameter, name, twin: None, shares_name, rust });
    }

    let span = || source.span(&operation.origin);
    let content_types = || ["content type".to_owned(), "body content type".to_owned()];
    let content_type = operation
        .body_of_range()
        .map(|body| ContentTypePlan { setter: setters.take_first(&content_types(), span()), body });
    let usual = operation.usual_content().map(|content| &content.media_type);
    let contents: Vec<_> = operation
        .contents
        .iter()
        .filter(|content| Some(&content.media_type) != usual)
        .map(|content| {
            let method = setters.take_first(&[format!("as {}", content.word)], span());
            ContentPlan { method, content }
        })
        .collect();
    let content_field = match contents.is_empty() {
        true => String::new(),
        false => setters.take_first(&content_types(), span()),
    };

    let names: Vec<_> = fields.iter().map(|field| field.name.clone()).collect();
    for field in fields.iter_mut().filter(|field| !field.parameter.required) {
        field.twin = Some(format!("set_{}", field.name.trim_start_matches('_'))).filter(|twin| !names.contains(twin));
    }

    let with = &mut Making { direction: Direction::Response, shared, source, diagnostics };
    answers::response_body(facts, &mut types, with);
    answers::error_body(facts, &mut types, with);

    let mut variants = Names::new(Case::Camel, "error code", reserved::KINDS);
    let mut kinds: Vec<KindPlan<'a>> = Vec::new();
    let mut kind_of_row = Vec::new();
    for row in &operation.errors {
        let known = kinds.iter().position(|kind| kind.row.code == row.code);
        kind_of_row.push(known.unwrap_or(kinds.len()));
        if known.is_none() {
            let name = variants.take(&row.code, source.span(&format!("{}/code", row.origin)), diagnostics);
            kinds.push(KindPlan { name, row });
        }
    }
    let api = shared.api();
    let (types, wanted) = types.into_parts();
    let plan = OperationPlan {
        api,
        library: library.to_owned(),
        model: operation,
        facts,
        module,
        fields,
        contents,
        content_type,
        content_field,
        types,
        headers: headers::plan(api, operation, source),
        shared_types: Arc::default(),
        shared_headers: None,
        kinds,
        kind_of_row,
        pagination: None,
        poll: None,
    };
    (plan, wanted, std::mem::take(diagnostics))
}
