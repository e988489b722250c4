//! A program for each API that makes the calls and reads the given values.

mod library;
mod operations;
mod types;

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use library::LIBRARY;
use serde_json::{Value, json};
use twinspec_generator::facts::Facts;
use twinspec_generator::generate::{Faults, GenerateError, check};
use twinspec_generator::plan::{OperationPlan, Plan, RustType, plan};

use crate::repository::repository;

/// What is the same in all programs.
const MAIN: &str = include_str!("main.rs");

/// The package of the program of an API.
pub(super) fn package(api: &str) -> String {
    format!("{api}-proof")
}

/// Writes the program of the API that is generated at `api`, and beside it the plan: what the judge has to know of it.
/// Returns whether there is something to judge: an API that OpenAPI describes whole.
pub(super) fn write(spec: &Path, api: &Path, id: &str) -> Result<bool> {
    let (source, model, _) = check(spec, Faults::Repaired).map_err(|error| match error {
        GenerateError::Spec(_, diagnostics) => anyhow!("{}", diagnostics.summary()),
        error => error.into(),
    })?;
    if model.vendor.is_some() {
        return Ok(false);
    }
    let facts = Facts::of(&model);
    let settings = repository()?.settings(id, api)?;
    let (plan, _) = plan(&facts, &source, &settings);
    let folder = api.join("proof");
    let files = [
        ("Cargo.toml", manifest(&plan, id)),
        ("src/main.rs", MAIN.to_owned()),
        ("src/operations.rs", operations::text(&plan)),
        ("src/types.rs", types::text(&plan)),
        ("plan.json", described(&plan).to_string()),
    ];
    std::fs::create_dir_all(folder.join("src")).context("cannot make a folder")?;
    for (name, text) in files {
        std::fs::write(folder.join(name), text).with_context(|| format!("cannot write `{name}`"))?;
    }
    Ok(true)
}

fn manifest(plan: &Plan<'_>, id: &str) -> String {
    let (name, package) = (self::package(id), &plan.package);
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\n{LIBRARY} = {{ package = \"{package}\", path = \"../client\", features = [\"blocking\", \"serde\"] }}\n\
         base64 = {{ workspace = true }}\nserde_json = {{ workspace = true }}\n"
    )
}

/// The operations with their fields, and the components that are types.
fn described(plan: &Plan<'_>) -> Value {
    let components = types::components(plan).map(|(name, _)| json!({ "name": name }));
    json!({
        "operations": plan.operations.iter().map(operation).collect::<Vec<_>>(),
        "components": components.collect::<Vec<_>>(),
        "leftOut": plan.api.left_out.iter().map(|operation| &operation.id).collect::<Vec<_>>(),
    })
}

fn operation(operation: &OperationPlan<'_>) -> Value {
    let fields = operation.fields.iter().map(|field| {
        json!({
            "field": field.name,
            "name": field.parameter.name,
            "in": field.parameter.location,
            "style": field.parameter.style,
            "required": field.parameter.required,
            "list": matches!(field.rust.inner(), RustType::List(_)),
        })
    });
    json!({
        "id": operation.model.id,
        "module": operation.module,
        "origin": operation.model.origin,
        "fields": fields.collect::<Vec<_>>(),
    })
}
