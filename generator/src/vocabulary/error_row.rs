use serde::Deserialize;
use serde_json::{Map, Value};

use super::When;

/// A row of `x-twin-errors`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(crate) struct ErrorRow {
    pub(crate) status: u16,
    pub(crate) listed_status: Option<u64>,
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) description: String,
    pub(crate) remedy: String,
    pub(crate) retryable: bool,
    pub(crate) when: Option<When>,
    pub(crate) examples: Vec<Example>,
}

/// A request that raises a row.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Example {
    pub(crate) site: Option<String>,
    pub(crate) given: Option<Vec<String>>,
    pub(crate) parameters: Map<String, Value>,
}
