use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How the outcome of an operation that goes on after its response is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poll {
    /// The id of the operation that reports it, or `Product::Version::Operation` of another API.
    pub operation: String,
    /// What its parameters are, by their names.
    #[serde(default)]
    pub parameters: BTreeMap<String, PollValue>,
    /// How long to wait before each call, in milliseconds.
    pub interval: Option<u64>,
    /// How often to call before giving up.
    pub attempts: Option<u64>,
    /// How an answer says that it is over.
    pub until: Option<PollEnd>,
}

/// What a parameter of a poll is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PollValue {
    /// A parameter of the call that started it.
    Parameter(String),
    /// A field of the answer to that call, by its path.
    Field(String),
}

/// How an answer says that what was started is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollEnd {
    /// The field of the answer that says it, by its path.
    pub field: String,
    /// The values that mean success.
    pub succeeded: Vec<String>,
    /// The values that mean failure.
    #[serde(default)]
    pub failed: Vec<String>,
}
