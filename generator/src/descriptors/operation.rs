//! An operation: what a client knows of it, and what the mock does when it is called.

use twinspec_core::{Api, BodyContent, ErrorRow, Method, Parameter, Requirement, ResponseFormat};
use twinspec_descriptors::{Condition, Limit, Operation, Per, Window};

use super::wire::{location, style};
use super::xml::xml;
use super::{behaviour, condition, contract, leak, pages, schema, vendor};
use crate::facts::OperationFacts;
use crate::model;

pub(super) fn operation(api: &'static Api, model: &model::Api, facts: &OperationFacts<'_>) -> &'static Operation {
    let OperationFacts { model: operation, .. } = facts;
    let schemas = operation.parameters.iter().map(|parameter| schema::schema(model, &parameter.shape));
    let conditions = operation.errors.iter().map(|row| match &row.when {
        Some(when) => condition::condition(when),
        None => Condition::ForcedOnly,
    });
    let mut served = Operation::new(leak::one(described(api, facts)))
        .id(leak::text(&operation.id))
        .schemas(leak::list(schemas))
        .limits(leak::list(operation.limits.iter().map(limit)))
        .conditions(leak::list(conditions))
        .status(operation.response.status)
        .behaviour(behaviour::behaviour(model, operation));
    served.contract = operation.contract.as_ref().map(|described| {
        let mut contract = contract::contract(described);
        contract.pages = operation.pagination.as_ref().map(pages::pages);
        contract
    });
    if served.contract.is_none() {
        served.response = leak::text(facts.body().to_string());
    }
    served.anonymous = operation.anonymous;
    served.vendor = vendor::part(&operation.vendor);
    leak::one(served)
}

/// What a client knows of it.
fn described(api: &'static Api, facts: &OperationFacts<'_>) -> twinspec_core::Operation {
    let OperationFacts { model, format, .. } = facts;
    let methods = leak::list(model.methods.iter().copied().map(method));
    let response = match format {
        Some(model::ResponseFormat::Empty) => ResponseFormat::Empty,
        Some(model::ResponseFormat::Json) => ResponseFormat::Json,
        Some(model::ResponseFormat::Xml) => ResponseFormat::Xml,
        Some(model::ResponseFormat::Text) => ResponseFormat::Text,
        Some(model::ResponseFormat::Binary) => ResponseFormat::Binary,
        Some(model::ResponseFormat::EventStream) => ResponseFormat::Events,
        None => ResponseFormat::Any,
    };
    let errors = leak::list(model.errors.iter().map(error_row));
    let mut operation = twinspec_core::Operation::new(api, leak::text(&model.name), methods, leak::text(&model.path))
        .parameters(leak::list(model.parameters.iter().map(parameter)))
        .contents(leak::list(model.contents.iter().map(|content| {
            let parameters = leak::list(content.parameters.iter().map(parameter));
            let described = BodyContent::new(leak::text(&content.media_type), parameters);
            match &content.rest {
                Some(rest) => described.rest(leak::one(parameter(rest))),
                None => described,
            }
        })))
        .response(response)
        .xml(leak::list(model.responses_in_xml().map(|(statuses, of)| (leak::text(statuses), xml(of)))))
        .errors(errors);
    if let Some(media_type) = &model.multipart {
        operation.multipart = leak::text(media_type);
    }
    operation.body_required = model.body_required;
    operation.accept = facts.accept.as_ref().map_or("", leak::text);
    operation.read_only = model.operation_type == Some(model::OperationType::Read);
    operation.idempotent = model.is_idempotent;
    operation.security = leak::list(model.security.iter().map(requirement));
    operation.idempotency_token = leak::optional(model.idempotency_token.as_ref());
    operation
}

fn requirement(requirement: &model::SecurityRequirement) -> Requirement {
    let scoped = requirement.schemes.iter().filter(|scheme| !scheme.scopes.is_empty());
    let scopes = scoped.map(|scheme| (leak::text(&scheme.name), leak::texts(&scheme.scopes)));
    Requirement::of(leak::list(requirement.schemes.iter().map(|scheme| leak::text(&scheme.name))))
        .scopes(leak::list(scopes))
}

fn method(method: model::Method) -> Method {
    match method {
        model::Method::Get => Method::Get,
        model::Method::Post => Method::Post,
        model::Method::Put => Method::Put,
        model::Method::Delete => Method::Delete,
        model::Method::Patch => Method::Patch,
        model::Method::Head => Method::Head,
        model::Method::Options => Method::Options,
        model::Method::Trace => Method::Trace,
        model::Method::Query => Method::Query,
        model::Method::Other(name) => Method::Other(name),
    }
}

fn error_row(row: &model::ErrorRow) -> ErrorRow {
    let described = ErrorRow::new(row.status, leak::text(&row.code), leak::text(&row.message));
    let described = described.remedy(leak::text(&row.remedy));
    if row.retryable { described.retryable() } else { described }
}

fn parameter(parameter: &model::Parameter) -> Parameter {
    let (location, style) = (location(parameter.location), style(parameter.style));
    let mut described = Parameter::new(leak::text(&parameter.name), location, style);
    described.explode = parameter.explode;
    described.nameless = parameter.nameless;
    described.allow_reserved = parameter.allow_reserved;
    described.xml = parameter.xml.as_ref().map(xml);
    described.media_type = parameter.media_type.as_ref().map_or("", leak::text);
    let described = if parameter.required { described.required() } else { described };
    if parameter.sensitive { described.sensitive() } else { described }
}

fn limit(described: &model::Limit) -> Limit {
    let per = match described.per {
        model::Per::Account => Per::Account,
    };
    let window = match described.window {
        model::Window::Second => Window::Second,
        model::Window::Minute => Window::Minute,
        model::Window::Hour => Window::Hour,
        model::Window::Day => Window::Day,
    };
    let mut limit = Limit::new(leak::text(&described.name), described.count.into(), per, window);
    limit.region = leak::optional(described.region.as_ref());
    limit
}
