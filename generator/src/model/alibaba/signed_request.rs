use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A recorded request of an official client: a fixed vector for the client's bytes and signature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SignedRequest {
    /// The `operationId` that was called.
    pub operation: String,
    /// Which client sent it.
    pub source: String,
    /// With which parameters.
    pub parameters: Map<String, Value>,
    /// The AccessKey ID; a made-up one.
    pub access_key_id: String,
    /// The AccessKey secret; a made-up one.
    pub access_key_secret: String,
    /// The `Host` header.
    pub host: String,
    /// The `x-acs-date` header.
    pub date: String,
    /// The `x-acs-signature-nonce` header.
    pub nonce: String,
    /// Path and query as they were sent.
    pub target: String,
    /// The `Authorization` header.
    pub authorization: String,
}
