//! The command line: which APIs, and then what the mock of their family is told.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use twinspec_alibaba::Alibaba;
use twinspec_generator::source::descriptions;
use twinspec_mock::{Service, program};

use crate::{LoadError, load};

/// What can be served, and what the mock is told.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The first line is `listening on http://…` when it is ready. GET /_mock at that address tells how to \
    force errors, put resources and move the clock.\n\
    `--help` after the name of an API tells the arguments of its mock: --listen, --seed, --log and more."
)]
pub struct Arguments {
    /// The folder with the descriptions, one folder an API; `spec` if it is not given
    #[arg(long, value_name = "DIR")]
    pub spec: Option<PathBuf>,
    /// The APIs to serve, by the names of their folders, all of them if none is named; and then the arguments of the mock
    #[arg(value_name = "API | ARGUMENT", trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<String>,
}

impl Arguments {
    /// The APIs that are named.
    pub fn apis(&self) -> &[String] {
        &self.words[..self.named()]
    }

    /// What the mock is told.
    pub fn of_the_mock(&self) -> &[String] {
        match &self.words[self.named()..] {
            [separator, rest @ ..] if separator == "--" => rest,
            rest => rest,
        }
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
    #[error("there is no description in {}: it would be a folder with openapi.yaml", _0.display())]
    Nothing(PathBuf),
    /// A description cannot be served.
    #[error("{}: {_1}", _0.display())]
    Load(PathBuf, LoadError),
    /// The APIs are of two families.
    #[error(
        "one mock cannot serve both APIs of Alibaba Cloud ({}) and others ({}): start two mocks, one for each group",
        alibaba.join(", "),
        others.join(", ")
    )]
    Mixed {
        /// The APIs of Alibaba Cloud.
        alibaba: Vec<String>,
        /// The other ones.
        others: Vec<String>,
    },
}

/// Serves the APIs until the process is interrupted, by the mock of their family.
///
/// * `called`: the name of the program, for its help.
/// * `specs`: the folder with the descriptions, if the arguments name none.
///
/// The exit code is 0 after a signal, 1 if the mock does not start, 2 if the arguments of the mock make no sense.
///
/// # Errors
///
/// The APIs cannot be read, or cannot be served together.
pub fn run(called: &str, specs: &Path, arguments: &Arguments) -> Result<ExitCode, RunError> {
    let specs = arguments.spec.as_deref().unwrap_or(specs);
    let apis = match arguments.apis() {
        [] => descriptions(specs).map_err(|error| RunError::Read(specs.to_owned(), error))?.into_iter().collect(),
        named => named.to_vec(),
    };
    if apis.is_empty() {
        return Err(RunError::Nothing(specs.to_owned()));
    }
    let load = |api: &String| {
        let folder = specs.join(api);
        load(&folder).map_err(|error| RunError::Load(folder, error))
    };
    let services = apis.iter().map(load).collect::<Result<Vec<_>, _>>()?;
    let called = std::iter::once(format!("{called} [API]...").into());
    let told = called.chain(arguments.of_the_mock().iter().map(OsString::from));
    match family(&apis, &services)? {
        Family::Alibaba => Ok(serve(&services, told, twinspec_alibaba::mock::program::serve)),
        Family::Http => Ok(serve(&services, told, twinspec_http::mock::program::serve)),
    }
}

/// APIs that one mock can serve.
enum Family {
    Alibaba,
    Http,
}

/// The family of all of these APIs, whose folders have these names.
fn family(apis: &[String], services: &[&'static Service]) -> Result<Family, RunError> {
    let (alibaba, others): (Vec<_>, Vec<_>) =
        apis.iter().zip(services).partition(|(_, service)| Alibaba::of(service.api).is_some());
    let names = |group: Vec<(&String, _)>| group.into_iter().map(|(name, _)| name.clone()).collect();
    match (alibaba.is_empty(), others.is_empty()) {
        (false, true) => Ok(Family::Alibaba),
        (true, _) => Ok(Family::Http),
        (false, false) => Err(RunError::Mixed { alibaba: names(alibaba), others: names(others) }),
    }
}

fn serve<A: clap::Args>(
    services: &[&'static Service],
    told: impl Iterator<Item = OsString>,
    serve: fn(&[&'static Service], A) -> ExitCode,
) -> ExitCode {
    match program::read_from(services, told) {
        Ok(arguments) => serve(services, arguments),
        Err(code) => code,
    }
}

#[cfg(test)]
mod tests {
    use twinspec_mock::{Service, Site};

    use super::family;

    static ALIBABA: twinspec_alibaba::Alibaba = twinspec_alibaba::Alibaba::new(twinspec_alibaba::ApiStyle::Rpc);
    static HTTP: twinspec_http::Http = twinspec_http::Http::new(&[]);
    static ECS: Service = service(&twinspec_core::Api::new("Ecs", "2014-05-26", &ALIBABA));
    static PETS: Service = service(&twinspec_core::Api::new("Pets", "1", &HTTP));

    const fn service(api: &'static twinspec_core::Api) -> Service {
        Service { api, sites: &[Site { id: "default", name: "" }], resources: &[], given: &[], operations: &[] }
    }

    #[test]
    fn apis_of_two_families_need_two_mocks() {
        let apis = ["ecs".to_owned(), "pets".to_owned()];
        assert!(family(&apis[..1], &[&ECS]).is_ok());
        assert!(family(&apis[1..], &[&PETS]).is_ok());
        let error = family(&apis, &[&ECS, &PETS]).map(|_| ()).expect_err("they are of two families").to_string();
        assert_eq!(
            error,
            "one mock cannot serve both APIs of Alibaba Cloud (ecs) and others (pets): start two mocks, one for each group"
        );
    }
}
