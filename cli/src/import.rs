//! `import`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use serde_json::json;
use twinspec_importer::{Existing, FolderName, ImportError, Imported, Input, LEFT_OUT, Recognized, Report, WriteError};

use crate::{Repository, print, shown};

/// Imports a published description: writes a folder with one file per operation, which you can then edit.
#[derive(clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  \
        import api-docs.json --to spec\n  \
        import api-docs.json --to spec --name directory\n\
        Then `codegen` writes client, mock, documentation and tests."
)]
pub struct Arguments {
    #[command(flatten)]
    source: Option<Source>,
    #[command(subcommand)]
    format: Option<Format>,
}

#[derive(clap::Subcommand)]
enum Format {
    /// Splits a plain OpenAPI 3.0 document, JSON or YAML, into our layout.
    #[command(mut_arg("file", |file| file.help("The document: OpenAPI 3.0, in JSON or YAML")))]
    Openapi(Source),
}

#[derive(clap::Args)]
struct Source {
    /// The document, in a format that is not OpenAPI: an `api-docs.json`
    file: PathBuf,
    /// The folder of specs; the API gets a folder of its own in it.
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// The name of the API's folder and crates [default: the product in lower case]
    #[arg(long)]
    name: Option<FolderName>,
    /// Overwrite an existing folder.
    #[arg(long)]
    force: bool,
    /// Print what was repaired, left out and not recognized as JSON on standard output.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments, repository: &Repository) -> Result<ExitCode> {
    match (&arguments.source, &arguments.format) {
        (_, Some(Format::Openapi(source))) => import(twinspec_importer::openapi, source, repository),
        (Some(source), None) => import(twinspec_importer::api_docs, source, repository),
        (None, None) => bail!("name a document; see `{} import --help`", repository.command()),
    }
}

type Importer = fn(Input<'_>, Option<&str>) -> Result<Imported, ImportError>;

fn import(importer: Importer, source: &Source, repository: &Repository) -> Result<ExitCode> {
    let file = &source.file;
    let name = shown(file);
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read `{name}`"))?;
    let schema = schema(&source.to, repository);
    let imported = importer(Input { name: &name, text: &text }, schema.as_deref())
        .map_err(|error| anyhow!("{error}{}", hint(&error, repository.command())))
        .with_context(|| format!("cannot import `{name}`"))?;
    let id = match &source.name {
        Some(name) => name.clone(),
        None => imported.id.parse()?,
    };
    let existing = if source.force { Existing::Replace } else { Existing::Keep };
    let folder = imported.write(&source.to, &id, existing).map_err(|error| match error {
        WriteError::AlreadyThere(folder) => {
            anyhow!(
                "`{}` already exists; use `--force` to overwrite it, or `--name` to choose another name",
                shown(&folder)
            )
        }
        error => error.into(),
    })?;
    if source.json {
        print::line(format_args!("{:#}", to_json(&id, &imported)));
    } else {
        report(&id, &imported);
        print::line(format_args!("written to `{}`", shown(&folder)));
    }
    // What was not recognized is reported, and the rest is of use.
    Ok(ExitCode::SUCCESS)
}

/// What to do with a document that is of another format than was asked for.
fn hint(error: &ImportError, command: &str) -> String {
    let ImportError::OtherFormat(found, _) = error else { return String::new() };
    match found {
        Recognized::ApiDocs => format!("; use `{command} import FILE`, without `openapi`"),
        Recognized::OpenApi(version) if version.starts_with("3.0") => format!("; use `{command} import openapi FILE`"),
        Recognized::OpenApi(_) => format!(
            "; convert it to 3.0, for example with `npx @apiture/openapi-down-convert`, and use `{command} import openapi FILE`"
        ),
        Recognized::Swagger(_) => format!(
            "; convert it to OpenAPI 3.0, for example with `npx swagger2openapi`, and use `{command} import openapi FILE`"
        ),
    }
}

/// The path from the folder of an API to the JSON Schemas for editors, if they are beside it.
pub(crate) fn schema(specs: &Path, repository: &Repository) -> Option<String> {
    if specs.join("schema.json").is_file() {
        return Some("../".to_owned());
    }
    // In another folder of this repository they are a little further.
    let specs = std::path::absolute(specs).ok()?;
    let root = std::path::absolute(repository.root()).ok()?;
    let inside = specs.starts_with(&root);
    let path =
        pathdiff::diff_paths(std::path::absolute(repository.specs()).ok()?, specs.join("api")).filter(|_| inside)?;
    Some(format!("{}/", path.to_string_lossy().replace('\\', "/")))
}

/// What a person wants to know of an import.
fn report(id: &FolderName, imported: &Imported) {
    let Report { repairs, left_out, unknown } = &imported.report;
    print::line(format_args!("{id}: {} operations, {} files", imported.operations, imported.files.len()));
    if !repairs.is_empty() {
        print::line(format_args!("\n{:>7}  repaired", "times"));
        for (repair, count) in imported.report.repaired() {
            print::line(format_args!("{count:>7}  {repair}: {}", repair.reason()));
        }
    }
    if !left_out.is_empty() {
        let times: usize = left_out.values().sum();
        print::line(format_args!(
            "\n{times} values of {} keys do not concern calls and were left out; `--json` lists them",
            left_out.len()
        ));
    }
    if !unknown.is_empty() {
        print::line(format_args!("\nnot recognized and not imported:"));
        for unknown in unknown {
            print::line(format_args!("  {}: {}", unknown.place, unknown.what));
        }
    }
}

/// What a program wants to know of an import.
fn to_json(id: &FolderName, imported: &Imported) -> serde_json::Value {
    let report = &imported.report;
    json!({
        "api": id.to_string(),
        "operations": imported.operations,
        "files": imported.files.len(),
        "repairs": report.repairs.iter().map(|repaired| json!({
            "rule": repaired.repair.name(),
            "place": repaired.place,
        })).collect::<Vec<_>>(),
        "leftOut": report.left_out.iter().map(|((context, key), times)| json!({
            "object": context.to_string(),
            "key": key,
            "times": times,
            "reason": LEFT_OUT.iter().find(|entry| entry.context == *context && entry.key == *key).map(|entry| entry.reason),
        })).collect::<Vec<_>>(),
        "unknown": report.unknown.iter().map(|unknown| json!({
            "place": unknown.place,
            "what": unknown.what,
        })).collect::<Vec<_>>(),
    })
}
