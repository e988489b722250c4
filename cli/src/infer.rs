//! `infer`: what a document says without saying it, in the vocabulary.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, anyhow, bail};
use serde_json::Value;
use twinspec_generator::generate::{infer_pagination, infer_state};
use twinspec_generator::output;

use crate::{Repository, print, report};

/// Infers what a document says without saying it.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Infers what a REST API remembers from call to call, and prints it as an OpenAPI Overlay in the vocabulary `x-twin-*`,
    /// for a person to go on editing. A mock without an overlay remembers the same.
    State {
        /// The document, a file or a folder.
        document: PathBuf,
        /// Writes the overlay to a file. `petstore.overlay.yaml` beside `petstore.json`, or `overlay.yaml` beside
        /// `openapi.json`, is read together with the document
        #[arg(long, value_name = "FILE")]
        write: Option<PathBuf>,
        /// Replaces the file if it is there
        #[arg(long, requires = "write")]
        force: bool,
    },
    /// Finds how lists come in pages, and prints it as an OpenAPI Overlay in the vocabulary `x-twin-pagination`, for a person to
    /// go on editing. A client without an overlay has the same.
    Pagination {
        /// The document, a file or a folder.
        document: PathBuf,
        /// Writes the overlay to a file, which is read together with the document if it is beside it
        #[arg(long, value_name = "FILE")]
        write: Option<PathBuf>,
        /// Replaces the file if it is there
        #[arg(long, requires = "write")]
        force: bool,
    },
}

pub(crate) fn run(arguments: &Arguments, repository: &Repository) -> Result<ExitCode> {
    let inferred = match &arguments.what {
        What::State { document, .. } => infer_state(document).map(|(title, inferred)| {
            let overlay = (!inferred.is_empty()).then(|| inferred.overlay(&title));
            (overlay, inferred.explanation())
        }),
        What::Pagination { document, .. } => infer_pagination(document).map(|(overlay, found)| {
            let lines: Vec<_> = found.iter().map(|(operation, why)| format!("{operation}: {why}")).collect();
            ((!found.is_empty()).then_some(overlay), lines.join("\n"))
        }),
    };
    let (What::State { document, write, force } | What::Pagination { document, write, force }) = &arguments.what;
    let Some((overlay, explanation)) = report::read(inferred, repository)? else { return Ok(ExitCode::FAILURE) };
    let explanation = explanation.trim_end();
    let Some(overlay) = overlay else {
        print::note(explanation);
        return Err(anyhow!("nothing was inferred of {}", document.display()));
    };
    let text = serde_yaml::to_string(&ordered(&overlay))?;
    match write {
        Some(file) if file.exists() && !force => bail!("{} is there already; `--force` replaces it", file.display()),
        Some(file) => {
            output::replace(file, &text)?;
            print::note(explanation);
        }
        None => {
            print::line(text.trim_end());
            if matches!(arguments.what, What::Pagination { .. }) {
                print::note(explanation);
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The keys that a person reads first, in this order; the others follow by name.
const FIRST: [&str; 17] = [
    "overlay",
    "info",
    "actions",
    "target",
    "title",
    "x-twin-find",
    "x-twin-effects",
    "x-twin-answer",
    "x-twin-list",
    "description",
    "create",
    "replace",
    "merge",
    "update",
    "delete",
    "as",
    "resource",
];

/// A value whose keys are in the order in which a person reads them.
fn ordered(value: &Value) -> serde_yaml::Value {
    match value {
        Value::Object(members) => {
            let rank = |key: &str| FIRST.iter().position(|first| *first == key).unwrap_or(FIRST.len());
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by(|(a, _), (b, _)| rank(a).cmp(&rank(b)).then(a.cmp(b)));
            let members = members.into_iter().map(|(key, value)| (key.as_str().into(), ordered(value)));
            serde_yaml::Value::Mapping(members.collect())
        }
        Value::Array(items) => serde_yaml::Value::Sequence(items.iter().map(ordered).collect()),
        Value::String(text) => text.as_str().into(),
        // A scalar can be written.
        scalar => serde_yaml::to_value(scalar).unwrap_or_default(),
    }
}
