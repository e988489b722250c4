//! `codegen`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use serde_json::json;
use twinspec_generator::diagnostics::Code;
use twinspec_generator::generate::{GenerateError, Generated, regenerate};
use twinspec_generator::output::{self, ChangeKind, Comparison, Lock, MANIFEST, ManifestError, OutputTree, Printed};
use twinspec_generator::settings::{Scope, Settings};
use twinspec_generator::source::Entry;

use crate::apis::Described;
use crate::{Repository, callers, print, report, shown};

/// Writes client, mock, documentation and tests of every API, or of the named ones.
#[derive(clap::Args)]
pub struct Arguments {
    /// The APIs to generate: names of folders in the folder of specs [default: all]
    apis: Vec<String>,
    /// Write nothing; fail if a generated file is out of date.
    #[arg(long)]
    check: bool,
    /// Fail as well if callers break, against a revision of git, and no `breaking-changes.yaml` beside the description says
    /// that it is meant.
    #[arg(long, value_name = "REV", requires = "check")]
    base: Option<String>,
    /// The folder of specs, or the OpenAPI document of one API [default: as `twinspec.yaml` says, or `spec`]
    #[arg(long, value_name = "PATH", requires = "out")]
    spec: Option<PathBuf>,
    /// The folder to write to [default: as `twinspec.yaml` says, or `generated`]
    #[arg(long, value_name = "DIR", requires = "spec")]
    out: Option<PathBuf>,
    /// Write only the client: no mock, no documentation, no tests. Those of an earlier run are removed.
    #[arg(long)]
    client_only: bool,
    /// Generate with this version of the program though `twinspec.yaml` names another one, and write this one there.
    #[arg(long, conflicts_with = "check")]
    upgrade: bool,
    /// Print what was done, or what is wrong, as JSON on standard output.
    #[arg(long)]
    json: bool,
}

/// One API: what it should be, and how that differs from what is there.
struct Outcome {
    api: String,
    /// Those of the description.
    operations: usize,
    /// More of them, for bodies of other media types.
    variants: usize,
    /// What the service sends by itself.
    webhooks: usize,
    types: usize,
    /// How many warnings there are of each kind.
    warnings: BTreeMap<Code, usize>,
    /// Each with its place, if a program asks for them.
    faults: Vec<serde_json::Value>,
    /// By operation, what says how its list comes in pages, where the vocabulary does not.
    found_pages: BTreeMap<String, String>,
    /// What the change of the description is for callers, if it changed.
    callers: Option<String>,
    folder: PathBuf,
    tree: OutputTree,
    comparison: Comparison,
}

/// How long a run may take before it shows a progress bar.
const A_MOMENT: Duration = Duration::from_millis(400);

pub(crate) fn run(arguments: &Arguments, repository: &Repository) -> Result<ExitCode> {
    let start = Instant::now();
    if !arguments.upgrade {
        repository.check_version()?;
    }
    let specs = arguments.spec.clone().unwrap_or_else(|| repository.specs());
    let out = arguments.out.clone().unwrap_or_else(|| repository.generated());
    let selected = repository.select(arguments.spec.as_deref(), &arguments.apis)?;
    let settings = |api: &Described| -> Result<Settings> {
        let settings = repository.settings(&api.name, &out.join(&api.name))?;
        Ok(if arguments.client_only { settings.with_scope(Scope::Client) } else { settings })
    };
    let selected: Vec<_> =
        selected.into_iter().map(|api| settings(&api).map(|settings| (api, settings))).collect::<Result<_>>()?;

    let bar = ProgressBar::with_draw_target(Some(selected.len() as u64), ProgressDrawTarget::hidden())
        .with_style(ProgressStyle::with_template("{bar:30} {pos}/{len} APIs").unwrap_or(ProgressStyle::default_bar()));
    let generated: Vec<_> = selected
        .par_iter()
        .map(|(api, settings)| {
            // A check trusts nothing that is there.
            let printed = if arguments.check { Printed::default() } else { Printed::read(&out.join(&api.name)) };
            let generated = regenerate(&api.path, settings, &printed);
            bar.inc(1);
            if start.elapsed() > A_MOMENT && bar.is_hidden() {
                bar.set_draw_target(ProgressDrawTarget::stderr());
            }
            generated
        })
        .collect();
    bar.finish_and_clear();

    let Some(generated) = succeeded(generated, arguments, repository)? else { return Ok(ExitCode::FAILURE) };
    // A check takes none: it writes nothing, and has to work where nothing can be written.
    let lock = if arguments.check { None } else { Some(Lock::take(&out)?) };
    let mut outcomes: Vec<_> =
        generated.into_par_iter().map(|generated| outcome(generated, &out, arguments.json)).collect();
    // The document of one API says nothing of the others.
    if arguments.apis.is_empty() && !Entry::of(&specs).path().is_file() {
        outcomes.extend(removed(&out, &selected));
    }
    for outcome in &outcomes {
        if let Some(error @ ManifestError::Damaged { .. }) = &outcome.comparison.manifest_error {
            print::note(format_args!("warning: `{}` was not used: {error}", shown(&outcome.folder.join(MANIFEST))));
        }
    }
    if obstructed(&outcomes) {
        print::note(format_args!("nothing was written"));
        return Ok(ExitCode::FAILURE);
    }
    let Some(lock) = lock else {
        let checked = check(&outcomes, arguments, repository)?;
        let Some(base) = &arguments.base else { return Ok(checked) };
        let apis: Vec<_> = selected.iter().map(|(api, _)| api.clone()).collect();
        let kept = callers::keep_what_they_had(base, &apis, repository)?;
        return Ok(if kept { checked } else { ExitCode::FAILURE });
    };
    for outcome in &outcomes {
        output::write(&outcome.folder, &outcome.tree, &outcome.comparison, &lock)?;
    }
    drop(lock);
    repository.upgrade()?;
    written(&outcomes, start.elapsed(), arguments.json, repository.command());
    Ok(ExitCode::SUCCESS)
}

/// What was generated, if all of it was; every fault of the run is shown.
fn succeeded(
    results: Vec<Result<Generated, GenerateError>>,
    arguments: &Arguments,
    repository: &Repository,
) -> Result<Option<Vec<Generated>>> {
    let json = arguments.json;
    let lint = match &arguments.spec {
        Some(spec) => format!("{} lint --spec {}", repository.command(), spec.display()),
        None => format!("{} lint", repository.command()),
    };
    let failed = results.iter().any(Result::is_err);
    let mut generated = Vec::new();
    let mut faults = Vec::new();
    for result in results {
        let done = match result {
            Ok(done) => done,
            Err(GenerateError::Spec(files, diagnostics)) => {
                if json {
                    faults.extend(report::json(&diagnostics, &files));
                } else {
                    report::diagnostics(&diagnostics, &files, repository);
                }
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        if json && failed {
            faults.extend(report::json(&done.diagnostics, &done.files));
        } else {
            report::summary(&done.api.id, &done.diagnostics, &done.files, repository, &lint);
        }
        generated.push(done);
    }
    if !failed {
        return Ok(Some(generated));
    }
    if json {
        print::line(format_args!("{:#}", serde_json::Value::from(faults)));
    }
    print::note(format_args!("nothing was written"));
    Ok(None)
}

fn outcome(generated: Generated, out: &Path, json: bool) -> Outcome {
    let Generated { api, types, found_pages, tree, diagnostics, files, .. } = generated;
    let folder = out.join(&api.id);
    let comparison = output::compare(&folder, &tree);
    let variants = api.operations.iter().filter(|operation| operation.is_variant).count();
    let operations = api.operations.len() - variants;
    let (webhooks, warnings) = (api.webhooks.len(), diagnostics.counts());
    let callers = callers::since_last_run(&folder, &tree);
    let faults = if json { report::json(&diagnostics, &files) } else { Vec::new() };
    Outcome {
        api: api.id,
        operations,
        variants,
        webhooks,
        types,
        warnings,
        faults,
        found_pages,
        callers,
        folder,
        tree,
        comparison,
    }
}

/// The APIs that were generated once and have no spec any more.
fn removed(out: &Path, selected: &[(Described, Settings)]) -> Vec<Outcome> {
    let entries = std::fs::read_dir(out).into_iter().flatten().flatten();
    let mut removed: Vec<_> = entries
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
        // A manifest of another program says nothing of ours.
        .filter(|(api, folder)| !selected.iter().any(|(known, _)| known.name == *api) && output::is_ours(folder))
        .map(|(api, folder)| {
            let comparison = output::compare(&folder, &OutputTree::default());
            let (warnings, faults, found_pages) = (BTreeMap::new(), Vec::new(), BTreeMap::new());
            let tree = OutputTree::default();
            Outcome {
                api,
                operations: 0,
                variants: 0,
                webhooks: 0,
                types: 0,
                warnings,
                faults,
                found_pages,
                callers: None,
                folder,
                tree,
                comparison,
            }
        })
        .collect();
    removed.sort_by(|a, b| a.api.cmp(&b.api));
    removed
}

/// Whether something that is not ours is in the way; each such thing is reported.
fn obstructed(outcomes: &[Outcome]) -> bool {
    for outcome in outcomes {
        for obstacle in &outcome.comparison.obstacles {
            let path = outcome.folder.components().chain(Path::new(&obstacle.path).components());
            print::note(format_args!("error: `{}` {}", shown(&path.collect::<PathBuf>()), obstacle.kind));
        }
    }
    outcomes.iter().any(|outcome| !outcome.comparison.obstacles.is_empty())
}

/// How a change is named, before and after it is made.
fn words(kind: ChangeKind) -> (&'static str, &'static str) {
    match kind {
        ChangeKind::Missing => ("missing", "written"),
        ChangeKind::Stale => ("stale", "written"),
        ChangeKind::HandEdited => ("hand-edited", "written"),
        ChangeKind::Orphaned => ("orphaned", "removed"),
    }
}

fn check(outcomes: &[Outcome], arguments: &Arguments, repository: &Repository) -> Result<ExitCode> {
    let clean = outcomes.iter().all(|outcome| outcome.comparison.changes.is_empty());
    if arguments.json {
        print::line(format_args!("{:#}", to_json(outcomes, |kind| words(kind).0)));
    } else {
        for outcome in outcomes {
            for change in &outcome.comparison.changes {
                print::line(format_args!("{:>12} {}", words(change.kind).0, shown(&outcome.folder.join(&change.path))));
            }
            foreign(outcome);
            for path in &outcome.comparison.leftovers {
                let path = outcome.folder.join(path);
                print::note(format_args!(
                    "warning: this file was left by a run that was killed; the next run removes it: {}",
                    shown(&path)
                ));
            }
        }
    }
    if clean {
        let files: usize = outcomes.iter().map(|outcome| outcome.comparison.unchanged).sum();
        if !arguments.json {
            print::line(format_args!("all {files} generated files are up to date"));
        }
        return Ok(ExitCode::SUCCESS);
    }
    let mut command = format!("{} codegen", repository.command());
    arguments.apis.iter().for_each(|api| command.push_str(&format!(" {api}")));
    if let (Some(spec), Some(out)) = (&arguments.spec, &arguments.out) {
        command.push_str(&format!(" --spec {} --out {}", spec.display(), out.display()));
    }
    print::note(format_args!("error: generated files are out of date; run `{command}`"));
    Ok(ExitCode::FAILURE)
}

fn written(outcomes: &[Outcome], elapsed: Duration, json: bool, command: &str) {
    if json {
        print::line(format_args!("{:#}", to_json(outcomes, |kind| words(kind).1)));
        return;
    }
    for outcome in outcomes {
        let count = |removed: bool| {
            let changes = outcome.comparison.changes.iter();
            changes.filter(|change| (change.kind == ChangeKind::Orphaned) == removed).count()
        };
        let counted = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
        let (operations, types) = (counted(outcome.operations, "operation"), counted(outcome.types, "type"));
        let variants = match outcome.variants {
            0 => String::new(),
            count => format!(" ({count} more for other media types)"),
        };
        let webhooks = match outcome.webhooks {
            0 => String::new(),
            count => format!(", {}", counted(count, "webhook")),
        };
        print::line(format_args!(
            "{}: {operations}{variants}{webhooks}, {types}; files: {} written, {} unchanged, {} removed",
            outcome.api,
            count(false),
            outcome.comparison.unchanged,
            count(true),
        ));
        match outcome.found_pages.len() {
            0 => {}
            found => print::line(format_args!(
                "  {} in pages: found in the document; `infer pagination` shows why, `x-twin-pagination: false` \
                 switches it off",
                counted(found, "list"),
            )),
        }
        for change in &outcome.comparison.changes {
            if change.kind == ChangeKind::HandEdited {
                print::line(format_args!(
                    "  overwrote changes made by hand: {}",
                    shown(&outcome.folder.join(&change.path))
                ));
            }
        }
        if let Some(callers) = &outcome.callers {
            print::line(format_args!("  for callers: {callers}; `{command} diff --base HEAD` shows them"));
        }
        foreign(outcome);
    }
    print::line(format_args!("done in {:.1} ms", elapsed.as_secs_f64() * 1000.0));
}

fn foreign(outcome: &Outcome) {
    for path in &outcome.comparison.foreign {
        print::note(format_args!(
            "warning: this file was not generated and is left unchanged: {}",
            shown(&outcome.folder.join(path))
        ));
    }
}

fn to_json(outcomes: &[Outcome], word: impl Fn(ChangeKind) -> &'static str) -> serde_json::Value {
    let apis = outcomes.iter().map(|outcome| {
        let changes = outcome.comparison.changes.iter();
        json!({
            "api": outcome.api,
            "operations": outcome.operations,
            "variants": outcome.variants,
            "webhooks": outcome.webhooks,
            "types": outcome.types,
            "faults": outcome.faults,
            "warnings": outcome.warnings.iter().map(|(code, count)| (code.as_str(), *count)).collect::<BTreeMap<_, _>>(),
            "pagination": outcome.found_pages,
            "callers": outcome.callers,
            "unchanged": outcome.comparison.unchanged,
            "changes": changes
                .map(|change| json!({ "path": shown(&outcome.folder.join(&change.path)), "kind": word(change.kind) }))
                .collect::<Vec<_>>(),
            "foreign": outcome.comparison.foreign,
        })
    });
    apis.collect()
}
