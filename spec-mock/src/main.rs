//! Serves a mock of some described APIs, without generated code, until it is interrupted.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use twinspec_alibaba::mock::program;
use twinspec_generator::source::descriptions;
use twinspec_mock::Service;

/// A mock server of any APIs that are described in the vocabulary of this repository
#[derive(Parser)]
#[command(
    after_help = "Point a client at the printed address, with protocol http. GET /_mock there tells how to force \
    errors, put resources and move the clock."
)]
struct Program {
    /// The folder with the descriptions, one folder an API
    #[arg(long, value_name = "DIR", default_value = "spec")]
    spec: PathBuf,
    /// The APIs to serve, by the names of their folders; all of them if none is named
    apis: Vec<String>,
    #[command(flatten)]
    program: program::Arguments,
}

fn main() -> ExitCode {
    let Program { spec, apis, program } = Program::parse();
    match services(&spec, &apis) {
        Ok(services) => program::serve(&services, program),
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// The APIs as they are served, in the order in which they are named.
fn services(spec: &Path, named: &[String]) -> Result<Vec<&'static Service>, String> {
    let apis = match named.is_empty() {
        true => descriptions(spec)
            .map_err(|error| format!("cannot read {}: {error}", spec.display()))?
            .into_iter()
            .collect(),
        false => named.to_vec(),
    };
    if apis.is_empty() {
        return Err(format!("there is no description in {}: it would be a folder with openapi.yaml", spec.display()));
    }
    let load = |api: &String| {
        let folder = spec.join(api);
        twinspec_spec_mock::load(&folder).map_err(|error| format!("{}: {error}", folder.display()))
    };
    apis.iter().map(load).collect()
}
