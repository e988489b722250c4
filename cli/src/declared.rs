//! Breaking changes that are meant: a file beside the description says which, and why.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use twinspec_generator::diff::{Change, Level, Report};

use crate::print::shown;

/// The file in the folder of a description.
const FILE: &str = "breaking-changes.yaml";

/// A breaking change that is meant.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Declared {
    /// The rule: `W106`.
    rule: String,
    /// The operation that it concerns [default: any].
    operation: Option<String>,
    /// What changes, as the report calls it: `body.kind` [default: anything].
    subject: Option<String>,
    /// Why.
    reason: String,
}

impl Declared {
    fn covers(&self, change: &Change) -> bool {
        change.rule.id.eq_ignore_ascii_case(&self.rule)
            && self.operation.as_ref().is_none_or(|operation| change.operations.contains(operation))
            && self.subject.as_ref().is_none_or(|subject| change.subject == *subject)
    }
}

/// The breaking changes of a description that are meant.
#[derive(Debug)]
pub(crate) struct Declarations {
    file: PathBuf,
    all: Vec<Declared>,
}

impl Declarations {
    /// Those beside the description at a path: `breaking-changes.yaml` in its folder, or `petstore.breaking-changes.yaml` beside
    /// `petstore.yaml`. Without the file there are none.
    ///
    /// # Errors
    /// The file cannot be read, or says something else, or gives no reason.
    pub(crate) fn beside(description: &Path) -> Result<Self> {
        let file = if description.is_dir() {
            description.join(FILE)
        } else {
            let stem = description.file_stem().unwrap_or_default().to_string_lossy();
            description.with_file_name(if stem == "openapi" { FILE.to_owned() } else { format!("{stem}.{FILE}") })
        };
        if !file.is_file() {
            return Ok(Declarations { file, all: Vec::new() });
        }
        let cannot = || format!("cannot read `{}`", shown(&file));
        let text = std::fs::read_to_string(&file).with_context(cannot)?;
        let all: Vec<Declared> = serde_yaml::from_str(&text).with_context(cannot)?;
        if let Some(without) = all.iter().find(|declared| declared.reason.trim().is_empty()) {
            anyhow::bail!("`{}`: {} has no reason", shown(&file), without.rule);
        }
        Ok(Declarations { file, all })
    }

    /// Where they are, or would be.
    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    /// The breaking changes of a report that are not declared.
    pub(crate) fn undeclared<'r>(&self, report: &'r Report<'_>) -> Vec<&'r Change> {
        let is_declared = |change: &&Change| self.all.iter().any(|declared| declared.covers(change));
        report.of(Level::Breaking).filter(|change| !is_declared(change)).collect()
    }

    /// The declared changes of a report, each with its reason.
    pub(crate) fn reasons<'s, 'r: 's>(&'s self, report: &'r Report<'_>) -> Vec<(&'r Change, &'s str)> {
        let reason = |change: &'r Change| {
            let declared = self.all.iter().find(|declared| declared.covers(change))?;
            Some((change, declared.reason.as_str()))
        };
        report.of(Level::Breaking).filter_map(reason).collect()
    }
}
