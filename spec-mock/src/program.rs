//! The command line: which APIs, and then what the mock of their family is told.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use twinspec_generator::diagnostics::nearest;
use twinspec_generator::generate::infer_state;
use twinspec_generator::source::{Entry, descriptions, documents};
use twinspec_mock::Service;
use twinspec_mock::program::Changes;

use crate::description::Description;
use crate::family::Family;
use crate::watch::watch;
use crate::{LoadError, State};

/// What can be served, and what the mock is told.
#[derive(Debug, Clone, clap::Args)]
#[command(
    after_help = "The first line is `listening on http://…` when it is ready. GET /_mock at that address says how to \
    force errors, put resources and move the clock.\n\
    `--help` after the name of an API lists the arguments of its mock: --listen, --seed, --log, --env and more."
)]
pub struct Arguments {
    /// The folder with the descriptions, or one description [default: spec]
    #[arg(long, value_name = "DIR")]
    pub spec: Option<PathBuf>,
    /// Remembers nothing of a document that does not describe its state
    #[arg(long)]
    stateless: bool,
    /// Prints what is inferred of the state of each document, and why, instead of serving it
    #[arg(long)]
    explain_state: bool,
    /// The APIs to serve, by the names of their folders, the paths of their documents, or folders of documents
    /// [default: all], and then the arguments of the mock
    #[arg(value_name = "API | ARGUMENT", trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<String>,
}

const STATELESS: &str = "--stateless";
const EXPLAIN_STATE: &str = "--explain-state";

impl Arguments {
    /// The APIs that are named.
    pub fn apis(&self) -> &[String] {
        &self.words[..self.named()]
    }

    /// The same arguments with these APIs in place of those that are named.
    pub fn serving(&self, apis: impl IntoIterator<Item = String>) -> Self {
        let words = apis.into_iter().chain(self.words[self.named()..].iter().cloned()).collect();
        Arguments { words, ..self.clone() }
    }

    /// What the mock is told.
    pub fn of_the_mock(&self) -> impl Iterator<Item = &String> {
        let told = match &self.words[self.named()..] {
            [separator, rest @ ..] if separator == "--" => rest,
            rest => rest,
        };
        told.iter().filter(|word| ![STATELESS, EXPLAIN_STATE].contains(&word.as_str()))
    }

    /// Whether a flag is there, before the names of the APIs or behind them.
    fn has(&self, flag: &str) -> bool {
        self.words[self.named()..].iter().any(|word| word == flag)
    }

    fn named(&self) -> usize {
        self.words.iter().take_while(|word| !word.starts_with('-')).count()
    }
}

/// Why nothing is served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// The folder with the descriptions cannot be read.
    #[error("cannot read {}: {_1}", _0.display())]
    Read(PathBuf, std::io::Error),
    /// There is no description in the folder.
    #[error("there is no OpenAPI document in {}", _0.display())]
    Nothing(PathBuf),
    /// There is no such API or path.
    #[error("there is no document `{name}`, and no API of this name in {}{}", specs.display(), suggestion(nearest.as_deref()))]
    Unknown {
        /// What was named.
        name: String,
        /// The folder with the descriptions.
        specs: PathBuf,
        /// The most similar name of an API there.
        nearest: Option<String>,
    },
    /// A description cannot be served.
    #[error("{}: {_1}", _0.display())]
    Load(PathBuf, LoadError),
    /// The APIs are of several families.
    #[error("one mock cannot serve both {}; start a mock for each group", groups.join(" and "))]
    Mixed {
        /// The APIs of each family.
        groups: Vec<String>,
    },
}

fn suggestion(nearest: Option<&str>) -> String {
    nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default()
}

/// Serves the APIs until the process is interrupted, by the mock of their family. When a file of a description changes, it
/// is read again, and served if it has no fault.
///
/// * `called`: the name of the program, for its help.
/// * `specs`: the folder with the descriptions, if the arguments name none.
///
/// The exit code is 0 after a signal, 1 if the mock does not start, 2 if the arguments of the mock are invalid.
///
/// # Errors
///
/// The APIs cannot be read, or cannot be served together.
pub fn run(called: &str, specs: &Path, arguments: &Arguments) -> Result<ExitCode, RunError> {
    let specs = arguments.spec.as_deref().unwrap_or(specs);
    let paths = match arguments.apis() {
        [] if Entry::of(specs).path().is_file() => vec![specs.to_owned()],
        [] => in_folder(specs)?,
        named => named.iter().map(|name| described(specs, name)).collect::<Result<Vec<_>, _>>()?.concat(),
    };
    if arguments.explain_state || arguments.has(EXPLAIN_STATE) {
        return explain(&paths);
    }
    let is_stateless = arguments.stateless || arguments.has(STATELESS);
    let state = if is_stateless { State::AsDescribed } else { State::Inferred };
    let load = |path: &PathBuf| Description::load(path, state).map_err(|error| RunError::Load(path.clone(), error));
    let descriptions = paths.iter().map(load).collect::<Result<Vec<_>, _>>()?;
    let services: Vec<_> = descriptions.iter().map(|description| description.service).collect();
    let apis: Vec<_> = paths.iter().map(|path| Entry::of(path).id()).collect();
    let family = family(&apis, &services)?;
    let called = std::iter::once(format!("{called} [API]...").into());
    let told = called.chain(arguments.of_the_mock().map(OsString::from));
    let (sender, changes) = Changes::channel();
    if let Err(error) = watch(descriptions, state, sender) {
        eprintln!("changes of the descriptions are not seen: {error}");
    }
    Ok(family.serve(&services, told, changes))
}

/// Prints what is inferred of the state of each document.
fn explain(paths: &[PathBuf]) -> Result<ExitCode, RunError> {
    let mut output = std::io::stdout().lock();
    for path in paths {
        let inferred = infer_state(path).map_err(|error| RunError::Load(path.clone(), error.into()))?;
        // Whoever stops reading has read enough.
        let _ = write!(output, "{}\n{}\n", path.display(), inferred.1.explanation());
    }
    Ok(ExitCode::SUCCESS)
}

/// The descriptions that an argument names: an API of the folder, or else a path of a document or of a folder with several.
fn described(specs: &Path, name: &str) -> Result<Vec<PathBuf>, RunError> {
    let path = Path::new(name);
    let in_specs = specs.join(name);
    match () {
        () if Entry::of(&in_specs).path().is_file() => Ok(vec![in_specs]),
        () if Entry::of(path).path().is_file() => Ok(vec![path.to_owned()]),
        () if path.is_dir() => in_folder(path),
        () => {
            let known = descriptions(specs).unwrap_or_default();
            let nearest = nearest(name, known.keys().map(String::as_str)).map(str::to_owned);
            Err(RunError::Unknown { name: name.to_owned(), specs: specs.to_owned(), nearest })
        }
    }
}

/// All descriptions in a folder.
fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, RunError> {
    match documents(folder) {
        Ok(paths) if paths.is_empty() => Err(RunError::Nothing(folder.to_owned())),
        Ok(paths) => Ok(paths),
        Err(error) => Err(RunError::Read(folder.to_owned(), error)),
    }
}

/// The family of all of these APIs, whose folders have these names.
fn family(apis: &[String], services: &[&'static Service]) -> Result<&'static Family, RunError> {
    let mut groups: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, service) in apis.iter().zip(services) {
        groups.entry(Family::of(service).name).or_default().push(name);
    }
    match services {
        [first, ..] if groups.len() == 1 => Ok(Family::of(first)),
        _ => {
            let group = |(family, apis): (&str, Vec<&str>)| format!("{family} ({})", apis.join(", "));
            Err(RunError::Mixed { groups: groups.into_iter().map(group).collect() })
        }
    }
}
