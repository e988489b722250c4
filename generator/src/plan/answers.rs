//! The types of the bodies of answers: `ResponseBody`, `EventData` and `ErrorBody`. Where the status says what a body is,
//! they are enums with a variant for each status.

use std::collections::HashMap;

use super::fit::{self, Fit};
use super::names::{Case, Names};
use super::operation_plan::{ERROR_BODY, EVENT_DATA, OperationPlan};
use super::rust_type::RustType;
use super::shaped::{has_shape, has_values};
use super::type_plan::{TypeBody, TypePlan, UnionPlan, UnionVariantPlan};
use super::types::{Making, ModuleTypes, SharedTypes};
use crate::facts::OperationFacts;
use crate::model::{Api, Response, ResponseFormat, Shape, ShapeKind, vendor};
use crate::source::Source;

const RESPONSE_BODY: &str = "ResponseBody";

/// Makes `ResponseBody`, and `EventData` of an operation that answers with events.
pub(super) fn response_body<'a>(facts: &OperationFacts<'_>, types: &mut ModuleTypes<'a>, with: &mut Making<'_, 'a>) {
    let name = RESPONSE_BODY.to_owned();
    let operation = facts.model;
    let response = &operation.response;
    if !facts.successes.is_empty() {
        let description = format!("The response of a successful call, by its status: {}.", statuses(&facts.successes));
        return by_status(name, description, &facts.successes, types, with);
    }
    let has_text_events = facts.events.as_ref().is_some_and(|events| events.text);
    if matches!(response.format, ResponseFormat::Binary | ResponseFormat::EventStream) {
        types.alias(name.clone(), response.description.clone(), RustType::Bytes);
    }
    match (response.format, &response.shape) {
        (ResponseFormat::Binary, _) => return,
        (ResponseFormat::Text, _) if !has_values(response) => {
            return types.alias(name, response.description.clone(), RustType::String);
        }
        (ResponseFormat::EventStream, Some(shape)) if !has_text_events => {
            return types.define(EVENT_DATA.to_owned(), shape, with);
        }
        (ResponseFormat::EventStream, shape) => {
            let description = shape.as_ref().map(|shape| shape.description.clone()).unwrap_or_default();
            return types.alias(EVENT_DATA.to_owned(), description, RustType::String);
        }
        _ => {}
    }
    let nothing = Shape {
        kind: ShapeKind::Object { fields: Vec::new(), additional: None },
        ..Shape::any(operation.origin.clone())
    };
    let shape = response.shape.as_ref().unwrap_or(&nothing);
    let mut shape = without_request_id(with.shared.api(), shape);
    // "OK" says nothing of a body, "A pet." does.
    if shape.description.trim().is_empty() && response.description.trim().contains(' ') {
        shape.description.clone_from(&response.description);
    }
    types.define(name, &shape, with);
}

/// A body without the id of the request, which every response has beside its body.
fn without_request_id(api: &Api, shape: &Shape) -> Shape {
    let mut shape = shape.clone();
    if let (Some(_), ShapeKind::Object { fields, .. }) = (&api.vendor, &mut shape.kind) {
        fields.retain(|field| !vendor::REQUEST_ID.contains(&field.name.as_str()));
    }
    shape
}

/// Makes `ErrorBody`, if the description says what is in the bodies of errors.
pub(super) fn error_body<'a>(facts: &OperationFacts<'_>, types: &mut ModuleTypes<'a>, with: &mut Making<'_, 'a>) {
    let responses = &facts.errors;
    let Some(first) = responses.first() else { return };
    let name = ERROR_BODY.to_owned();
    let description = format!("The body of an error, by its status: {}.", statuses(responses));
    if !responses.iter().all(|other| first.has_body_of(other)) {
        return by_status(name, description, responses, types, with);
    }
    match &first.shape {
        Some(shape) if has_shape(first) && with.shared.repeated_name(shape).is_none() => {
            types.define(name, shape, with);
            types.describe(ERROR_BODY, &description);
        }
        _ => {
            let rust = body_type(first, ERROR_BODY, types, with).unwrap_or(RustType::Json);
            types.alias(name, description, rust);
        }
    }
}

/// Makes an enum with a variant for each status.
fn by_status<'a>(
    name: String,
    description: String,
    responses: &[&Response],
    types: &mut ModuleTypes<'a>,
    with: &mut Making<'_, 'a>,
) {
    let mut names = Names::new(Case::Camel, "status", &["Unknown"]);
    let shapes: Vec<_> = responses
        .iter()
        .filter(|response| has_shape(response))
        .filter_map(|response| response.shape.as_ref())
        .collect();
    let mut fits = fit::of(with.shared.api(), &shapes).into_iter();
    types.make(name, description, |types| {
        let variant = |response: &&Response| {
            let spoken = response.statuses.spoken();
            let name = names.take_first(std::slice::from_ref(&spoken), with.source.span(""));
            let rust = body_type(response, &format!("{spoken} body"), types, with);
            let fit = match (&rust, &response.shape) {
                (None, _) => Fit::Nothing,
                (Some(_), Some(_)) if has_shape(response) => fits.next().unwrap_or(Fit::Any),
                (Some(RustType::Json), _) => Fit::Any,
                (Some(_), _) => Fit::Text,
            };
            let description = match response.description.trim() {
                // That is what the variant is called.
                description if description.eq_ignore_ascii_case(&spoken) => "",
                description => description,
            };
            let description = match description {
                "" => format!("`{}`", response.statuses),
                description => format!("`{}`: {description}", response.statuses),
            };
            UnionVariantPlan {
                name,
                rust,
                description,
                tags: vec![response.statuses.to_string()],
                fit,
                converts: false,
            }
        };
        let variants = responses.iter().map(variant).collect();
        TypeBody::Union(UnionPlan { discriminator: None, variants })
    });
}

/// The type of a body; `None` if there is none.
fn body_type<'a>(
    response: &Response,
    hint: &str,
    types: &mut ModuleTypes<'a>,
    with: &mut Making<'_, 'a>,
) -> Option<RustType> {
    Some(match (response.format, &response.shape) {
        (ResponseFormat::Empty, _) => return None,
        (_, Some(shape)) if has_shape(response) => types.rust_type(hint, shape, with),
        (ResponseFormat::Binary, _) => RustType::Bytes,
        (ResponseFormat::Text, _) => RustType::String,
        _ => RustType::Json,
    })
}

fn statuses(responses: &[&Response]) -> String {
    let statuses: Vec<_> = responses.iter().map(|response| format!("`{}`", response.statuses)).collect();
    statuses.join(", ")
}

/// How many statuses name an enum that several operations share.
const NAMING: usize = 3;

/// Moves each `ErrorBody` that several operations have to the types that operations share.
pub(super) fn share_error_bodies(operations: &mut [OperationPlan<'_>], shared: &mut SharedTypes<'_>, source: &Source) {
    let mut found: HashMap<String, usize> = HashMap::new();
    for body in operations.iter().filter_map(|operation| error_enum(&operation.types)) {
        *found.entry(key(body)).or_default() += 1;
    }
    let mut names: HashMap<String, String> = HashMap::new();
    for operation in operations {
        let Some(body) =
            error_enum(&operation.types).filter(|body| found.get(&key(body)).is_some_and(|count| *count > 1))
        else {
            continue;
        };
        let name = names.entry(key(body)).or_insert_with(|| {
            let variants = body.variants.iter().map(|variant| UnionVariantPlan {
                // What the operations say of a status differs.
                description: format!("`{}`", variant.tags.concat()),
                ..variant.clone()
            });
            let statuses: Vec<_> = body.variants.iter().map(|variant| variant.name.as_str()).collect();
            let spoken = match statuses.get(..NAMING - 1) {
                Some(first) if statuses.len() > NAMING => format!("{} or other", first.join(" or ")),
                _ => statuses.join(" or "),
            };
            let plan = UnionPlan { discriminator: None, variants: variants.collect() };
            let description = "The body of an error, by its status.";
            shared.add(format!("{spoken} body"), description, TypeBody::Union(plan), source)
        });
        let rust = RustType::Shared(name.clone());
        if let Some(planned) = operation.types.iter_mut().find(|planned| planned.name == ERROR_BODY) {
            planned.body = TypeBody::Alias(rust);
        }
    }
}

/// The `ErrorBody` that is an enum and has nothing of its own module.
fn error_enum(types: &[TypePlan]) -> Option<&UnionPlan> {
    let planned = types.iter().find(|planned| planned.name == ERROR_BODY)?;
    let TypeBody::Union(plan) = &planned.body else { return None };
    let is_shared = |variant: &UnionVariantPlan| !variant.rust.as_ref().is_some_and(RustType::is_local);
    plan.variants.iter().all(is_shared).then_some(plan)
}

/// The same for enums that are the same type.
fn key(plan: &UnionPlan) -> String {
    let variants = plan.variants.iter().map(|variant| format!("{:?} {:?};", variant.tags, variant.rust));
    variants.collect()
}
