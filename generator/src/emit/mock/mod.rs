//! The mock crate.

mod lib_rs;
mod operation_rs;
mod printer;
mod webhooks_rs;

use askama::{Error, Result, Template};
use twinspec_descriptors::Service;

use super::Files;
use super::families;
use super::family::Family;
use super::markdown::filters;
use super::rust::{docs, file_docs};
use crate::plan::Plan;
use crate::text;

#[derive(Template)]
#[template(path = "mock/Cargo.toml", escape = "none")]
struct CargoToml<'a> {
    plan: &'a Plan<'a>,
    family: Family,
    description: String,
}

#[derive(Template)]
#[template(path = "mock/README.md", escape = "none")]
struct Readme<'a> {
    plan: &'a Plan<'a>,
    service: &'static Service,
    family: Family,
}

/// `src/mock.rs`: the handle that a test holds.
#[derive(Template)]
#[template(path = "mock/src/mock.rs", escape = "none")]
struct Handle<'a> {
    plan: &'a Plan<'a>,
    family: Family,
    docs: String,
}

/// `src/main.rs`: the program.
#[derive(Template)]
#[template(path = "mock/src/main.rs", escape = "none")]
struct Program<'a> {
    plan: &'a Plan<'a>,
    docs: String,
}

pub(super) fn emit<'a>(plan: &'a Plan<'a>, service: &'static Service, files: &mut Files<'a>) {
    emit_handle(plan, files);
    files.text("mock/README.md", move || Readme { plan, service, family: families::of(plan) }.render());
    files.rust("mock/src/lib.rs", || lib_rs::code(plan, service));
    files.rust("mock/src/main.rs", || {
        let docs = file_docs(&format!("Serves a mock of {} until it is interrupted.", text::inline(&plan.api.title)));
        Program { plan, docs }.render()
    });
    if service.components != "{}" {
        files.text("mock/src/components.json", || pretty(service.components));
    }
    if let Some(webhooks) = &plan.webhooks
        && !service.webhooks.is_empty()
    {
        files.rust(format!("mock/src/{}.rs", webhooks.module), || webhooks_rs::code(service.webhooks));
    }
    for (planned, operation) in plan.served().zip(service.operations) {
        files.rust(format!("mock/src/{}.rs", planned.module), || operation_rs::code(plan, planned, operation));
    }
}

/// What is the same whatever the mock serves.
pub(super) fn emit_handle<'a>(plan: &'a Plan<'a>, files: &mut Files<'a>) {
    files.text("mock/Cargo.toml", move || cargo_toml(plan).render());
    files.rust("mock/src/mock.rs", || {
        let docs = docs(&format!("A running mock of {}; it stops when it is dropped.", text::inline(&plan.api.title)));
        Handle { plan, family: families::of(plan), docs }.render()
    });
}

/// The same JSON, a line for each value: what changes shows.
fn pretty(json: &str) -> Result<String> {
    let value: serde_json::Value = serde_json::from_str(json).map_err(|error| Error::Custom(error.into()))?;
    Ok(format!("{value:#}\n"))
}

fn cargo_toml<'a>(plan: &'a Plan<'a>) -> CargoToml<'a> {
    let family = families::of(plan);
    let description = format!("A mock server of {}.", family.plain_name);
    CargoToml { plan, family, description }
}
