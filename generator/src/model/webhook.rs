use serde::Serialize;
use serde_json::Value;

use super::{Contract, Method, Parameter, Shape};

/// A request that the service sends to a URL of the caller: a webhook, or a callback of an operation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Webhook {
    /// Its name in the description.
    pub name: String,
    /// What asks for it, if it is a callback.
    pub callback: Option<Callback>,
    /// The HTTP method.
    pub method: Method,
    /// One sentence.
    pub summary: String,
    /// Markdown.
    pub description: String,
    /// What it has besides its body, in the order of the description.
    pub parameters: Vec<Parameter>,
    /// What its body looks like, which is JSON.
    pub payload: Shape,
    /// A body to show.
    pub example: Option<Value>,
    /// What the document says of it, whole; an API of a vendor has none.
    pub contract: Option<Contract>,
    /// Where the description says so: a JSON pointer.
    #[serde(skip)]
    pub origin: String,
}

/// What asks for a callback, and where it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Callback {
    /// The ids of the operations that have it.
    pub operations: Vec<String>,
    /// A URL with runtime expressions: `{$request.body#/url}`.
    pub url: String,
}
