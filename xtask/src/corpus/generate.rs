//! From a document to generated files.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use twinspec_generator::generate::{GenerateError, Generated, generate};
use twinspec_generator::output::{self, Lock};
use twinspec_importer::{Existing, Input, api_docs};

use super::documents::{copy_references, is_api_docs};
use super::outcome::Outcome;
use crate::repository::repository;

/// Generates what follows from a document, which is imported before if it is not OpenAPI.
pub(super) fn generated(document: &Path, corpus: &Path, folder: &Path, lock: &Lock) -> Outcome {
    let start = Instant::now();
    let named = if is_api_docs(document) {
        document.parent().unwrap_or(document).to_owned()
    } else {
        document.with_extension("")
    };
    let name = named.strip_prefix(corpus).unwrap_or(&named).to_string_lossy().replace('\\', "/");
    let document_path = document.strip_prefix(corpus).unwrap_or(document).to_owned();
    let mut outcome = Outcome { id: id(&name), name, document_path, ..Outcome::default() };
    if let Err(error) = fill(&mut outcome, document, folder, lock) {
        outcome.fault = Some(format!("{error:#}"));
    }
    outcome.seconds = start.elapsed().as_secs_f64();
    outcome
}

fn fill(outcome: &mut Outcome, document: &Path, folder: &Path, lock: &Lock) -> Result<()> {
    let text = std::fs::read_to_string(document).context("the document cannot be read")?;
    outcome.document = text.len();
    let spec = if is_api_docs(document) {
        let input = Input { name: &document.file_name().unwrap_or_default().to_string_lossy(), text: &text };
        let imported = api_docs(input, None)?;
        outcome.operations = imported.operations;
        outcome.repairs = imported.report.repairs.len();
        outcome.unknown = imported.report.unknown.len();
        imported.write(&folder.join("spec"), &outcome.id.parse()?, Existing::Replace)?
    } else {
        // Under the name of the API, and untouched.
        let spec = folder.join("spec").join(&outcome.id);
        std::fs::create_dir_all(&spec).context("cannot make a folder")?;
        let extension = document.extension().unwrap_or_default();
        std::fs::copy(document, spec.join("openapi").with_extension(extension)).context("cannot copy the document")?;
        copy_references(document, &spec)?;
        outcome.operations = text.matches("operationId").count();
        spec
    };
    let out = folder.join("generated");
    let settings = repository()?.settings(&outcome.id, &out.join(&outcome.id))?;
    let generated = match generate(&spec, &settings) {
        Ok(generated) => generated,
        Err(GenerateError::Spec(files, diagnostics)) => {
            let first = diagnostics.render(&files, false);
            bail!("{}\n{}", diagnostics.summary(), first.lines().take(12).collect::<Vec<_>>().join("\n"));
        }
        Err(error) => return Err(error.into()),
    };
    let Generated { api, tree, diagnostics, packages, .. } = generated;
    outcome.packages = packages;
    outcome.generated = api.operations.iter().filter(|operation| !operation.is_variant).count();
    for operation in &api.left_out {
        *outcome.left_out.entry(operation.reason.clone()).or_default() += 1;
    }
    outcome.unserved =
        diagnostics.iter().filter(|fault| fault.message().starts_with("the mock does not serve")).count();
    outcome.bytes = tree.iter().map(|(_, text)| text.len()).sum();
    let api_folder = out.join(&outcome.id);
    let comparison = output::compare(&api_folder, &tree);
    output::write(&api_folder, &tree, &comparison, lock)?;
    Ok(())
}

/// The name of the API's folder: product and version.
fn id(name: &str) -> String {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let id = plain.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    // A version alone, of documents that are named from the folder of their product.
    if id.starts_with(|c: char| c.is_ascii_lowercase()) { id } else { format!("api-{id}") }
}
