//! The client crate.

mod client_rs;
mod errors_rs;
mod fields;
mod headers_rs;
mod lib_rs;
mod operation_rs;
mod pagination_rs;
mod poll_rs;
mod types_rs;
mod way;
mod webhooks_rs;
mod xml;

use askama::Template;

use super::Files;
use super::families;
use super::family::Family;
use super::markdown::filters;
use crate::plan::{OperationPlan, Plan};
use crate::text;

#[derive(Template)]
#[template(path = "client/Cargo.toml", escape = "none")]
struct CargoToml<'a> {
    plan: &'a Plan<'a>,
    family: Family,
    description: String,
    /// The features of `default`, as items of an array.
    default_features: String,
}

#[derive(Template)]
#[template(path = "client/README.md", escape = "none")]
struct Readme<'a> {
    plan: &'a Plan<'a>,
    /// A call, as Rust.
    example: Option<String>,
    /// Whether an operation says what is in the bodies of its errors.
    typed_errors: bool,
    /// Whether an operation has an error table.
    has_errors: bool,
    /// Whether the answers of an operation come in pages.
    has_pages: bool,
    /// How the environment redirects the client.
    redirect: String,
    family: Family,
}

pub(super) fn emit<'a>(plan: &'a Plan<'a>, files: &mut Files<'a>) {
    files.text("client/Cargo.toml", move || cargo_toml(plan).render());
    files.text("client/README.md", move || readme(plan).render());
    files.rust("client/src/lib.rs", || lib_rs::code(plan));
    files.rust("client/src/client.rs", || client_rs::code(plan));
    for operation in &plan.operations {
        files.rust(format!("client/src/{}.rs", operation.module), || operation_rs::code(plan, operation));
    }
    if !plan.shared_rows.rows.is_empty() {
        files.rust("client/src/errors.rs", || errors_rs::module(plan));
    }
    if plan.has_shared_types() {
        files.rust("client/src/types.rs", || types_rs::module(plan));
    }
    if let Some(webhooks) = &plan.webhooks {
        files.rust(format!("client/src/{}.rs", webhooks.module), || webhooks_rs::module(plan, webhooks));
    }
}

fn readme<'a>(plan: &'a Plan<'a>) -> Readme<'a> {
    let family = families::of(plan);
    let (example, redirect) = (lib_rs::first_call(plan, &family), lib_rs::redirect(plan, &family));
    let typed_errors = plan.operations.iter().any(OperationPlan::has_error_body);
    let has_errors = plan.operations.iter().any(|operation| !operation.kinds.is_empty());
    let has_pages = plan.operations.iter().any(|operation| operation.pagination.is_some());
    Readme { plan, example, typed_errors, has_errors, has_pages, redirect, family }
}

fn cargo_toml<'a>(plan: &'a Plan<'a>) -> CargoToml<'a> {
    let family = families::of(plan);
    let description = format!("A client of {}.", family.plain_name);
    let all = (!plan.features.is_empty()).then_some("full");
    let default = plan.settings.features.iter().map(|feature| feature.name()).chain(all).map(text::toml);
    let default_features = default.collect::<Vec<_>>().join(", ");
    CargoToml { plan, family, description, default_features }
}
