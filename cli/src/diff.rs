//! `diff`.

use std::io::stdout;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use twinspec_generator::diff::{Description, Level, Report, diff};

use crate::git::{Checkout, checkout};
use crate::{Repository, print, report};

/// Says what changed between two descriptions, for whom, and what callers have to do.
#[derive(clap::Args)]
#[command(
    after_help = "OLD and NEW are files or folders, of any version of OpenAPI, or REV:PATH for what git has.\n`explain RULE` says more \
    about a rule."
)]
pub struct Arguments {
    /// OLD and NEW; with `--base`, the APIs to compare [default: all]
    #[arg(value_name = "DESCRIPTION")]
    descriptions: Vec<String>,
    /// Compare what is in the folder of specs with what a revision of git has there.
    #[arg(long, value_name = "REV")]
    base: Option<String>,
    /// The folder of specs, or the OpenAPI document of one API [default: as `twinspec.yaml` says, or `spec`]
    #[arg(long, value_name = "PATH", requires = "base")]
    spec: Option<PathBuf>,
    /// Fail if a change asks so much of callers.
    #[arg(long, value_name = "LEVEL", value_enum)]
    fail_on: Option<FailOn>,
    /// Show compatible changes with their places too.
    #[arg(long)]
    places: bool,
    /// Print the changes as JSON.
    #[arg(long, conflicts_with = "markdown")]
    json: bool,
    /// Print the changes as Markdown.
    #[arg(long)]
    markdown: bool,
}

/// From which level on the command fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    /// Any change.
    Compatible,
    /// A change that some callers notice.
    Risky,
    /// A change that makes calls fail.
    Breaking,
}

impl FailOn {
    fn level(self) -> Level {
        match self {
            FailOn::Compatible => Level::Compatible,
            FailOn::Risky => Level::Risky,
            FailOn::Breaking => Level::Breaking,
        }
    }
}

/// A description to read: what is there, or what was.
pub(crate) enum Place {
    Here(PathBuf),
    InGit(Checkout),
}

pub(crate) fn run(arguments: &Arguments, repository: &Repository) -> Result<ExitCode> {
    let mut failed = false;
    let mut all = Vec::new();
    for (name, old, new) in pairs(arguments, repository)? {
        let (Some(old), Some(new)) = (read(&old, repository)?, read(&new, repository)?) else {
            return Ok(ExitCode::FAILURE);
        };
        let old = old.of_api(new.id());
        let report = diff(&old, &new)?;
        failed |= report.level().zip(arguments.fail_on).is_some_and(|(level, wanted)| level >= wanted.level());
        if arguments.json {
            let mut report = report.to_json();
            report["api"] = name.into();
            all.push(report);
        } else {
            show(&report, &name, arguments);
        }
    }
    if arguments.json {
        print::line(format_args!("{:#}", serde_json::Value::from(all)));
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn show(changes: &Report<'_>, name: &str, arguments: &Arguments) {
    if arguments.markdown {
        return print::line(changes.markdown().trim_end());
    }
    let text = changes.render(arguments.places, report::is_colored(&stdout()));
    if !text.is_empty() {
        print::line(text);
    }
    print::line(format_args!("{name}: {}", changes.summary()));
}

/// What is compared with what, and what it is called.
fn pairs(arguments: &Arguments, repository: &Repository) -> Result<Vec<(String, Place, Place)>> {
    let Some(base) = &arguments.base else {
        let [old, new] = arguments.descriptions.as_slice() else {
            bail!("two descriptions are compared: OLD and NEW, or `--base REV`");
        };
        return Ok(vec![(new.clone(), place(old)?, place(new)?)]);
    };
    let mut pairs = Vec::new();
    for api in repository.select(arguments.spec.as_deref(), &arguments.descriptions)? {
        match checkout(base, &api.path)? {
            Some(old) => pairs.push((api.name, Place::InGit(old), Place::Here(api.path))),
            None => print::note(format_args!("{}: is not in `{base}`", api.name)),
        }
    }
    Ok(pairs)
}

/// The description that an argument names.
fn place(named: &str) -> Result<Place> {
    if Path::new(named).exists() {
        return Ok(Place::Here(named.into()));
    }
    let Some((revision, path)) = named.split_once(':') else { bail!("there is no `{named}`") };
    let found = checkout(revision, Path::new(path))?;
    Ok(Place::InGit(found.with_context(|| format!("there is no `{path}` in `{revision}`"))?))
}

/// Reads a description, or says what is wrong with it.
pub(crate) fn read(place: &Place, repository: &Repository) -> Result<Option<Description>> {
    let path = match place {
        Place::Here(path) => path.clone(),
        Place::InGit(checkout) => checkout.path(),
    };
    let description = report::read(Description::read(&path), repository)?;
    Ok(description.map(|description| match place {
        Place::Here(_) => description,
        Place::InGit(checkout) => {
            let (folder, name) = checkout.name();
            description.named(folder, &name)
        }
    }))
}
