//! `cargo xtask corpus`.

mod compile;
mod documents;
mod generate;
mod memory;
mod outcome;
mod progress;
mod proof;
mod prove;
mod report;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, Result};
use rayon::prelude::*;
use twinspec_generator::output::Lock;

use documents::documents;
use outcome::Outcome;
use progress::progress;
use prove::{Judge, Judges, Prism};
use report::Report;
use twinspec::print;

/// Lints, generates and compiles every document below a folder, and reports what failed and why.
///
/// A document is OpenAPI in a file `*.json`, `*.yaml` or `*.yml`, with the files below its folder that it refers to, or an
/// `api-docs.json`, which is imported first.
#[derive(clap::Args)]
#[command(
    after_help = "A document that fails does not stop the others. The exit code is 0 if all came out, compile and pass their \
    tests.\n`--keep DIR` keeps what was written: DIR/spec and DIR/generated. What is compiled stays in target/corpus, or in \
    CARGO_TARGET_DIR."
)]
pub(crate) struct Arguments {
    /// The folder with the documents.
    folder: PathBuf,
    /// How many documents are processed at once [default: the number of processors]
    #[arg(long)]
    jobs: Option<usize>,
    /// Only documents whose path contains one of these texts.
    #[arg(long, value_name = "TEXT")]
    only: Vec<String>,
    /// Do not compile.
    #[arg(long)]
    no_check: bool,
    /// Compile the generated tests as well, and run them; with a number, those of that many documents, the smallest.
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, conflicts_with = "no_check")]
    test: Option<Option<usize>>,
    /// Have judges that are not of this repository look at what each client sends, and at what it reads and writes of each
    /// component. Needs Python, and is skipped where its packages cannot be had. All that is said is kept with `--keep`, in
    /// DIR/generated/API/proof/verdict.json.
    #[arg(long)]
    prove: bool,
    /// Send the calls to a live server too, Prism, which refuses what does not fit the document, and read its answers. Needs npm,
    /// and is skipped where it cannot be had. All that is said is kept in answers.json beside verdict.json.
    #[arg(long, requires = "prove")]
    prism: bool,
    /// The folder to write to [default: a temporary folder]
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Print the results as JSON on standard output.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let start = Instant::now();
    let documents = documents(&arguments.folder, &arguments.only)?;
    let scratch = tempfile::tempdir().context("cannot make a scratch folder")?;
    let folder = arguments.keep.clone().unwrap_or_else(|| scratch.path().to_owned());
    let folder = std::path::absolute(&folder).context("cannot find the path of the folder")?;
    let jobs = arguments.jobs.unwrap_or(0);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build().context("cannot start threads")?;
    let bar = progress(documents.len(), "");
    let lock = Lock::take(&folder.join("generated"))?;
    let mut outcomes: Vec<Outcome> = pool.install(|| {
        documents
            .par_iter()
            .map(|document| {
                let outcome = generate::generated(document, &arguments.folder, &folder, &lock);
                bar.set_message(outcome.id.clone());
                bar.inc(1);
                outcome
            })
            .collect()
    });
    bar.finish_and_clear();
    drop(lock);
    let peak_memory = memory::peak();
    if !arguments.no_check {
        let sample = arguments.test.map_or(0, |sample| sample.unwrap_or(usize::MAX));
        compile::compile(&mut outcomes, &folder, sample)?;
    }
    let (mut unproven, mut unanswered) = (None, None);
    if arguments.prove {
        match Judge::install() {
            Ok(judge) => {
                let prism = arguments.prism.then(Prism::install).transpose();
                let prism = prism.unwrap_or_else(|error| {
                    unanswered = Some(format!("{error:#}"));
                    None
                });
                prove::prove(&Judges { judge, prism }, &mut outcomes, &folder, &arguments.folder)?;
            }
            Err(error) => unproven = Some(format!("{error:#}")),
        }
    }
    outcomes.sort_by(|a, b| a.name.cmp(&b.name));
    let report = Report { outcomes, seconds: start.elapsed().as_secs_f64(), peak_memory, unproven, unanswered };
    if arguments.json {
        print::line(format_args!("{:#}", report.to_json()));
    } else {
        report.print_table();
    }
    Ok(if report.is_well() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
