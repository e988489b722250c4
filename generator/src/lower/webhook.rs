//! What the service sends by itself: webhooks, and the callbacks of operations.

use openapiv3::{Parameter as OpenApiParameter, ReferenceOr, RequestBody};
use serde::Deserialize;
use serde_json::Value;

use super::contract::Contracts;
use super::lower::Lower;
use super::media::Media;
use crate::diagnostics::Code;
use crate::model::{Callback, Method, Shape, Webhook};
use crate::pointer::join;
use crate::positions;

/// What is read of the operation of a webhook. What the caller answers is up to the caller.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Described {
    summary: String,
    description: String,
    parameters: Vec<ReferenceOr<OpenApiParameter>>,
    request_body: Option<ReferenceOr<RequestBody>>,
}

/// A path item of a webhook or a callback.
struct Item<'a> {
    name: &'a str,
    callback: Option<Callback>,
    value: &'a Value,
    pointer: String,
}

impl Lower<'_> {
    /// The webhooks and callbacks whose body is JSON; what is not generated of the others is said.
    pub(super) fn webhooks(&mut self) -> Vec<Webhook> {
        let document = self.source.document();
        let mut items = Vec::new();
        let mut callbacks = Vec::new();
        for (name, value) in members(document.get("x-webhooks")) {
            items.push(Item { name, callback: None, value, pointer: join("/x-webhooks", name) });
        }
        for (path, item) in members(document.get("paths")) {
            for (step, _, operation) in positions::operations(item) {
                let pointer = format!("{}{step}/callbacks", join("/paths", path));
                let id = operation.get("operationId").and_then(Value::as_str).unwrap_or_default();
                for (name, callback) in members(operation.get("callbacks")) {
                    callbacks.push(callback);
                    let pointer = join(&pointer, name);
                    for (url, value) in members(Some(callback)).filter(|(url, _)| !url.starts_with("x-")) {
                        let callback = Callback { operations: vec![id.to_owned()], url: url.to_owned() };
                        items.push(Item { name, callback: Some(callback), value, pointer: join(&pointer, url) });
                    }
                }
            }
        }
        for (name, callback) in members(document.pointer("/components/callbacks")) {
            // Where an operation refers to it, it was put in the place of the reference.
            if !callbacks.contains(&callback) {
                let message = format!("the callback `{name}`, which no operation refers to");
                self.note(&join("/components/callbacks", name), message, "there is no type for it");
            }
        }
        items.sort_by_key(|item| (item.callback.is_some(), item.name));
        let mut webhooks: Vec<Webhook> = Vec::new();
        for webhook in items.iter().flat_map(|item| self.path_item(item)) {
            match webhooks.iter_mut().rev().find_map(|known| same_callback(known, &webhook)) {
                Some(known) => known.operations.extend(webhook.callback.into_iter().flat_map(|own| own.operations)),
                None => webhooks.push(webhook),
            }
        }
        webhooks
    }

    fn path_item(&mut self, item: &Item<'_>) -> Vec<Webhook> {
        if item.value.get("$ref").is_some_and(Value::is_string) {
            let message = "this reference does not lead to a path item of the document";
            self.warn(Code::DanglingReference, &item.pointer, message, "it is left out");
            return Vec::new();
        }
        let mut methods: Vec<_> = positions::operations(item.value).collect();
        methods.sort_by_key(|(_, method, _)| *method);
        let is_only = methods.len() == 1;
        let mut webhooks = Vec::new();
        for (step, method, operation) in methods {
            let name = if is_only { item.name.to_owned() } else { format!("{} {method}", item.name) };
            webhooks.extend(self.webhook(name, item, &step, method, operation));
            self.take_any_value();
        }
        webhooks
    }

    fn webhook(
        &mut self,
        name: String,
        item: &Item<'_>,
        step: &str,
        method: &str,
        operation: &Value,
    ) -> Option<Webhook> {
        let origin = format!("{}{step}", item.pointer);
        let noun = if item.callback.is_some() { "callback" } else { "webhook" };
        let (shared, described) = match read(item.value, operation) {
            Ok(read) => read,
            Err(error) => {
                let message = format!("the {noun} `{name}` is not read as OpenAPI 3.0: {error}");
                self.note(&origin, message, "it is left out");
                return None;
            }
        };
        let Described { summary, description, parameters, request_body } = described;
        if !self.takes_text([Some(&*summary), Some(&*description), Some(&*origin)], None, &origin) {
            return None;
        }
        let Some((payload, example)) = self.payload(request_body.as_ref(), &origin) else {
            self.note(&origin, format!("the {noun} `{name}` has no body that is JSON"), "there is no type for it");
            return None;
        };
        let mut all = self.parameters(&parameters, &join(&origin, "parameters"));
        for parameter in self.parameters(&shared, &join(&item.pointer, "parameters")) {
            if !all.iter().any(|own| own.name == parameter.name && own.location == parameter.location) {
                all.push(parameter);
            }
        }
        Some(Webhook {
            name,
            callback: item.callback.clone(),
            method: Method::of(method),
            summary,
            description,
            parameters: all,
            payload,
            example,
            contract: (!self.words.vendor.is_given)
                .then(|| Contracts::of(self.source).contract(&item.pointer, "", &origin)),
            origin,
        })
    }

    /// What a JSON body looks like, and an example of it.
    fn payload(&mut self, body: Option<&ReferenceOr<RequestBody>>, origin: &str) -> Option<(Shape, Option<Value>)> {
        let components = self.document.components.as_ref();
        let table = |name: &str| components.and_then(|components| components.request_bodies.get(name));
        let (body, pointer) = self.resolve(body?, join(origin, "requestBody"), "requestBodies", table)?;
        let (name, media) = body.content.iter().find(|(name, _)| Media::of(name) == Media::Json)?;
        let at = join(&join(&pointer, "content"), name);
        self.takes_text([], media.example.as_ref(), &at);
        let shape = match &media.schema {
            Some(schema) => self.schema(schema, join(&at, "schema")),
            None => Shape::any(at),
        };
        let example = media.example.clone().or_else(|| shape.example.clone());
        Some((shape, example))
    }
}

/// The callback that another one is too: one under `components` is the same for each operation that refers to it.
fn same_callback<'w>(known: &'w mut Webhook, other: &Webhook) -> Option<&'w mut Callback> {
    let is_same = known.name == other.name && known.method == other.method && known.payload.is_like(&other.payload);
    known.callback.as_mut().filter(|known| is_same && other.callback.as_ref().is_some_and(|own| own.url == known.url))
}

type Parameters = Vec<ReferenceOr<OpenApiParameter>>;

/// The parameters of a path item, and an operation of it.
fn read(item: &Value, operation: &Value) -> Result<(Parameters, Described), serde_json::Error> {
    let shared = item.get("parameters").map(Parameters::deserialize).transpose()?.unwrap_or_default();
    Ok((shared, Described::deserialize(operation)?))
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}
