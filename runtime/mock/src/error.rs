//! The errors of a mock's methods.

use std::io;
use std::path::PathBuf;

use crate::Service;

/// Why a mock does not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The mock cannot listen on the address.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address asked for.
        address: String,
        /// Why not.
        source: io::Error,
    },
    /// The file for the calls cannot be written.
    #[error("cannot record to {}: {source}", path.display())]
    Record {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The API is not offered on a site of that name.
    #[error("there is no site `{site}`, only {}", known.join(", "))]
    UnknownSite {
        /// The site asked for.
        site: String,
        /// The sites there are.
        known: Vec<&'static str>,
    },
    /// The settings of the protocol are invalid, such as who may call.
    #[error("{0}")]
    Protocol(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A pattern of the service is not a regular expression.
    #[error("{operation}: the pattern `{pattern}` is not a regular expression: {reason}")]
    Pattern {
        /// The operation that has the pattern.
        operation: &'static str,
        /// The pattern.
        pattern: &'static str,
        /// Why not.
        reason: String,
    },
    /// No certificate could be made.
    #[error("no certificate: {0}")]
    Certificate(String),
    /// The thread that a mock runs on without a Tokio runtime cannot be had.
    #[error("cannot start the threads of the mock: {0}")]
    Threads(#[source] io::Error),
    /// The description of the service contradicts itself.
    #[error("the description of the service: {0}")]
    Service(String),
}

/// Why an outcome cannot be forced.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ForceError {
    /// The mock does not serve this operation.
    #[error("there is no operation `{operation}`{}", suggestion(nearest))]
    UnknownOperation {
        /// The operation asked for.
        operation: String,
        /// The one with the most similar name.
        nearest: Option<&'static str>,
    },
    /// Several of the APIs that are served have an operation of this name.
    #[error("`{operation}` is an operation of several APIs; say which: {}", known.join(", "))]
    AmbiguousOperation {
        /// The operation asked for.
        operation: String,
        /// The names that distinguish them.
        known: Vec<String>,
    },
    /// The code is neither in the error table of the operation nor one of the gateway.
    #[error("{operation} has no error code `{code}`{}; it has {}", suggestion(nearest), known.join(", "))]
    UnknownCode {
        /// The operation.
        operation: &'static str,
        /// The code asked for.
        code: String,
        /// The one with the most similar name.
        nearest: Option<&'static str>,
        /// The codes of the error table.
        known: Vec<&'static str>,
    },
}

/// Why a resource cannot be put or removed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ResourceError {
    /// The service does not declare this resource.
    #[error("there is no resource `{name}`, only {}", known.join(", "))]
    UnknownResource {
        /// The resource asked for.
        name: String,
        /// The resources there are.
        known: Vec<&'static str>,
    },
    /// Several of the APIs that are served declare this.
    #[error("`{name}` is declared by several APIs; say which: {}", known.join(", "))]
    AmbiguousName {
        /// The name asked for.
        name: String,
        /// The names that distinguish them.
        known: Vec<String>,
    },
    /// There is no such account.
    #[error("there is no account `{account}`, only {}", known.join(", "))]
    UnknownAccount {
        /// The account asked for.
        account: String,
        /// The accounts there are.
        known: Vec<String>,
    },
    /// The service has no given state of this name.
    #[error("there is no given state `{name}`, only {}", known.join(", "))]
    UnknownGiven {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: Vec<&'static str>,
    },
    /// The value is not an object.
    #[error("a resource is an object with the fields of `{name}`, such as {{}}")]
    NotAnObject {
        /// The resource.
        name: &'static str,
    },
    /// A field is not what the document says of it.
    #[error("a `{name}` cannot have this: {problem}")]
    Unfit {
        /// The resource.
        name: &'static str,
        /// Which field, and why it does not fit.
        problem: String,
    },
    /// The field that identifies a resource is missing.
    #[error("the field `{key}`, which identifies a `{name}`, is missing")]
    NoKey {
        /// The resource.
        name: &'static str,
        /// The field.
        key: &'static str,
    },
}

/// Why a webhook or a callback is not sent.
#[cfg(feature = "webhooks")]
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotifyError {
    /// Neither a webhook nor a callback is named, or both.
    #[error("which one is sent? Name either a `webhook` or a `callback`")]
    NoName,
    /// No document has it.
    #[error("there is no `{name}` to send; there is {}", listed(known))]
    Unknown {
        /// The name asked for.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// There are several of this name.
    #[error("there are several `{name}`: {}; name the `operation`, the `expression`, or the product before it", known.join(", "))]
    Ambiguous {
        /// The name asked for.
        name: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// No call asked for the callback.
    #[error("no call{} of {} asked for it; call it first, or give a `url` or a `request`", by_id(call), operations.join(" or "))]
    NoCall {
        /// The operations that can ask for it.
        operations: Vec<String>,
        /// The request id of the call.
        call: Option<String>,
    },
    /// It is not known where to send it to.
    #[error("where is `{name}` sent to? {problem}; give a `url`")]
    NoUrl {
        /// Its name.
        name: &'static str,
        /// Why not.
        problem: String,
    },
    /// The payload is not what the document says.
    #[error("the payload is not that of `{name}`: {}", problems.join("; "))]
    Unfit {
        /// Its name.
        name: &'static str,
        /// What of it does not fit.
        problems: Vec<String>,
    },
    /// There is no example of this name.
    #[error("there is no example `{example}`; there is {}", listed(known))]
    UnknownExample {
        /// The name asked for.
        example: String,
        /// The names there are.
        known: Vec<&'static str>,
    },
    /// The receiver did not answer.
    #[error("it was not delivered to {url}: {problem}")]
    Unsent {
        /// Where it was sent to.
        url: String,
        /// Why not.
        problem: String,
    },
}

#[cfg(feature = "webhooks")]
fn listed<T: std::borrow::Borrow<str>>(known: &[T]) -> String {
    if known.is_empty() { "none".to_owned() } else { known.join(", ") }
}

#[cfg(feature = "webhooks")]
fn by_id(call: &Option<String>) -> String {
    call.as_ref().map(|id| format!(" `{id}`")).unwrap_or_default()
}

impl ResourceError {
    /// The service does not declare the resource of this name.
    pub(crate) fn unknown(service: &Service, name: &str) -> Self {
        let known = service.resources.iter().map(|resource| resource.name).collect();
        ResourceError::UnknownResource { name: name.to_owned(), known }
    }
}

fn suggestion(nearest: &Option<&'static str>) -> String {
    nearest.map_or_else(String::new, |nearest| format!(", did you mean `{nearest}`?"))
}
