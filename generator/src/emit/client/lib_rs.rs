//! `src/lib.rs`: what the crate is for, its modules, and what is known of the API.

use askama::{Result, Template};
use proc_macro2::TokenStream;

use crate::emit::families;
use crate::emit::family::Family;
use crate::emit::rust::{features_condition, file_docs, literal};
use crate::plan::Plan;
use crate::text;

#[derive(Template)]
#[template(path = "client/src/lib.rs", escape = "none")]
struct Code<'a> {
    docs: String,
    /// When each module is there, and its name.
    modules: Vec<(TokenStream, &'a str)>,
    has_errors: bool,
    has_types: bool,
    /// The constant `PROTOCOL`, and what it takes from the family's crate.
    protocol: String,
    family: Family,
    name: String,
    version: String,
    title: String,
}

pub(super) fn code(plan: &Plan<'_>) -> Result<String> {
    let api = plan.api;
    let family = families::of(plan);
    let description = match text::block(&api.description) {
        description if description.trim().is_empty() => String::new(),
        description => format!("{description}\n\n"),
    };
    let docs = file_docs(&format!(
        "A client of {}.\n\n{}\
         Each operation has a module with its request, its response and its errors, and a method of [`Client`].\n\
         Without the feature `client` there are types, descriptors and the building of requests only.",
        family.name, description,
    ));
    let operations = plan.operations.iter();
    let modules = operations.map(|operation| {
        let condition = features_condition(&plan.features_of(operation));
        (condition, operation.module.as_str())
    });
    let code = Code {
        docs,
        modules: modules.collect(),
        has_errors: !plan.shared_rows.rows.is_empty(),
        has_types: !plan.types.is_empty(),
        protocol: families::protocol(plan),
        name: literal(&family.api),
        version: literal(&api.version),
        title: literal(&api.title),
        family,
    };
    code.render()
}
