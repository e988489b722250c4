//! The fields of a resource.

use serde_json::{Map, Value};

/// The fields of a resource, or the members of an answer.
pub type Fields = Map<String, Value>;
