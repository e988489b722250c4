//! Serves a mock of some described APIs, without generated code, until it is interrupted.

use std::process::ExitCode;

use clap::Parser;
use twinspec_spec_mock::{Arguments, run};

/// A mock server of any APIs that are described in the vocabulary of this repository
#[derive(Parser)]
struct Program {
    #[command(flatten)]
    arguments: Arguments,
}

fn main() -> ExitCode {
    let Program { arguments } = Program::parse();
    run("twinspec-spec-mock", "spec".as_ref(), &arguments).unwrap_or_else(|problem| {
        eprintln!("error: {problem}");
        ExitCode::FAILURE
    })
}
