//! What a change of a description is for callers, as `codegen` says it.

use std::path::Path;

use anyhow::Result;
use twinspec_generator::diff::{Change, Description, diff};
use twinspec_generator::output::OutputTree;

use crate::apis::Described;
use crate::declared::Declarations;
use crate::diff::{Place, read};
use crate::git::checkout;
use crate::{Repository, print};

/// The description as one document, which is generated too: it says what the last run was made of.
const DOCUMENT: &str = "docs/openapi.json";

/// What has changed for callers since an API was generated last, in a few words; `None` if nothing has, or if it was not.
pub(crate) fn since_last_run(folder: &Path, tree: &OutputTree) -> Option<String> {
    let (old, new) = (folder.join(DOCUMENT), tree.get(DOCUMENT)?);
    if std::fs::read_to_string(&old).ok()? == new {
        return None;
    }
    let scratch = tempfile::tempdir().ok()?;
    let path = scratch.path().join("openapi.json");
    std::fs::write(&path, new).ok()?;
    // What an earlier version has written may not be readable any more: then there is nothing to say.
    let new = Description::read(&path).ok()?;
    let old = Description::read(&old).ok()?.of_api(new.id());
    let report = diff(&old, &new).ok()?;
    report.level().map(|_| report.summary())
}

/// Whether no API breaks callers, against a revision of git, without a declaration that says so; each change that does is shown.
///
/// # Errors
/// The revision, or what it has, cannot be read.
pub(crate) fn keep_what_they_had(base: &str, apis: &[Described], repository: &Repository) -> Result<bool> {
    let mut kept = true;
    for api in apis {
        let Some(old) = checkout(base, &api.path)? else { continue };
        let new = Place::Here(api.path.clone());
        let (Some(old), Some(new)) = (read(&Place::InGit(old), repository)?, read(&new, repository)?) else {
            return Ok(false);
        };
        let old = old.of_api(new.id());
        let report = diff(&old, &new)?;
        let declarations = Declarations::beside(&api.path)?;
        for (change, reason) in declarations.reasons(&report) {
            print::line(format_args!("{}: {}, declared: {reason}", api.name, said(change)));
        }
        let undeclared = declarations.undeclared(&report);
        if undeclared.is_empty() {
            continue;
        }
        kept = false;
        undeclared.iter().for_each(|change| print::note(format_args!("error: {}: {}", api.name, said(change))));
        print::note(format_args!(
            "{} undeclared breaking changes against `{base}`; `{} diff --base {base}` shows their places; declare those that \
             are meant in `{}`",
            undeclared.len(),
            repository.command(),
            print::shown(declarations.file()),
        ));
    }
    Ok(kept)
}

fn said(change: &Change) -> String {
    format!("breaking[{}]: {}", change.rule.id, change.sentence())
}
