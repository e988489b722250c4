//! `src/lib.rs`: what the crate is for, its modules, and what is known of the API.

use askama::{Result, Template};
use proc_macro2::TokenStream;
use twinspec_core::{ENDPOINT_URL, endpoint_variable};

use crate::emit::families;
use crate::emit::family::Family;
use crate::emit::rust::{features_condition, file_docs, literal};
use crate::plan::{FirstCall, Plan};
use crate::text;

#[derive(Template)]
#[template(path = "client/src/lib.rs", escape = "none")]
struct Code<'a> {
    docs: String,
    /// When each module is there, and its name.
    modules: Vec<(TokenStream, &'a str)>,
    has_errors: bool,
    has_types: bool,
    webhooks: Option<&'a str>,
    /// The constant `PROTOCOL`, and what it takes from the family's crate.
    protocol: String,
    family: Family,
    name: String,
    version: String,
    title: String,
    /// How components are written in XML; nothing if all are as usual.
    xml: Option<String>,
}

/// The call of an operation as a block of code for rustdoc.
fn example(plan: &Plan<'_>, family: &Family) -> Option<String> {
    let code = first_call(plan, family)?;
    Some(format!(
        "```no_run\n# #[cfg(feature = \"client\")]\n# async fn call() -> Result<(), Box<dyn std::error::Error>> {{\n\
         {code}# Ok(())\n# }}\n```\n\n",
    ))
}

/// Makes a client and calls an operation.
pub(super) fn first_call(plan: &Plan<'_>, family: &Family) -> Option<String> {
    let FirstCall { imports, call } = plan.first_call()?;
    // More than one setting would make a long line.
    let between = if family.settings.len() > 1 { "\n    " } else { "" };
    let settings: String = family.settings.iter().map(|setting| format!("{between}{setting}")).collect();
    Some(format!(
        "{imports}let client = {}::Client::builder(){settings}{between}.build()?;\nlet response = {call}?;\n\
         println!(\"{{response:?}}\");\n",
        plan.library,
    ))
}

/// How the environment redirects the client.
pub(super) fn redirect(plan: &Plan<'_>, family: &Family) -> String {
    let all = format!("`{ENDPOINT_URL}`");
    let variables = match endpoint_variable(&plan.api.title, &family.api) {
        Some(variable) => format!("`{variable}`, or {all} for the clients of all APIs"),
        None => all,
    };
    format!(
        "In builds with the feature `endpoint-env`, an environment variable redirects the client to a mock or another\n\
         server: {variables}.\n"
    )
}

pub(super) fn code(plan: &Plan<'_>) -> Result<String> {
    let api = plan.api;
    let family = families::of(plan);
    let description = match text::block(&api.description) {
        description if description.trim().is_empty() => String::new(),
        description => format!("{description}\n\n"),
    };
    let docs = file_docs(&format!(
        "A client of {}.\n\n{description}{}\
         Each operation has a module with its request, its response and its errors, and a method of [`Client`].\n\
         Without the feature `client` there are types, descriptors and the building of requests only.\n\n\
         {}",
        family.name,
        example(plan, &family).unwrap_or_default(),
        redirect(plan, &family),
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
        has_types: plan.has_shared_types(),
        webhooks: plan.webhooks.as_ref().map(|webhooks| webhooks.module.as_str()),
        protocol: families::protocol(plan),
        name: literal(&family.api),
        version: literal(&api.version),
        title: literal(&api.title),
        xml: (!api.xml.is_empty()).then(|| super::xml::components(api)),
        family,
    };
    code.render()
}
