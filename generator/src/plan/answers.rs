//! The types of the bodies of answers: `ResponseBody`, `EventData` and `ErrorBody`. Where the status says what a body is,
//! they are enums with a variant for each status.

use super::fit::{self, Fit};
use super::names::{Case, Names};
use super::operation_plan::{ERROR_BODY, EVENT_DATA, RESPONSE_BODY};
use super::rust_type::RustType;
use super::shaped::{has_shape, has_values};
use super::type_plan::{TypeBody, UnionPlan, UnionVariantPlan};
use super::types::{Making, ModuleTypes};
use crate::facts::OperationFacts;
use crate::model::{Api, Response, ResponseFormat, Shape, ShapeKind, vendor};

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
    if !responses.iter().all(|other| first.has_body_of(other)) {
        let description = format!("The body of an error, by its status: {}.", statuses(responses));
        return by_status(name, description, responses, types, with);
    }
    let description = format!("The body of errors with the status {}.", statuses(responses));
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
