use serde::Serialize;
use serde_json::{Map, Value};

use super::Condition;

/// A row of an error table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ErrorRow {
    /// The HTTP status.
    pub status: u16,
    /// The number under which the service's own table lists it, if that is not an HTTP status.
    pub listed_status: Option<u64>,
    /// The error code as the service sends it.
    pub code: String,
    /// The message as the service sends it.
    pub message: String,
    /// When the error is raised, in words.
    pub description: String,
    /// What the caller can do.
    pub remedy: String,
    /// Whether the same call can succeed within seconds when it is repeated.
    pub retryable: bool,
    /// When the mock raises it; without one only by force.
    pub when: Option<Condition>,
    /// Calls that raise it.
    pub examples: Vec<ErrorExample>,
    /// Where the spec says so: a JSON pointer.
    #[serde(skip)]
    pub origin: String,
}

impl ErrorRow {
    /// Whether it is listed under a status of success. The service reports such a code in the body of a response, and the
    /// call has succeeded.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// A call that raises an error row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ErrorExample {
    /// The site to call, if it matters.
    pub site: Option<String>,
    /// The names of what is there before the call; what the operation says unless given.
    pub given: Option<Vec<String>>,
    /// The parameters to call with.
    pub parameters: Map<String, Value>,
}
