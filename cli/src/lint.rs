//! `lint`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use twinspec_generator::generate::{Faults, GenerateError, check};

use crate::{Repository, apis, print, report};

/// Checks the specs of every API, or of the named ones. Warnings do not make it fail.
#[derive(clap::Args)]
pub struct Arguments {
    /// The APIs to check: names of folders in the folder of specs [default: all]
    apis: Vec<String>,
    /// The folder of specs, or the OpenAPI document of one API [default: as `twinspec.yaml` says, or `spec`]
    #[arg(long, value_name = "PATH")]
    spec: Option<PathBuf>,
    /// Faults of the OpenAPI part are errors, for those who maintain the document. Otherwise they are repaired with a
    /// warning, as in `codegen`. Those of the vocabulary `x-twin-*` are always errors.
    #[arg(long)]
    strict: bool,
    /// Print the faults as JSON on standard output.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments, repository: &Repository) -> Result<ExitCode> {
    let mut all = Vec::new();
    let mut failed = false;
    let faults = if arguments.strict { Faults::Refused } else { Faults::Repaired };
    for apis::Described { name: api, path } in repository.select(arguments.spec.as_deref(), &arguments.apis)? {
        let (files, diagnostics) = match check(&path, faults) {
            Ok((source, _, diagnostics)) => (source.files().clone(), diagnostics),
            Err(GenerateError::Spec(files, diagnostics)) => (files, diagnostics),
            Err(error) => return Err(error.into()),
        };
        failed |= diagnostics.has_errors();
        if arguments.json {
            all.extend(report::json(&diagnostics, &files));
        } else if diagnostics.is_empty() {
            print::line(format_args!("{api}: no faults"));
        } else {
            report::diagnostics(&diagnostics, &files, repository);
            print::line(format_args!("{api}: {}", diagnostics.summary()));
        }
    }
    if arguments.json {
        print::line(format_args!("{:#}", serde_json::Value::from(all)));
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
