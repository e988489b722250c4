//! The command line of a mock program, as far as it is the same for every protocol.
//!
//! A protocol has [`Arguments`] of its own with these in them, and starts the mock that they describe.

use std::ffi::OsString;
use std::fmt;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{CommandFactory, FromArgMatches, Parser};
use twinspec_core::ENDPOINT_URL;

pub use super::changes::{ChangeSender, Changes};
use crate::exchange;
use crate::gateway::Protocol;
use crate::{Mock, Service, Settings};

/// The arguments of a program.
#[derive(Debug, Parser)]
struct Program<A: clap::Args> {
    #[command(flatten)]
    arguments: A,
}

/// The arguments of a mock program, for programs that understand more than these: a part of their own arguments.
// Those of a protocol, which have these in them, may have the same name.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Arguments {
    /// Where to listen; port 0 means any free port
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:0")]
    listen: String,
    /// The port to listen on, instead of that of --listen
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// The site to act as
    #[arg(long)]
    site: Option<String>,
    /// The seed for request ids and sessions: the same seed makes the same ones
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// An initial state of the default account, by its name in the description; can be repeated
    #[arg(long, value_name = "NAME")]
    given: Vec<String>,
    /// How many threads answer; one answers about 50,000 requests per second
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: u16,
    /// Also serve https, on the same port, with certificates of the mock's own authority for any host that clients call
    #[arg(long)]
    https: bool,
    /// Write the certificate of that authority to a file, for clients to trust; implies --https
    #[arg(long, value_name = "FILE")]
    root_certificate: Option<std::path::PathBuf>,
    /// The largest number of connections at a time
    #[arg(long, value_name = "COUNT", default_value_t = 4_096)]
    max_connections: usize,
    /// The largest request body
    #[arg(long, value_name = "BYTES", default_value_t = 1024 * 1024)]
    max_body_bytes: usize,
    /// After the first line, print shell lines `export NAME=VALUE` that redirect clients to the mock: the variable that
    /// clients with the feature endpoint-env read, and credentials that the mock accepts, including secrets
    #[arg(long)]
    env: bool,
    /// Pass calls on to the service itself, and report where it and the document differ: in the header x-mock-difference,
    /// in the log and at /_mock/calls
    #[arg(long, value_name = "URL")]
    proxy: Option<String>,
    /// Pass on calls of this operation only, and answer the others; can be repeated
    #[arg(long, value_name = "OPERATION", requires = "proxy")]
    only: Vec<String>,
    /// Ask the mock what was asked when a HAR file was recorded, and print how its answers differ, instead of serving it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["proxy", "record"])]
    replay: Option<PathBuf>,
    /// Write each call with its response to a file, without secrets: HAR if its name ends with .har, else one line of JSON
    /// per call
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Log one line per request to standard error: for people, or as JSON
    #[arg(long, value_name = "FORMAT")]
    log: Option<Log>,
    /// The same as --log text
    #[arg(long, short)]
    verbose: bool,
}

/// How requests are logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Log {
    Text,
    Json,
}

impl Log {
    /// Has what happens written to standard error. If this process logs already, that stays as it is.
    fn begin(self) {
        let wants_no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let stderr = tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false);
        let begun = match self {
            Log::Text => stderr.compact().with_ansi(std::io::stderr().is_terminal() && !wants_no_color).try_init(),
            Log::Json => stderr.json().flatten_event(true).with_current_span(false).with_span_list(false).try_init(),
        };
        drop(begun);
    }
}

/// Reads the arguments of the process. What cannot be read is printed, and the exit code returned.
///
/// # Errors
///
/// The exit code with which the program ends, if the arguments are invalid or only ask for help.
pub fn read<A: clap::Args>(services: &[&Service]) -> Result<A, ExitCode> {
    read_from(services, std::env::args_os())
}

/// Reads arguments as [`read`] does, for a program that has taken its own from them. The first is the name of the program.
///
/// # Errors
///
/// Those of [`read`].
pub fn read_from<A: clap::Args>(
    services: &[&Service],
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<A, ExitCode> {
    try_read(services, arguments.into_iter()).map_err(|error| {
        // Nobody is left to tell if this cannot be printed.
        let _ = error.print();
        ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
    })
}

/// Serves services as the arguments say, until ctrl-c or SIGTERM.
///
/// * `protocol`: what makes the protocol, from the settings of the mock, some of which it may set; or says why it cannot.
/// * `changes`: descriptions of the services that are to take the place of these while the mock runs.
///
/// The first line on standard output is `listening on http://<address>`, as soon as the mock is ready; with `--env`, lines
/// of a shell follow that redirect clients there. Everything else goes to standard error. The exit code is 0 after a signal, 1 if the mock does not start.
pub fn serve(
    services: &[&'static Service],
    arguments: &Arguments,
    protocol: impl Fn(&mut Settings) -> Result<Arc<dyn Protocol>, String>,
    changes: Changes,
) -> ExitCode {
    match try_serve(services, arguments, protocol, changes) {
        Ok(code) => code,
        Err(problem) => {
            note(format_args!("error: {problem}"));
            ExitCode::FAILURE
        }
    }
}

fn try_read<A: clap::Args>(services: &[&Service], arguments: impl Iterator<Item = OsString>) -> Result<A, clap::Error> {
    let sites = services.iter().flat_map(|service| service.sites);
    let sites: Vec<String> = sites.map(|site| format!("  {:<8} {}", site.id, site.name)).collect();
    let matches = Program::<A>::command()
        .about(format!("A mock server of {}", names(services)))
        .after_help(format!(
            "Sites, the first is the default:\n{}\n\n\
             Point a client at the printed address, with protocol http. GET /_mock there says how to force\n\
             errors, put resources and move the clock.",
            sites.join("\n")
        ))
        .try_get_matches_from(arguments)?;
    Program::from_arg_matches(&matches).map(|program| program.arguments)
}

/// Products and versions, `Petstore 2, Orders 2030-01-01`.
fn names(services: &[&Service]) -> String {
    let names = services.iter().map(|service| format!("{} {}", service.api.name, service.api.version));
    names.collect::<Vec<_>>().join(", ")
}

fn try_serve(
    services: &[&'static Service],
    arguments: &Arguments,
    protocol: impl Fn(&mut Settings) -> Result<Arc<dyn Protocol>, String>,
    mut changes: Changes,
) -> Result<ExitCode, String> {
    let log = arguments.log();
    if let Some(log) = log {
        log.begin();
    }
    let prepare = |services: &[&'static Service]| {
        let mut settings = arguments.settings(services)?;
        let protocol = protocol(&mut settings)?;
        Ok::<_, String>((settings, protocol))
    };
    let (settings, protocol) = prepare(services)?;
    if let Some(file) = &arguments.replay {
        let recorded = exchange::read(file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        let replay = Mock::replay(settings, protocol, &recorded).map_err(|error| error.to_string())?;
        // Whoever stops reading has read enough.
        let _ = write!(std::io::stdout(), "{replay}");
        return Ok(if replay.is_alike() { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    let runtime = runtime(arguments.threads).map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let mut stop = Stop::listen().map_err(|error| error.to_string())?;
        let mock = Mock::start(settings, protocol).await.map_err(|error| error.to_string())?;
        if let Some(file) = &arguments.root_certificate {
            std::fs::write(file, mock.root_certificate().unwrap_or_default())
                .map_err(|error| format!("cannot write {}: {error}", file.display()))?;
        }
        arguments.given.iter().try_for_each(|name| mock.given(name)).map_err(|error| error.to_string())?;
        announce(&mock, services, log, arguments.env);
        loop {
            let services = tokio::select! {
                () = stop.wait() => break,
                services = changes.next() => services,
            };
            let reloaded = prepare(&services)
                .and_then(|(settings, protocol)| mock.reload(&settings, protocol).map_err(|error| error.to_string()));
            announce_reload(&services, reloaded, log);
        }
        mock.stop().await;
        Ok(ExitCode::SUCCESS)
    })
}

/// A text as one word of a shell, in which nothing is expanded.
fn shell_word(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./:@%+,".contains(&byte);
    if text.bytes().all(is_plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', r"'\''")) }
}

fn runtime(threads: u16) -> std::io::Result<tokio::runtime::Runtime> {
    match threads {
        1 => tokio::runtime::Builder::new_current_thread().enable_all().build(),
        several => {
            let mut builder = tokio::runtime::Builder::new_multi_thread();
            builder.worker_threads(usize::from(several)).enable_all().build()
        }
    }
}

impl Arguments {
    fn settings(&self, services: &[&'static Service]) -> Result<Settings, String> {
        let (first, others) = services.split_first().ok_or("there is no API to serve")?;
        let mut settings = Settings::new(first);
        settings.services.extend(others);
        settings.address = self.address();
        settings.seed = self.seed;
        settings.max_connections = self.max_connections;
        settings.max_body_bytes = self.max_body_bytes;
        settings.https = self.https || self.root_certificate.is_some();
        settings.site.clone_from(&self.site);
        settings.record.clone_from(&self.record);
        settings.proxy.clone_from(&self.proxy);
        settings.only.clone_from(&self.only);
        // People who read it know which API it is.
        settings.logs_api = !(self.log() == Some(Log::Text) && services.len() == 1);
        Ok(settings)
    }

    fn address(&self) -> String {
        let host = self.listen.rsplit_once(':').map_or(self.listen.as_str(), |(host, _)| host);
        self.port.map_or_else(|| self.listen.clone(), |port| format!("{host}:{port}"))
    }

    fn log(&self) -> Option<Log> {
        self.log.or(self.verbose.then_some(Log::Text))
    }
}

fn announce(mock: &Mock, services: &[&Service], log: Option<Log>, env: bool) {
    let url = mock.url();
    let mut ready = format!("listening on {url}\n");
    if env {
        let variables = [(ENDPOINT_URL, url.to_owned())].into_iter().chain(mock.environment());
        ready.extend(variables.map(|(name, value)| format!("export {name}={}\n", shell_word(&value))));
    }
    let mut output = std::io::stdout().lock();
    // In one piece: whoever sees the first line finds the others too. Whoever closed the pipe does not want to know.
    let _ = output.write_all(ready.as_bytes()).and_then(|()| output.flush());
    if log == Some(Log::Json) {
        tracing::info!(url, apis = names(services), site = mock.site().id, "listening");
        return;
    }
    match services {
        [service] if service.sites.len() > 1 => {
            note(format_args!("{} as on the {}", names(services), mock.site().name))
        }
        _ => note(format_args!("{}", names(services))),
    }
    for (label, value) in mock.announcement() {
        note(format_args!("{label:<10} {value}"));
    }
    note(format_args!("controls   {url}/_mock"));
    if log.is_none() {
        note(format_args!("--log text prints the requests, ctrl-c stops"));
    }
}

/// Says that other descriptions are served, and what was forgotten; or why the mock goes on as it was.
fn announce_reload(services: &[&Service], reloaded: Result<Vec<String>, String>, log: Option<Log>) {
    match reloaded {
        Ok(forgotten) if log == Some(Log::Json) => {
            tracing::info!(apis = names(services), ?forgotten, "reloaded");
        }
        Ok(forgotten) => {
            note(format_args!("reloaded   {}", names(services)));
            forgotten.iter().for_each(|line| note(format_args!("forgotten  {line}")));
        }
        Err(problem) => note(format_args!("error: {problem}\nthe mock goes on as it was")),
    }
}

/// The signals that end the program.
struct Stop {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Stop {
    /// Has to come before the first line of output: whoever reads it may send a signal at once.
    #[cfg(unix)]
    fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Stop { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    #[cfg(not(unix))]
    fn listen() -> std::io::Result<Self> {
        Ok(Stop {})
    }

    #[cfg(unix)]
    async fn wait(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }

    #[cfg(not(unix))]
    async fn wait(&mut self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}

/// Prints a line to standard error. A reader that has gone does not stop the mock.
fn note(text: fmt::Arguments<'_>) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
