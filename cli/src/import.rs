//! `import`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use serde_json::json;
use twinspec_importer::{ImportError, Imported, Input, LEFT_OUT, Report};

use crate::{Repository, print, shown};

/// Turns a description that others publish into ours: one file per operation, to go on editing.
#[derive(clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  \
        import api-docs.json --to spec\n  \
        import api-docs.json --to spec --name sts\n\
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
    Openapi(Source),
}

#[derive(clap::Args)]
struct Source {
    /// The document: an `api-docs.json` of Alibaba Cloud.
    file: PathBuf,
    /// The folder of specs; the API gets a folder of its own in it.
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// The name of the API's folder, which also names its crates; the product in lower case if it is not given.
    #[arg(long)]
    name: Option<String>,
    /// Write over a folder that is there already.
    #[arg(long)]
    force: bool,
    /// Print what was mended, left out and not known as JSON on standard output.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments, repository: &Repository) -> Result<ExitCode> {
    match (&arguments.source, &arguments.format) {
        (_, Some(Format::Openapi(source))) => source.import(twinspec_importer::openapi, repository),
        (Some(source), None) => source.import(twinspec_importer::api_docs, repository),
        (None, None) => bail!("no document is named; `{} import --help` tells how", repository.command()),
    }
}

type Importer = fn(Input<'_>, Option<&str>) -> Result<Imported, ImportError>;

impl Source {
    fn import(&self, importer: Importer, repository: &Repository) -> Result<ExitCode> {
        let text =
            std::fs::read_to_string(&self.file).with_context(|| format!("cannot read `{}`", shown(&self.file)))?;
        let schema = schema(&self.to, repository);
        let name = shown(&self.file);
        let imported = importer(Input { name: &name, text: &text }, schema.as_deref())
            .with_context(|| format!("cannot import `{name}`"))?;
        let id = self.name.clone().unwrap_or_else(|| imported.id.clone());
        let folder = self.to.join(&id);
        if folder.exists() && !self.force {
            bail!("`{}` is there already; `--force` writes over it, `--name` gives another name", shown(&folder));
        }
        write(&folder, &imported)?;
        if self.json {
            print::line(format_args!("{:#}", to_json(&id, &imported)));
        } else {
            told(&id, &imported);
            print::line(format_args!("written to `{}`", shown(&folder)));
        }
        Ok(if imported.report.unknown.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// The path from the folder of an API to the JSON Schemas for editors, if they are beside it.
pub fn schema(specs: &Path, repository: &Repository) -> Option<String> {
    if specs.join("schema.json").is_file() {
        return Some("../".to_owned());
    }
    // In another folder of this repository they are a little further.
    let specs = std::path::absolute(specs).ok()?;
    let root = std::path::absolute(repository.root()).ok()?;
    let inside = specs.starts_with(&root);
    let path = pathdiff::diff_paths(root.join("spec"), specs.join("api")).filter(|_| inside)?;
    Some(format!("{}/", path.to_string_lossy().replace('\\', "/")))
}

/// Writes the files of an API, and removes those of an import before that are no more.
pub fn write(folder: &Path, imported: &Imported) -> Result<()> {
    for part in ["operations", "schemas"] {
        let kept: BTreeSet<PathBuf> = imported.files.keys().map(|path| folder.join(path)).collect();
        for entry in std::fs::read_dir(folder.join(part)).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|extension| extension == "yaml") && !kept.contains(&path) {
                std::fs::remove_file(&path).with_context(|| format!("cannot remove `{}`", shown(&path)))?;
            }
        }
    }
    let files: Vec<_> = imported.files.iter().map(|(path, text)| (folder.join(path), text)).collect();
    let parents: BTreeSet<_> = files.iter().filter_map(|(path, _)| path.parent()).collect();
    for parent in parents {
        std::fs::create_dir_all(parent).with_context(|| format!("cannot make the folder `{}`", shown(parent)))?;
    }
    let write = |(path, text): (PathBuf, &String)| {
        std::fs::write(&path, text).with_context(|| format!("cannot write `{}`", shown(&path)))
    };
    files.into_par_iter().map(write).collect()
}

/// What a person wants to know of an import.
fn told(id: &str, imported: &Imported) {
    let Report { repairs, left_out, unknown } = &imported.report;
    print::line(format_args!("{id}: {} operations, {} files", imported.operations, imported.files.len()));
    if !repairs.is_empty() {
        print::line(format_args!("\n{:>7}  mended", "times"));
        for (repair, count) in imported.report.repaired() {
            print::line(format_args!("{count:>7}  {repair}: {}", repair.reason()));
        }
    }
    if !left_out.is_empty() {
        let times: usize = left_out.values().sum();
        print::line(format_args!(
            "\n{times} values of {} keys say nothing about calls and were left out; `--json` lists them",
            left_out.len()
        ));
    }
    if !unknown.is_empty() {
        print::line(format_args!("\nnot known, and lost:"));
        for unknown in unknown {
            print::line(format_args!("  {}: {}", unknown.place, unknown.what));
        }
    }
}

/// What a program wants to know of an import.
pub fn to_json(id: &str, imported: &Imported) -> serde_json::Value {
    let report = &imported.report;
    json!({
        "api": id,
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
