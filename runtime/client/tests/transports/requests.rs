//! Requests, and transports to send them with.

use std::error::Error;

use twinspec_client::{Environment, Transport, TransportSettings};
use twinspec_core::{
    Api, Arguments, Authorize, CallFacts, HttpRequest, LocalError, Location, Method, Operation, Parameter, Plain,
    RequestDraft, RequestError, Style, Upload,
};

/// A transport that is made from settings.
pub(crate) trait Built: Transport + Clone + Sized {
    fn build(settings: &TransportSettings) -> Result<Self, LocalError>;
}

#[cfg(feature = "reqwest")]
impl Built for twinspec_client::ReqwestTransport {
    fn build(settings: &TransportSettings) -> Result<Self, LocalError> {
        Self::new(settings)
    }
}

#[cfg(feature = "hyper")]
impl Built for twinspec_client::HyperTransport {
    fn build(settings: &TransportSettings) -> Result<Self, LocalError> {
        Self::new(settings)
    }
}

/// The defaults, and no proxies.
pub(crate) fn settings() -> TransportSettings {
    TransportSettings::new().environment(Environment::given::<&str, &str>([]))
}

pub(crate) fn transport<T: Built>() -> T {
    T::build(&settings()).unwrap()
}

static API: Api = Api::new("Test", "2020-01-01", &Plain);

const fn operation(method: &'static [Method], parameters: &'static [Parameter]) -> Operation {
    Operation::new(&API, "Test", method, "/path").read_only().parameters(parameters)
}

static GET: Operation = operation(&[Method::Get], &[]);
static HEAD: Operation = operation(&[Method::Head], &[]);
static POST: Operation = operation(&[Method::Post], &[]);
static PUT: Operation = operation(&[Method::Put], &[Parameter::new("body", Location::Body, Style::Binary).required()]);

static MULTIPART: Operation = operation(&[Method::Put], &[Parameter::new("file", Location::Part, Style::Binary)]);

/// A signature that no error may show.
#[derive(Debug)]
struct Signature;

impl Authorize for Signature {
    fn authorize(&self, draft: &mut RequestDraft<'_>, _: &CallFacts<'_>) -> Result<(), RequestError> {
        draft.add_secret_header("authorization", "Signature=secret")
    }
}

fn signed(url: &str, arguments: &Arguments) -> HttpRequest {
    let endpoint = url.parse().unwrap();
    let facts = CallFacts { user_agent: "test", ..CallFacts::of(&endpoint) };
    facts.request(arguments, &Signature).unwrap()
}

pub(crate) fn get(url: &str) -> HttpRequest {
    signed(url, &Arguments::new(&GET))
}

pub(crate) fn head(url: &str) -> HttpRequest {
    signed(url, &Arguments::new(&HEAD))
}

pub(crate) fn post(url: &str) -> HttpRequest {
    signed(url, &Arguments::new(&POST))
}

pub(crate) fn put(url: &str, body: impl Into<Upload>) -> HttpRequest {
    let mut arguments = Arguments::new(&PUT);
    arguments.set_bytes("body", body);
    signed(url, &arguments)
}

/// A request whose body has one part, a file.
pub(crate) fn multipart(url: &str, file: Upload) -> HttpRequest {
    let mut arguments = Arguments::new(&MULTIPART);
    arguments.set_bytes("file", file);
    signed(url, &arguments)
}

/// An error with all its causes, as a user sees it, without the arguments and the signature.
pub(crate) fn words(error: &LocalError) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        words.push_str(": ");
        words.push_str(&error.to_string());
        cause = error.source();
    }
    let shown = format!("{words} {error:?}");
    assert!(!shown.contains("Signature=") && !shown.contains("/path"), "{shown}");
    words
}
