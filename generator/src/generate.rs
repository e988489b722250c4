//! The whole way, from the folder of an API to the files that follow from it.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use twinspec_descriptors::Service;

use crate::descriptors::service;
use crate::diagnostics::{Diagnostics, Files};
use crate::emit::{EmitError, emit};
use crate::facts::Facts;
use crate::infer::{Inferred, infer, pages, pages_overlay};
use crate::lint::{lint, prepare};
use crate::lower;
use crate::model::Api;
use crate::output::{OutputTree, Printed};
use crate::plan::{FirstCall, Plan, plan};
use crate::repair::repair;
use crate::settings::{Runtime, Scope, Settings};
use crate::source::{Entry, Source};
use crate::text;
use crate::versions::rewrite;
use crate::vocabulary::Vocabulary;

/// What came out for one API.
#[derive(Debug)]
pub struct Generated {
    /// The model of the API.
    pub api: Api,
    /// How many types the client has besides its requests.
    pub types: usize,
    /// The packages that are written: the client, and the mock if there is one.
    pub packages: Vec<String>,
    /// A call that shows how the client is used, if one can be made up.
    pub first_call: Option<FirstCall>,
    /// By the id of an operation, what says how its list comes in pages, where the vocabulary does not.
    pub found_pages: BTreeMap<String, String>,
    /// The files to write.
    pub tree: OutputTree,
    /// Warnings, and what they are shown with.
    pub diagnostics: Diagnostics,
    /// The inputs.
    pub files: Files,
}

/// Why nothing came out.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// The spec has errors.
    #[error("the spec has errors")]
    Spec(Files, Diagnostics),
    /// The generator has.
    #[error(transparent)]
    Emit(#[from] EmitError),
}

/// What becomes of faults in the OpenAPI part of a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Faults {
    /// They are repaired, with a warning: the document is somebody else's.
    #[default]
    Repaired,
    /// They are errors: whoever maintains the document wants to fix them.
    Refused,
}

/// What a mock remembers of a document that does not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    /// What can be inferred from a REST document.
    #[default]
    Inferred,
    /// Nothing.
    AsDescribed,
}

/// Reads and lints the description at `path`, a file or a folder.
///
/// # Errors
/// All errors of the spec at once.
pub fn check(path: &Path, faults: Faults) -> Result<(Source, Api, Diagnostics), GenerateError> {
    let (source, api, mut diagnostics) = lowered(path, None, faults)?;
    let facts = Facts::of(&api);
    let settings = unnamed();
    let (_, warnings) = plan(&facts, &source, &settings);
    diagnostics.extend(facts.warnings(&source));
    diagnostics.extend(warnings);
    Ok((source, api, diagnostics))
}

/// Reads and lints the description at `path`, and makes what a mock serves of it. That stays in memory to the end of the
/// process. Returns the files that were read and the warnings too.
///
/// # Errors
/// All errors of the spec at once.
pub fn serve(path: &Path, state: State) -> Result<(&'static Service, Files, Diagnostics), GenerateError> {
    let (source, mut api, warnings) = lowered(path, None, Faults::Repaired)?;
    if state == State::Inferred {
        infer(&api, source.document()).apply(&mut api);
    }
    // The document is large, and takes a while to go.
    let (service, files) = rayon::join(|| service(&Facts::of(&api)), || source.into_files());
    Ok((service, files, warnings))
}

/// Reads and lints the description at `path`, and infers what it says of state without saying it. Returns its title too.
///
/// # Errors
/// All errors of the spec at once.
pub fn infer_state(path: &Path) -> Result<(String, Inferred), GenerateError> {
    let (source, api, _) = lowered(path, None, Faults::Repaired)?;
    let inferred = infer(&api, source.document());
    Ok((api.title, inferred))
}

/// Reads and lints the description at `path`, and lowers it.
pub(crate) fn lowered(
    path: &Path,
    id: Option<&str>,
    faults: Faults,
) -> Result<(Source, Api, Diagnostics), GenerateError> {
    let (source, ()) = rayon::join(|| Source::read(path), prepare);
    let mut source = source.map_err(|(files, diagnostics)| GenerateError::Spec(files, diagnostics))?;
    let rewritten = rewrite(&mut source);
    if source.is_too_large() {
        let diagnostics = source.diagnostics().clone();
        return Err(GenerateError::Spec(source.into_files(), diagnostics));
    }
    let (words, mut diagnostics) = match faults {
        Faults::Repaired => repair(&mut source),
        Faults::Refused => (Vocabulary::read(source.document()), lint(&source)),
    };
    diagnostics.extend(rewritten);
    if diagnostics.has_errors() {
        return Err(GenerateError::Spec(source.into_files(), diagnostics));
    }
    let id = id.map_or_else(|| Entry::of(path).id(), str::to_owned);
    match lower::read(&source, &words, &id) {
        Ok((mut api, left_out)) => {
            pages(&mut api, &words);
            diagnostics.extend(left_out);
            Ok((source, api, diagnostics))
        }
        Err(errors) => {
            diagnostics.extend(errors);
            Err(GenerateError::Spec(source.into_files(), diagnostics))
        }
    }
}

/// What a mock serves of an API, with the state that was inferred: no other file says anything of that.
fn remembering(facts: &Facts<'_>, inferred: &Inferred) -> &'static Service {
    if inferred.is_empty() {
        return service(facts);
    }
    let mut api = facts.api.clone();
    inferred.apply(&mut api);
    service(&Facts::of(&api))
}

/// Reads and lints the description at `path`, and finds how its lists come in pages. Returns an OpenAPI Overlay that says
/// it in the vocabulary, and what says so, by the ids of the operations.
///
/// # Errors
/// All errors of the spec at once.
pub fn infer_pagination(path: &Path) -> Result<(Value, BTreeMap<String, String>), GenerateError> {
    let (source, mut api, _) = lowered(path, None, Faults::Repaired)?;
    let found = found_pages(&plan(&Facts::of(&api), &source, &unnamed()).0);
    // What no client is made of is not said.
    for operation in &mut api.operations {
        operation.pagination.take_if(|_| !found.contains_key(&operation.id));
    }
    Ok((pages_overlay(&api), found))
}

fn found_pages(plan: &Plan<'_>) -> BTreeMap<String, String> {
    let paged = plan.operations.iter().filter(|operation| operation.pagination.is_some());
    let found = paged.filter_map(|operation| {
        let found = operation.model.pagination.as_ref()?.found.clone()?;
        Some((operation.model.id.clone(), found))
    });
    found.collect()
}

/// Settings for plans of which nothing is written.
fn unnamed() -> Settings {
    Settings::new(Runtime::Path(String::new()))
}

/// Generates the files of the API whose description is at `path`, a file or a folder.
///
/// # Errors
/// All errors of the spec at once; nothing is written here.
pub fn generate(path: &Path, settings: &Settings) -> Result<Generated, GenerateError> {
    regenerate(path, settings, &Printed::default())
}

/// [`generate`], where an earlier run has `printed` files already. What comes out is the same, in less time.
///
/// # Errors
/// Those of [`generate`].
pub fn regenerate(path: &Path, settings: &Settings, printed: &Printed) -> Result<Generated, GenerateError> {
    let (source, api, mut diagnostics) = lowered(path, settings.id.as_deref(), Faults::Repaired)?;
    let openapi = || if settings.scope == Scope::All { text::json(source.document()) } else { String::new() };
    let facts = Facts::of(&api);
    diagnostics.extend(facts.warnings(&source));
    let ((plan, warnings), openapi) = rayon::join(|| plan(&facts, &source, settings), openapi);
    diagnostics.extend(warnings);
    let inferred = plan.has_mock().then(|| infer(&api, source.document()));
    // The document goes before the files come: of a large API both are large.
    let files = source.into_files();
    let service = inferred.map(|inferred| remembering(&facts, &inferred));
    let tree = emit(&plan, service, &openapi, printed)?;
    let mock = plan.has_mock().then(|| plan.mock_package.clone());
    let packages = std::iter::once(plan.package.clone()).chain(mock).collect();
    let of_operations = plan.operations.iter().map(|operation| operation.types.len()).sum::<usize>();
    let of_webhooks = plan.webhooks.as_ref().map_or(0, |webhooks| webhooks.types.len());
    let types = plan.types.len() + of_operations + of_webhooks;
    let (found_pages, first_call) = (found_pages(&plan), plan.first_call());
    Ok(Generated { packages, first_call, types, api, found_pages, tree, diagnostics, files })
}
