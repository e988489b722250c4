//! `src/lib.rs`: what the crate is for, its modules, and what is known of the API.

use askama::{Result, Template};
use proc_macro2::TokenStream;

use crate::emit::rust::{features_condition, file_docs, list, literal};
use crate::model::{ApiStyle, Endpoint};
use crate::plan::Plan;
use crate::text;

#[derive(Template)]
#[template(path = "client/src/lib.rs", escape = "none")]
struct Code<'a> {
    docs: String,
    /// When each module is there, and its name.
    modules: Vec<(TokenStream, &'a str)>,
    has_types: bool,
    product: String,
    version: String,
    title: String,
    style: &'static str,
    endpoints: String,
}

pub(super) fn code(plan: &Plan<'_>) -> Result<String> {
    let api = plan.api;
    let (product, version, title) = (&api.product, &api.version, &api.title);
    let docs = file_docs(&format!(
        "A client of the Alibaba Cloud API {} ({}, version {}).\n\n{}\n\n\
         Each operation has a module with its request, its response and its errors, and a method of [`Client`].\n\
         Without the feature `client` there are types, descriptors and signing only.",
        text::inline(&api.title),
        text::code(product),
        text::code(version),
        text::block(&api.description),
    ));
    let operations = plan.operations.iter();
    let modules = operations.map(|operation| {
        let condition = features_condition(&plan.features_of(operation));
        (condition, operation.module.as_str())
    });
    let code = Code {
        docs,
        modules: modules.collect(),
        has_types: !plan.types.is_empty(),
        product: literal(product),
        version: literal(version),
        title: literal(title),
        style: match api.style {
            ApiStyle::Rpc => "Rpc",
            ApiStyle::Roa => "Roa",
        },
        endpoints: list(api.endpoints.iter().map(endpoint)),
    };
    code.render()
}

fn endpoint(endpoint: &Endpoint) -> String {
    let Endpoint { region_id, host, vpc, site, .. } = endpoint;
    let vpc = vpc.as_ref().map(|host| format!(".vpc({host:?})")).unwrap_or_default();
    let site = site.as_ref().map(|site| format!(".site({site:?})")).unwrap_or_default();
    format!("Region::new({region_id:?}, {host:?}){vpc}{site}")
}
