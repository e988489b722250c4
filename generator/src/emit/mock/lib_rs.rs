//! `src/lib.rs`: what the mock serves.

use askama::{Result, Template};
use serde_json::Value;

use super::behaviour;
use crate::emit::rust::{file_docs, list, option};
use crate::model::{Given, Resource, Site};
use crate::plan::Plan;
use crate::text;

#[derive(Template)]
#[template(path = "mock/src/lib.rs", escape = "none")]
struct Code<'a> {
    docs: String,
    library: &'a str,
    modules: Vec<&'a str>,
    sites: String,
    resources: String,
    given: String,
    operations: String,
}

pub(super) fn code(plan: &Plan<'_>) -> Result<String> {
    let api = plan.api;
    let modules: Vec<_> = plan.served().map(|operation| operation.module.as_str()).collect();
    let resources = list(api.resources.iter().map(resource));
    let given = list(api.given.iter().map(|(name, resources)| given(name, resources)));
    let sites = list(api.sites.iter().map(|Site { id, name }| format!("Site {{ id: {id:?}, name: {name:?} }}")));
    let code = Code {
        docs: file_docs(&documentation(plan)),
        library: &plan.library,
        operations: list(modules.iter().map(|module| format!("&{module}::OPERATION"))),
        modules,
        sites,
        resources,
        given,
    };
    code.render()
}

fn documentation(plan: &Plan<'_>) -> String {
    let (api, library) = (plan.api, &plan.library);
    format!(
        "A mock server of the Alibaba Cloud API {} ({}, version {}).\n\n\
         It checks signatures, answers JSON and XML, and raises the rows of the error tables under their conditions.\n\n\
         ```\n# #[tokio::main(flavor = \"current_thread\")]\n# async fn main() {{\n\
         let mock = {library}_mock::Mock::start().await; // on a free port; many can run at once\n\
         println!(\"{{}}\", mock.url());\n# }}\n```",
        text::inline(&api.title),
        text::code(&api.product),
        text::code(&api.version),
    )
}

fn resource(resource: &Resource) -> String {
    let Resource { name, description, key, states, .. } = resource;
    let key = option(key.as_ref().map(|key| format!("{key:?}")));
    let states = option(states.as_ref().map(behaviour::states));
    format!("Resource {{ name: {name:?}, description: {:?}, key: {key}, states: {states} }}", description.trim())
}

fn given(name: &str, resources: &[Given]) -> String {
    let resources = resources.iter().map(|Given { resource, fields }| {
        let fields = Value::Object(fields.clone()).to_string();
        format!("({resource:?}, {fields:?})")
    });
    format!("Given {{ name: {name:?}, resources: {} }}", list(resources))
}
