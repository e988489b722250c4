//! Bodies and headers of answers that several operations have: they are written once, among the types that operations
//! share, and each module has another name for them.

use std::collections::HashMap;

use super::headers::HeaderPlan;
use super::operation_plan::{ERROR_BODY, OperationPlan, RESPONSE_BODY};
use super::rust_type::RustType;
use super::type_plan::{FieldPlan, SharedHeaders, TypeBody, TypePlan, UnionPlan, UnionVariantPlan};
use super::types::SharedTypes;
use crate::source::Source;

/// How many statuses, fields or headers name a type.
const NAMING: usize = 3;

/// Moves what several operations have to the types that operations share.
pub(super) fn share_answers(operations: &mut [OperationPlan<'_>], shared: &mut SharedTypes<'_>, source: &Source) {
    share_bodies(ERROR_BODY, operations, shared, source);
    share_bodies(RESPONSE_BODY, operations, shared, source);
    share_headers(operations, shared, source);
}

/// Moves each body `name` that several operations have.
fn share_bodies(name: &str, operations: &mut [OperationPlan<'_>], shared: &mut SharedTypes<'_>, source: &Source) {
    let mut found: HashMap<String, usize> = HashMap::new();
    for key in operations.iter().filter_map(|operation| key(body(name, &operation.types)?)) {
        *found.entry(key).or_default() += 1;
    }
    let mut names: HashMap<String, String> = HashMap::new();
    for operation in operations {
        let id = &operation.model.id;
        let Some(planned) = operation.types.iter_mut().find(|planned| planned.name == name) else { continue };
        let Some(key) = key(planned).filter(|key| found.get(key).is_some_and(|count| *count > 1)) else { continue };
        let other = TypeBody::Alias(RustType::Json);
        let moved = std::mem::replace(&mut planned.body, other);
        let shared_name = names.entry(key).or_insert_with(|| {
            let candidates = candidates(&moved, id);
            let description = match name {
                ERROR_BODY => "The body of an error, by its status.",
                _ if matches!(&moved, TypeBody::Struct { fields, rest: None, .. } if fields.is_empty()) => {
                    "The body of a response that has no fields."
                }
                _ => "The response body of several operations.",
            };
            shared.add(&candidates, description, without_words(moved), source)
        });
        planned.body = TypeBody::Alias(RustType::Shared(shared_name.clone()));
    }
}

/// The body of an operation that is a struct or an enum, and has nothing of its own module.
fn body<'a>(name: &str, types: &'a [TypePlan]) -> Option<&'a TypePlan> {
    let planned = types.iter().find(|planned| planned.name == name)?;
    let is_whole = !matches!(planned.body, TypeBody::Alias(_) | TypeBody::Enum(_));
    (is_whole && planned.named().all(|rust| rust.local().is_none())).then_some(planned)
}

/// The same for bodies that are the same type, and whose fields have the same words. What operations say of a status
/// differs, and does not count.
fn key(planned: &TypePlan) -> Option<String> {
    let field = |field: &FieldPlan| {
        let FieldPlan { name: _, wire, within, rust, description, example: _, .. } = field;
        let FieldPlan { optional, null, leave_out_empty, can_be_blank, deprecated, .. } = field;
        let flags = [optional, null, leave_out_empty, can_be_blank, deprecated];
        format!("{wire:?} {within:?} {rust:?} {flags:?} {description:?};")
    };
    match &planned.body {
        TypeBody::Union(plan) => {
            let variants = plan.variants.iter().map(|variant| format!("{:?} {:?};", variant.tags, variant.rust));
            Some(variants.collect())
        }
        TypeBody::Struct { fields, rest, blanks: _ } => {
            let fields: String = fields.iter().map(field).collect();
            Some(format!("{fields}{}", rest.as_ref().map(field).unwrap_or_default()))
        }
        TypeBody::Enum(_) | TypeBody::Alias(_) => None,
    }
}

/// A body without what one of the operations says of it.
fn without_words(body: TypeBody) -> TypeBody {
    match body {
        TypeBody::Union(plan) => {
            let variants = plan
                .variants
                .into_iter()
                .map(|variant| UnionVariantPlan { description: format!("`{}`", variant.tags.concat()), ..variant });
            TypeBody::Union(UnionPlan { variants: variants.collect(), ..plan })
        }
        body => body,
    }
}

/// What a body may be called: after the statuses, after the one type that it holds, after its fields, or after the
/// first operation that has it.
fn candidates(body: &TypeBody, operation: &str) -> Vec<String> {
    let mut names = Vec::new();
    match body {
        TypeBody::Union(plan) => {
            let statuses: Vec<_> = plan.variants.iter().map(|variant| variant.name.as_str()).collect();
            names.push(match statuses.get(..NAMING - 1) {
                Some(first) if statuses.len() > NAMING => format!("{} or other", first.join(" or ")),
                _ => statuses.join(" or "),
            });
        }
        TypeBody::Struct { fields, rest: None, .. } if fields.is_empty() => names.push("empty".to_owned()),
        TypeBody::Struct { fields, .. } => {
            let mut types = fields.iter().filter_map(|field| field.rust.shared());
            if let (Some(only), None) = (types.next(), types.next()) {
                names.push(only.to_owned());
            }
            let wires: Vec<_> = fields.iter().map(|field| field.wire.as_str()).collect();
            if wires.len() <= NAMING + 1 {
                names.push(wires.join(" "));
            }
        }
        TypeBody::Enum(_) | TypeBody::Alias(_) => {}
    }
    names.push(operation.to_owned());
    names.into_iter().map(|name| format!("{name} body")).collect()
}

/// Moves the headers that several operations name.
fn share_headers(operations: &mut [OperationPlan<'_>], shared: &mut SharedTypes<'_>, source: &Source) {
    let mut found: HashMap<Vec<HeaderPlan>, usize> = HashMap::new();
    for operation in operations.iter().filter(|operation| !operation.headers.is_empty()) {
        *found.entry(operation.headers.clone()).or_default() += 1;
    }
    found.retain(|_, count| *count > 1);
    let mut names: HashMap<Vec<HeaderPlan>, String> = HashMap::new();
    for operation in operations.iter_mut().filter(|operation| found.contains_key(&operation.headers)) {
        let headers = std::mem::take(&mut operation.headers);
        let name = names.entry(headers).or_insert_with_key(|headers| {
            let wires: Vec<_> = headers.iter().map(|header| header.wire.as_str()).collect();
            let spoken = match wires.get(..NAMING - 1) {
                Some(first) if wires.len() > NAMING => format!("{} and other headers", first.join(" ")),
                _ => format!("{} headers", wires.join(" ")),
            };
            shared.add_headers(&[spoken, format!("{} headers", operation.model.id)], headers.clone(), source)
        });
        operation.shared_headers = Some(name.clone());
    }
}

impl SharedTypes<'_> {
    /// Adds headers, and returns what their type is called.
    fn add_headers(&mut self, candidates: &[String], headers: Vec<HeaderPlan>, source: &Source) -> String {
        let name = self.take_name(candidates, source);
        self.headers.push(SharedHeaders { name: name.clone(), headers });
        name
    }
}
