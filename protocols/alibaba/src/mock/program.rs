//! The command line of a mock program.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use twinspec_mock::program::Changes;
use twinspec_mock::protocol::Protocol;
use twinspec_mock::{Service, Settings, program};

use super::builder::Callers;
use super::identity::{DEFAULT_ACCOUNT, Identity};

/// The arguments of a mock program, for programs that understand more than these: a part of their own arguments.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    common: program::Arguments,
    // As text, since what clap says of a value it cannot read would show the secret.
    /// An access key that may call; can be repeated. ID:SECRET@ACCOUNT is a key of another account, where ACCOUNT has
    /// only digits [default: testid:testsecret]
    #[arg(long = "access-key", value_name = "ID:SECRET")]
    access_keys: Vec<String>,
    /// A YAML file with accounts, RAM users, roles and policies
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// A bearer token that may call for the default account
    #[arg(long = "bearer-token", value_name = "TOKEN")]
    bearer_tokens: Vec<String>,
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
    let Arguments { common, access_keys, config, bearer_tokens } = arguments;
    let protocol = |settings: &mut Settings| {
        let mut callers = Callers::default();
        bearer_tokens.iter().for_each(|token| callers.bearer_token(token.clone()));
        if let Some(config) = config {
            callers.identity = Identity::from_file(config).map_err(|error| error.to_string())?;
        }
        for access_key in access_keys {
            let (id, secret) =
                access_key.split_once(':').ok_or("--access-key takes ID:SECRET, but one value has no colon")?;
            let (secret, account) = account(secret).unwrap_or((secret, DEFAULT_ACCOUNT));
            callers.access_key(account, id, secret);
        }
        let protocol = callers.protocol(settings.seed).map_err(|error| error.to_string())?;
        Ok(Arc::new(protocol) as Arc<dyn Protocol>)
    };
    program::serve(services, common, protocol, changes)
}

/// Distinguishes `SECRET@ACCOUNT` from a secret with an `@` in it: the ids of accounts are numbers.
fn account(secret: &str) -> Option<(&str, &str)> {
    let (secret, account) = secret.rsplit_once('@')?;
    let is_number = !account.is_empty() && account.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some((secret, account))
}
