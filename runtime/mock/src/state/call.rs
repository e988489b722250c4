//! A call as it is shown, without sensitive values.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A call that was answered, or a webhook or callback that the mock has sent.
///
/// As JSON it is an object with these fields in camel case.
///
/// Secrets, signatures and the values of sensitive parameters are replaced by `***`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Call {
    /// The time on the virtual clock, `2026-11-24T03:49:39Z`.
    pub time: String,
    /// The HTTP method.
    pub method: String,
    /// The path, percent-encoded as it was sent. If a variable in it is sensitive, the path as the operation describes
    /// it.
    /// Of a webhook the URL that it was sent to.
    pub path: String,
    /// The headers in the order in which they arrived, with names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body if the operation describes one, as text; that of a form is among the parameters.
    pub body: Option<String>,
    /// The product whose API the operation is of; `None` if the mock serves no such operation.
    pub product: Option<String>,
    /// The version of that API.
    pub version: Option<String>,
    /// The operation. One that the mock does not serve is named as in the request; `None` if the call named none.
    pub operation: Option<String>,
    /// The webhook or callback, if the mock has sent this.
    pub webhook: Option<String>,
    /// The parameters. The value of a sensitive one, and of one the operation does not describe, is `***`;
    /// the parameters that every call has, such as the signature, are left out.
    pub parameters: BTreeMap<String, String>,
    /// The account, if the call was authenticated.
    pub account: Option<String>,
    /// The HTTP status of the response; 0 if a webhook was not answered: then the hint says why.
    pub status: u16,
    /// The error code, if the call failed.
    pub code: Option<String>,
    /// A hint, if the message of the error says too little.
    pub hint: Option<String>,
    /// The fault of the response that a test forced: `close`, `truncate`, `garbage`, or the status that was sent
    /// instead.
    pub fault: Option<String>,
    /// The request id.
    pub request_id: String,
}
