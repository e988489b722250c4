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
    /// How members of other names are sent, if the body can have some. Its name is empty.
    pub rest: Option<Parameter>,
}

impl BodyContent {
    /// Everything that says how a part of the body is sent.
    pub fn all(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().chain(&self.rest)
    }

    /// Everything that says how a part of the body is sent, to be changed.
    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut Parameter> {
        self.parameters.iter_mut().chain(&mut self.rest)
    }

    /// How a member of the body is sent.
    pub fn member(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name).or(self.rest.as_ref())
    }
}
