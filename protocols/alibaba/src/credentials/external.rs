//! Credentials that another program prints.

use std::fmt;
use std::time::Duration;

use crate::Credentials;
use twinspec_core::time;

use super::command_line;
use super::json::Object;
use super::process::{self, Output};
use super::session::not_a_time;
use super::{Cached, CredentialsError, CredentialsFuture, CredentialsProvider, ProviderConfig};

const DISABLED: &str = "ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS";

/// What a program prints to its standard output: `{"mode":"StsToken","access_key_id":…,"access_key_secret":…,
/// "sts_token":…,"expiration":"2026-11-24T03:49:39Z"}`. `mode` is `AK` or `StsToken`.
///
/// The program is run again three minutes before the credentials expire; without `expiration` it is run for each
/// request. It has no standard input, and its error output is that of this process. It is killed after 60
/// seconds, and when nobody waits for it any more. While `ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS` is `1` or `true`
/// no program is run. What it prints is kept in memory only.
///
/// ```
/// use twinspec_alibaba::credentials::{ExternalProvider, ProviderConfig};
///
/// let provider = ExternalProvider::new("/opt/sso/bin/login --account 'my account'", &ProviderConfig::new())?;
/// assert!(ExternalProvider::new("login 'my account", &ProviderConfig::new()).is_err());
/// # Ok::<(), twinspec_alibaba::credentials::CredentialsError>(())
/// ```
#[derive(Debug)]
pub struct ExternalProvider {
    cached: Cached<Program>,
}

impl ExternalProvider {
    /// How long a program may take unless set: 60 seconds.
    pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(60);

    /// A program and its arguments, split as a POSIX shell splits a line; nothing is expanded. On Windows a
    /// backslash stands for itself, except before a double quote inside of double quotes.
    ///
    /// # Errors
    ///
    /// If the line is empty, or a quote is not closed.
    pub fn new(command: &str, config: &ProviderConfig) -> Result<Self, CredentialsError> {
        ExternalProvider::with_timeout(command, ExternalProvider::DEFAULT_TIMEOUT, config)
    }

    /// The same, killed after this time.
    ///
    /// # Errors
    ///
    /// Those of [`new`](Self::new).
    pub fn with_timeout(command: &str, timeout: Duration, config: &ProviderConfig) -> Result<Self, CredentialsError> {
        let mut words = command_line::split(command, cfg!(windows))?.into_iter();
        let Some(program) = words.next().filter(|program| !program.is_empty()) else {
            return Err(CredentialsError::new("the command of the external program is empty"));
        };
        let program = Program { program, arguments: words.collect(), timeout, config: config.clone() };
        Ok(ExternalProvider { cached: Cached::ahead(program, config, Duration::from_secs(180)) })
    }
}

impl CredentialsProvider for ExternalProvider {
    fn credentials(&self) -> CredentialsFuture<'_> {
        self.cached.credentials()
    }
}

/// Refuses to ask programs and servers that a configuration file names.
pub(super) fn refuse_if_disabled(config: &ProviderConfig) -> Result<(), CredentialsError> {
    match config.variables().get(DISABLED) {
        Some(value) if value == "1" || value.eq_ignore_ascii_case("true") => {
            Err(CredentialsError::new(format!("external programs and credentials URIs are switched off by {DISABLED}")))
        }
        _ => Ok(()),
    }
}

/// Runs the program each time.
struct Program {
    program: String,
    /// They may be secrets.
    arguments: Vec<String>,
    timeout: Duration,
    config: ProviderConfig,
}

impl Program {
    async fn run(&self) -> Result<Credentials, CredentialsError> {
        refuse_if_disabled(&self.config)?;
        let failed = |what: String| CredentialsError::new(format!("the external program {} {what}", self.program));
        let output = process::run(&self.program, &self.arguments, self.timeout).await;
        let text = match output {
            Output::Text(text) => text,
            Output::NotStarted(error) => return Err(failed("could not be started".to_owned()).with_source(error)),
            Output::Failed(status) => {
                return Err(failed(format!("failed with {status}; see its message in the error output")));
            }
            Output::TooSlow => return Err(failed(format!("took longer than {:?} and was killed", self.timeout))),
            Output::TooLong => return Err(failed("printed more than credentials".to_owned())),
            Output::Unreadable(error) => {
                return Err(failed("has output that could not be read".to_owned()).with_source(error));
            }
        };
        read(&mut Object::parse(&format!("the output of the external program {}", self.program), &text)?)
    }
}

/// The credentials in what a program printed.
fn read(output: &mut Object) -> Result<Credentials, CredentialsError> {
    let mode = output.plain("mode")?.unwrap_or_default();
    let needs_token = mode.eq_ignore_ascii_case("StsToken");
    if !(needs_token || mode.is_empty() || mode.eq_ignore_ascii_case("AK")) {
        let place = output.place();
        let message = format!("{place} has the mode {mode:.40?}; only AK and StsToken are allowed");
        return Err(CredentialsError::new(message));
    }
    let id = output.required_plain("access_key_id")?;
    let mut secret = output.required("access_key_secret")?;
    let token = if needs_token { Some(output.required("sts_token")?) } else { output.text("sts_token")? };
    let mut credentials = Credentials::new(id, std::mem::take(&mut *secret)).with_provider("external");
    if let Some(mut token) = token {
        credentials = credentials.with_security_token(std::mem::take(&mut *token));
    }
    if let Some(expiration) = output.plain("expiration")? {
        let expiration = time::parse(&expiration).ok_or_else(|| not_a_time("expiration", output.place()))?;
        credentials = credentials.with_expiration(expiration);
    }
    Ok(credentials)
}

impl CredentialsProvider for Program {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(self.run())
    }
}

/// Without arguments.
impl fmt::Debug for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Program")
            .field("program", &self.program)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
