//! What a mock is told to send, and what became of it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A webhook or a callback that a mock is told to send.
///
/// ```
/// use serde_json::json;
/// use twinspec_mock::{Mock, Notify, NotifyError};
///
/// async fn send(mock: &Mock) -> Result<(), NotifyError> {
///     // With the payload that the document shows, or one that fits its schema.
///     mock.notify(&Notify::webhook("born").to("http://127.0.0.1:9000/hooks")).await?;
///     // With a payload, which has to fit, and a header.
///     let born = Notify::webhook("born").to("http://127.0.0.1:9000/hooks").payload(json!({ "name": "Mia" }));
///     let sent = mock.notify(&born.header("x-signature", "secret")).await?;
///     assert_eq!(sent.response.status, 204);
///     // To the URL that the last call of the operation asked for.
///     mock.notify(&Notify::callback("openStream", "onData")).await?;
///     Ok(())
/// }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
pub struct Notify {
    /// Its name in the document, with the product before it if several APIs have one of that name.
    pub(crate) webhook: Option<String>,
    pub(crate) callback: Option<String>,
    /// The operation that has the callback.
    pub(crate) operation: Option<String>,
    /// The URL of the callback as the document writes it, where it has several of that name.
    pub(crate) expression: Option<String>,
    pub(crate) url: Option<String>,
    /// The request id of the call that asked for the callback; else the last one that succeeded.
    pub(crate) call: Option<String>,
    /// A request that asked for the callback, instead of a call.
    pub(crate) request: Option<Whole>,
    /// What the service answered to it.
    pub(crate) response: Option<Answered>,
    pub(crate) headers: Map<String, Value>,
    pub(crate) payload: Option<Value>,
    /// Whether a payload that does not fit is sent too.
    pub(crate) unchecked: bool,
    pub(crate) example: Option<String>,
    pub(crate) seed: Option<u64>,
}

/// A request that asks for a callback.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Whole {
    pub(crate) method: String,
    pub(crate) url: String,
    /// The variables of the path.
    pub(crate) path: Map<String, Value>,
    pub(crate) headers: Map<String, Value>,
    pub(crate) body: Option<Value>,
}

/// The answer to it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Answered {
    pub(crate) status: Option<u16>,
    pub(crate) headers: Map<String, Value>,
    pub(crate) body: Option<Value>,
}

impl Notify {
    /// A webhook, by its name in the document. If several of the APIs that a mock serves have one of that name, write the
    /// product before it, `Storage::changed`.
    pub fn webhook(name: impl Into<String>) -> Self {
        Notify { webhook: Some(name.into()), ..Notify::default() }
    }

    /// A callback of an operation, by its name in the document. It is sent to the URL that the last successful call of the
    /// operation asked for, unless another is [given](Notify::to).
    pub fn callback(operation: impl Into<String>, name: impl Into<String>) -> Self {
        Notify { operation: Some(operation.into()), callback: Some(name.into()), ..Notify::default() }
    }

    /// Sends it to this URL.
    pub fn to(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// The URL of the callback as the document writes it, where it has several of its name.
    pub fn expression(mut self, expression: impl Into<String>) -> Self {
        self.expression = Some(expression.into());
        self
    }

    /// Sends a callback to the URL that this call asked for: its [request id](crate::Call::request_id).
    pub fn call(mut self, request_id: impl Into<String>) -> Self {
        self.call = Some(request_id.into());
        self
    }

    /// Sends it with this header too, as a signature or a password needs it.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.insert(name.into(), Value::String(value.into()));
        self
    }

    /// Sends this payload, which has to fit its schema.
    pub fn payload(mut self, payload: Value) -> Self {
        self.payload = Some(payload);
        self
    }

    /// Sends a payload that does not fit as well, to see what the receiver does.
    pub fn unchecked(mut self) -> Self {
        self.unchecked = true;
        self
    }

    /// Sends the example of this name.
    pub fn example(mut self, name: impl Into<String>) -> Self {
        self.example = Some(name.into());
        self
    }

    /// Sends any payload that fits, another one for each seed.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }
}

/// A webhook or a callback that was sent and answered.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Notified {
    /// Its name in the document.
    pub name: String,
    /// The HTTP method.
    pub method: String,
    /// Where it was sent to.
    pub url: String,
    /// The headers that were sent, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The payload that was sent.
    pub payload: Value,
    /// What the receiver answered.
    pub response: Received,
    /// What of the answer is not what the document says, if it says something of it.
    pub differences: Vec<String>,
}

/// The answer of a receiver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Received {
    /// The HTTP status.
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body as text, at most 1 MiB of it.
    pub body: String,
}
