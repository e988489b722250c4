//! The command line of a mock program.

use std::process::ExitCode;
use std::sync::Arc;

use twinspec_mock::Service;
pub use twinspec_mock::program::Arguments;
use twinspec_mock::protocol::Protocol;

use super::HttpMock;

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
    match twinspec_mock::program::read(services) {
        Ok(arguments) => serve(services, arguments),
        Err(code) => code,
    }
}

/// Serves services as [`run_several`] does, for a program that has read its arguments itself.
pub fn serve(services: &[&'static Service], arguments: Arguments) -> ExitCode {
    twinspec_mock::program::serve(services, arguments, |settings| {
        Ok(Arc::new(HttpMock::new(&settings.services)?) as Arc<dyn Protocol>)
    })
}
