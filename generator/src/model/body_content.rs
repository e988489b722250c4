use serde::Serialize;

use super::Parameter;

/// A media type that a body can have instead of that of the parameters of its operation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BodyContent {
    /// As the document writes it.
    pub media_type: String,
    /// What it is called in names: `merge-patch+json`.
    pub word: String,
    /// The same value in it: the whole body, or its members as fields of a form or as parts.
    pub parameters: Vec<Parameter>,
}
