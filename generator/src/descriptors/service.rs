//! An API as a mock serves it.

use serde_json::Value;
use twinspec_core::{Api, Protocol};
use twinspec_descriptors::{Given, Resource, Service, Site};

use super::{behaviour, http, leak, operation, vendor, webhook, xml};
use crate::facts::Facts;
use crate::model;

/// What a mock serves of an API.
pub fn service(facts: &Facts<'_>) -> &'static Service {
    let model = facts.api;
    let api = leak::one(api(model));
    let sites = model.sites.iter().map(|site| Site::new(leak::text(&site.id), leak::text(&site.name)));
    let resources = model.resources.iter().map(|described| {
        let mut resource = Resource::new(leak::text(&described.name), leak::text(described.description.trim()));
        resource.key = leak::optional(described.key.as_ref());
        resource.within = leak::texts(&described.within);
        if !described.defaults.is_empty() {
            resource.defaults = leak::text(Value::Object(described.defaults.clone()).to_string());
        }
        resource.states = described.states.as_ref().map(behaviour::states);
        resource
    });
    let given = model.given.iter().map(|(name, resources)| {
        let resources = resources.iter().map(|model::Given { resource, fields }| {
            (leak::text(resource), leak::text(Value::Object(fields.clone()).to_string()))
        });
        Given::new(leak::text(name), leak::list(resources))
    });
    let operations = facts.served().map(|facts| operation::operation(api, model, facts));
    let mut service = Service::new(api, leak::list(operations))
        .sites(leak::list(sites))
        .resources(leak::list(resources))
        .given(leak::list(given))
        .webhooks(webhook::webhooks(model))
        .components(if model.schemas.is_empty() {
            "{}"
        } else {
            leak::text(serde_json::to_string(&model.schemas).unwrap_or_default())
        });
    service.inferred_state = model.state_is_inferred;
    leak::service(service)
}

fn api(model: &model::Api) -> Api {
    let (name, protocol): (_, &dyn Protocol) = match &model.vendor {
        Some(vendor) => (&vendor.product, vendor::protocol(vendor)),
        None => (&model.title, http::protocol(model)),
    };
    Api::new(leak::text(name), leak::text(&model.version), protocol)
        .title(leak::text(&model.title))
        .xml(xml::components(model))
}
