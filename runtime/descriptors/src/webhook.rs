//! What a service sends by itself.

use serde::Serialize;

use crate::Contract;

/// A request that the service sends to a URL of its caller: a webhook, or a callback of operations.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Webhook {
    /// The name in the document.
    #[serde(rename = "new name")]
    pub name: &'static str,
    /// The HTTP method.
    #[serde(rename = "new method")]
    pub method: &'static str,
    /// What the document says of the request, and of the responses that the service understands.
    #[serde(rename = "new contract")]
    pub contract: Contract,
    /// What asks for it, if it is a callback.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback: Option<Callback>,
}

impl Webhook {
    /// A webhook.
    pub const fn new(name: &'static str, method: &'static str, contract: Contract) -> Self {
        Webhook { name, method, contract, callback: None }
    }

    /// The same as a callback of operations.
    pub const fn callback(self, callback: Callback) -> Self {
        Webhook { callback: Some(callback), ..self }
    }
}

/// What asks for a callback, and where it is sent.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Callback {
    /// The ids of the operations that have it.
    #[serde(rename = "new operations")]
    pub operations: &'static [&'static str],
    /// A URL with runtime expressions: `{$request.body#/url}`.
    #[serde(rename = "new url")]
    pub url: &'static str,
}

impl Callback {
    /// A callback of operations, sent to a URL with runtime expressions.
    pub const fn new(operations: &'static [&'static str], url: &'static str) -> Self {
        Callback { operations, url }
    }
}
