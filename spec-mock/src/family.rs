//! The families of APIs that a mock can be of: APIs of one family share one.

mod alibaba;
mod http;

use std::ffi::OsString;
use std::process::ExitCode;

use twinspec_mock::{Service, program};

/// A family of APIs.
pub(crate) struct Family {
    /// What its APIs are called together, `APIs over plain HTTP`.
    pub(crate) name: &'static str,
    has: fn(&Service) -> bool,
    serve: fn(&[&'static Service], Words<'_>) -> ExitCode,
}

/// The words of a command line.
type Words<'a> = &'a mut dyn Iterator<Item = OsString>;

/// The first one that has an API is its family; the last one has every API.
const FAMILIES: [&Family; 2] = [&alibaba::FAMILY, &http::FAMILY];

impl Family {
    /// The family of an API.
    pub(crate) fn of(service: &Service) -> &'static Family {
        FAMILIES.into_iter().find(|family| (family.has)(service)).unwrap_or(&http::FAMILY)
    }

    /// Serves APIs of this family until the process is interrupted.
    pub(crate) fn serve(&self, services: &[&'static Service], mut told: impl Iterator<Item = OsString>) -> ExitCode {
        (self.serve)(services, &mut told)
    }
}

/// Reads the arguments of a mock and serves with them.
fn serve<A: clap::Args>(
    services: &[&'static Service],
    told: Words<'_>,
    serve: fn(&[&'static Service], A) -> ExitCode,
) -> ExitCode {
    match program::read_from(services, told) {
        Ok(arguments) => serve(services, arguments),
        Err(code) => code,
    }
}
