//! What a family of APIs has a mock by.

use std::ffi::OsString;
use std::process::ExitCode;

use twinspec_mock::program::Changes;
use twinspec_mock::{Service, program};

/// A family of APIs.
pub(crate) struct Family {
    /// What its APIs are called together, `APIs over plain HTTP`.
    pub(crate) name: &'static str,
    pub(super) has: fn(&Service) -> bool,
    pub(super) serve: fn(&[&'static Service], Words<'_>, Changes) -> ExitCode,
}

/// The words of a command line.
pub(super) type Words<'a> = &'a mut dyn Iterator<Item = OsString>;

impl Family {
    /// Serves APIs of this family until the process is interrupted, and what takes their place.
    pub(crate) fn serve(
        &self,
        services: &[&'static Service],
        mut told: impl Iterator<Item = OsString>,
        changes: Changes,
    ) -> ExitCode {
        (self.serve)(services, &mut told, changes)
    }
}

/// Reads the arguments of a mock and serves with them.
pub(super) fn serve<A: clap::Args>(
    services: &[&'static Service],
    told: Words<'_>,
    serve: fn(&[&'static Service], &A, Changes) -> ExitCode,
    changes: Changes,
) -> ExitCode {
    match program::read_from(services, told) {
        Ok(arguments) => serve(services, &arguments, changes),
        Err(code) => code,
    }
}
