//! Names that the generated code has before a spec adds any.

use crate::model::vendor;

/// What the crates, their modules, files and methods are called before the spec adds any: an operation is a module and a
/// method of the client, a module of the mock, and a file of each crate and of the tests.
pub(super) const MODULES: &[&str] = &[
    vendor::LIBRARY,
    "twinspec_http",
    "twinspec_client",
    "twinspec_core",
    "twinspec_mock",
    "api",
    "builder",
    "client",
    "clone",
    "dry_run",
    "errors",
    "from",
    "gateway",
    "into",
    "lib",
    "main",
    "mock",
    "runtime",
    "std",
    "types",
];

/// Names of a request besides its setters.
pub(super) const SETTERS: &[&str] = &[
    "arguments",
    "client",
    "clone",
    "fmt",
    "from",
    "into",
    "new",
    "send",
    "send_blocking",
    "send_for_stream",
    "send_for_stream_blocking",
];

/// Names of the request of a paged operation besides its setters.
pub(super) const PAGED_SETTERS: &[&str] = &["items", "pages"];

/// Names of the request of an operation whose outcome can be polled for, besides its setters.
pub(super) const POLLED_SETTERS: &[&str] = &["poll", "poll_blocking"];

/// Names of a module besides the types of the spec.
pub(super) const TYPES: &[&str] = &[
    "Arguments",
    "BTreeMap",
    "BodyContent",
    "Box",
    "Decode",
    "Decoder",
    "Default",
    "Deserialize",
    "Encode",
    "Error",
    "ErrorBody",
    "ErrorKind",
    "ErrorRow",
    "EventData",
    "Events",
    "Fit",
    "From",
    "HttpRequest",
    "Input",
    "Into",
    "IntoIterator",
    "Kind",
    "LocalErrorKind",
    "Location",
    "Method",
    "OpenEnum",
    "Operation",
    "Option",
    "Parameter",
    "Request",
    "Requirement",
    "Response",
    "ResponseBody",
    "ResponseHeaders",
    "Result",
    "Sensitive",
    "Serialize",
    "Some",
    "String",
    "Style",
    "TypedErrors",
    "Union",
    "UnionVariant",
    "UnlistedValue",
    "Value",
    "Vec",
    "Within",
    "Xml",
];

/// Names of the module of webhooks besides these.
pub(super) const WEBHOOK_TYPES: &[&str] = &["DecodeError", "Delivery", "Payload", "Unknown"];

/// Variants of a `Kind` besides the codes of the spec.
pub(super) const KINDS: &[&str] = &["Local", "Unlisted"];
