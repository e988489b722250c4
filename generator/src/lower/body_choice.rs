//! What a request body can be.

use serde_json::Value;

use super::media;
use crate::model::{BodyContent, Location, Operation, Parameter, Style};

/// What a request body can be: the first is for the operation, each other one for an operation of its own.
pub(super) struct Body<'d> {
    /// What its media type is called: `multipart`.
    pub(super) word: String,
    /// The parameters that it stands for: the properties of a form, or the body itself.
    pub(super) parameters: Vec<Parameter>,
    /// The media types that the same value can have as well.
    pub(super) contents: Vec<BodyContent>,
    pub(super) media_type: String,
    pub(super) schema: Option<&'d Value>,
    /// Whether a call without it is refused.
    pub(super) required: bool,
}

impl Body<'_> {
    /// Whether the value of this body can be sent by other parameters.
    pub(super) fn takes(&self, others: &[Parameter]) -> bool {
        let has_files = |parameters: &[Parameter]| parameters.iter().any(|parameter| parameter.style == Style::Binary);
        match (whole(&self.parameters), whole(others)) {
            (Some(own), Some(other)) => own.shape.is_like(&other.shape),
            // Its members become the fields.
            (Some(own), None) => own.style == Style::Json && !has_files(others),
            (None, None) => {
                let are_parts = |parameters: &[Parameter]| parameters.iter().all(|one| one.location == Location::Part);
                !has_files(&self.parameters) || are_parts(&self.parameters) && are_parts(others)
            }
            (None, Some(_)) => false,
        }
    }

    /// Makes it the body of an operation.
    pub(super) fn into_operation(self, operation: &mut Operation) {
        let has = |location| self.parameters.iter().any(|parameter| parameter.location == location);
        let essence = media::essence(&self.media_type);
        let is_usual = essence == "multipart/form-data" || essence.contains('*');
        operation.multipart = (has(Location::Part) && !is_usual).then_some(essence);
        let is_form = |location| matches!(location, Location::Part | Location::Form);
        operation.parameters.extend(self.parameters);
        operation.contents = self.contents;
        let contents = operation.contents.iter().flat_map(BodyContent::all);
        let mut all = operation.parameters.iter().chain(contents);
        operation.body_required = self.required && all.any(|parameter| is_form(parameter.location));
    }

    /// What the documentation says of one of several.
    pub(super) fn notice(&self) -> String {
        format!("Sends the body as `{}`.", self.media_type)
    }
}

/// The parameter that is the whole body.
fn whole(parameters: &[Parameter]) -> Option<&Parameter> {
    parameters.iter().find(|parameter| parameter.location == Location::Body)
}
