//! An API as a mock serves it.

use serde_json::Value;
use twinspec_core::{Api, Protocol};
use twinspec_descriptors::{Given, Resource, Service, Site};

use super::{behaviour, http, leak, operation, vendor};
use crate::facts::Facts;
use crate::model;

/// What a mock serves of an API.
pub fn service(facts: &Facts<'_>) -> &'static Service {
    let model = facts.api;
    let api = leak::one(api(model));
    let sites = model.sites.iter().map(|site| Site { id: leak::text(&site.id), name: leak::text(&site.name) });
    let resources = model.resources.iter().map(|resource| Resource {
        name: leak::text(&resource.name),
        description: leak::text(resource.description.trim()),
        key: leak::optional(resource.key.as_ref()),
        states: resource.states.as_ref().map(behaviour::states),
    });
    let given = model.given.iter().map(|(name, resources)| Given {
        name: leak::text(name),
        resources: leak::list(resources.iter().map(|model::Given { resource, fields }| {
            (leak::text(resource), leak::text(Value::Object(fields.clone()).to_string()))
        })),
    });
    leak::service(Service {
        api,
        sites: leak::list(sites),
        resources: leak::list(resources),
        given: leak::list(given),
        operations: leak::list(facts.served().map(|facts| operation::operation(api, model, facts))),
    })
}

fn api(model: &model::Api) -> Api {
    let (name, protocol): (_, &dyn Protocol) = match &model.vendor {
        Some(vendor) => (&vendor.product, vendor::protocol(vendor)),
        None => (&model.title, http::protocol(model)),
    };
    Api::new(leak::text(name), leak::text(&model.version), protocol).title(leak::text(&model.title))
}
