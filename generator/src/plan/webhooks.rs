//! The module of what the service sends by itself.

use twinspec_schemas::Direction;

use super::fit;
use super::names::Names;
use super::reserved;
use super::rust_type::RustType;
use super::type_plan::{TypeBody, TypePlan, UnionPlan, UnionVariantPlan};
use super::types::{Making, ModuleTypes, SharedTypes, Wanted};
use crate::diagnostics::Diagnostics;
use crate::model::{Callback, Location, Method, Shape, Webhook};
use crate::source::Source;
use crate::text;

/// The enum of the payloads of all webhooks.
pub const PAYLOAD: &str = "Payload";

/// The module of what the service sends by itself.
#[derive(Debug)]
pub struct WebhooksPlan<'a> {
    /// Its name: `webhooks`, unless an operation has that.
    pub module: String,
    /// In the order of the model.
    pub webhooks: Vec<WebhookPlan<'a>>,
    /// The types of the payloads, and what they need.
    pub types: Vec<TypePlan>,
    /// Whether each payload says by a constant of which webhook it is: then [`PAYLOAD`] is one of the types.
    pub are_apart: bool,
}

/// A webhook or a callback.
#[derive(Debug)]
pub struct WebhookPlan<'a> {
    /// What it is.
    pub model: &'a Webhook,
    /// The type of its payload, and its variant of [`PAYLOAD`].
    pub name: String,
}

impl WebhooksPlan<'_> {
    /// The webhooks that are not callbacks: of these there is an enum.
    pub fn named(&self) -> impl Iterator<Item = &WebhookPlan<'_>> {
        self.webhooks.iter().filter(|webhook| webhook.model.callback.is_none())
    }
}

/// Plans the module; nothing if the service sends nothing. Besides it, the shared types that it needs.
pub(super) fn plan<'a>(
    modules: &mut Names,
    shared: &SharedTypes<'a>,
    source: &Source,
    diagnostics: &mut Diagnostics,
) -> Option<(WebhooksPlan<'a>, Wanted<'a>)> {
    let api = shared.api();
    if api.webhooks.is_empty() {
        return None;
    }
    let candidates = ["webhooks", "incoming webhooks"].map(str::to_owned);
    let module = modules.take_first(&candidates, source.span("/x-webhooks"));
    let mut types = ModuleTypes::new(reserved::TYPES);
    types.reserve(reserved::WEBHOOK_TYPES);
    let mut webhooks = Vec::new();
    for model in &api.webhooks {
        let mut candidates = vec![model.name.clone()];
        let operations = model.callback.iter().flat_map(|callback| &callback.operations);
        candidates.extend(operations.take(1).map(|operation| format!("{operation} {}", model.name)));
        candidates.push(format!("{} {}", model.name, if model.callback.is_some() { "callback" } else { "webhook" }));
        webhooks.push(WebhookPlan { model, name: types.take_name(&candidates, source.span(&model.origin)) });
    }
    for WebhookPlan { model, name } in &webhooks {
        let with = &mut Making { direction: Direction::Response, shared, source, diagnostics };
        let payload = Shape { description: described(model), ..model.payload.clone() };
        types.define(name.clone(), &payload, with);
    }
    let named: Vec<_> = webhooks.iter().filter(|webhook| webhook.model.callback.is_none()).collect();
    let shapes: Vec<_> = named.iter().map(|webhook| &webhook.model.payload).collect();
    let are_apart = named.len() > 1 && fit::are_apart(api, &shapes);
    if are_apart {
        let variant = |(webhook, fit): (&&WebhookPlan<'_>, _)| UnionVariantPlan {
            name: webhook.name.clone(),
            rust: Some(RustType::Local(webhook.name.clone())),
            description: webhook.model.summary.clone(),
            tags: Vec::new(),
            fit,
            converts: false,
        };
        let variants = named.iter().zip(fit::of(api, &shapes)).map(variant).collect();
        let description = "The payload of any webhook. A delivery is read by what its payload says it is.".to_owned();
        let body = |_: &mut _| TypeBody::Union(UnionPlan { discriminator: None, variants });
        types.make(PAYLOAD.to_owned(), description, body);
    }
    let (mut types, wanted) = types.into_parts();
    // What is of all comes first.
    types.rotate_right(usize::from(are_apart));
    Some((WebhooksPlan { module, webhooks, types, are_apart }, wanted))
}

/// What is said of a webhook, what it is, and what it has besides its payload.
fn described(webhook: &Webhook) -> String {
    let Webhook { name, callback, method, summary, description, parameters, payload, .. } = webhook;
    let method = match method {
        Method::Other(name) => text::code(name),
        known => known.name().to_owned(),
    };
    let what = match callback {
        None => format!("The payload of the webhook {}: a {method} request.", text::code(name)),
        Some(Callback { operations, url }) => format!(
            "The payload of the callback {} of {}: a {method} request to {}.",
            text::code(name),
            operations.iter().map(|id| text::code(id)).collect::<Vec<_>>().join(", "),
            text::code(url)
        ),
    };
    let said = [summary, description, &payload.description].map(|text| text.trim().to_owned());
    let mut paragraphs: Vec<_> = said.into_iter().filter(|text| !text.is_empty()).collect();
    paragraphs.dedup();
    paragraphs.push(what);
    let beside = parameters.iter().filter_map(|parameter| {
        let place = match parameter.location {
            Location::Header => "the header",
            Location::Query => "in the query,",
            Location::Cookie => "the cookie",
            _ => return None,
        };
        let description = text::inline(&parameter.description);
        let colon = if description.is_empty() { "" } else { ": " };
        Some(format!("* {place} {}{colon}{description}", text::code(&parameter.name)))
    });
    let beside: Vec<_> = beside.collect();
    if !beside.is_empty() {
        paragraphs.push(format!("Besides, the request has:\n\n{}", beside.join("\n")));
    }
    paragraphs.join("\n\n")
}
