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
        resource.parent =
            described.parent.as_ref().map(|parent| (leak::text(&parent.resource), leak::text(&parent.field)));
        resource.states = described.states.as_ref().map(behaviour::states);
        resource
    });
    let given = model.given.iter().map(|(name, resources)| {
        let codes = resources.iter().filter_map(|given| match given {
            model::Given::Code(model::GivenCode { code, r#for, value }) => {
                Some((leak::text(code), leak::text(r#for), leak::text(value)))
            }
            model::Given::Resource(_) => None,
        });
        let resources = resources.iter().filter_map(|given| match given {
            model::Given::Code(_) => None,
            model::Given::Resource(given) => Some(given),
        });
        let fields = |given: &model::GivenResource| leak::text(Value::Object(given.fields.clone()).to_string());
        let own = resources.clone().filter(|given| given.account.is_none());
        let own = own.map(|given| (leak::text(&given.resource), fields(given)));
        let of_others = resources.filter_map(|given| {
            Some((leak::text(given.account.as_ref()?), leak::text(&given.resource), fields(given)))
        });
        Given::new(leak::text(name), leak::list(own)).of_others(leak::list(of_others)).codes(leak::list(codes))
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
    service.vendor = model.vendor.as_ref().and_then(vendor::service_part);
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
