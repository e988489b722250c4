//! The command line of a mock program.

use std::process::ExitCode;
use std::sync::Arc;

use twinspec_mock::program::Changes;
use twinspec_mock::protocol::Protocol;
use twinspec_mock::{Service, Settings, program};

use super::HttpMock;

/// The arguments of a mock program, for programs that understand more than these: a part of their own arguments.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    common: program::Arguments,
    /// Answer requests that do not fit the document as if they did
    #[arg(long)]
    no_validate: bool,
    /// Refuse query parameters that the document does not describe
    #[arg(long, conflicts_with = "no_validate")]
    strict: bool,
    /// Remember nothing of a document that does not describe its state
    #[arg(long)]
    stateless: bool,
    // As text that is never shown.
    /// The only token, password and key that is accepted [default: any]
    #[arg(long, value_name = "SECRET")]
    credential: Option<String>,
}

/// Serves a service as the arguments of the process say, until ctrl-c or SIGTERM.
///
/// The first line on standard output is `listening on http://<address>`, as soon as the mock is ready; with `--env`, lines
/// of a shell follow that redirect clients there. Everything else goes to standard error. The exit code is 0 after a signal, 1 if
/// the mock does not start, 2 if the arguments are invalid.
pub fn run(service: &'static Service) -> ExitCode {
    run_several(&[service])
}

/// Serves several services at once, as [`run`] serves one.
pub fn run_several(services: &[&'static Service]) -> ExitCode {
    match program::read(services) {
        Ok(arguments) => serve(services, &arguments, Changes::none()),
        Err(code) => code,
    }
}

/// Serves services as [`run_several`] does, for a program that has read its arguments itself, and the descriptions that
/// take their place.
pub fn serve(services: &[&'static Service], arguments: &Arguments, changes: Changes) -> ExitCode {
    let Arguments { common, no_validate, strict, stateless, credential } = arguments;
    let protocol = |settings: &mut Settings| {
        (settings.validate, settings.strict) = (!no_validate, *strict);
        settings.stateless = *stateless;
        Ok(Arc::new(HttpMock::new(&settings.services, credential.clone())?) as Arc<dyn Protocol>)
    };
    program::serve(services, common, protocol, changes)
}
