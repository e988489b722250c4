//! What a request may say of a thing.

use super::thing;
use crate::model::{Api, Location, Operation, Shape, ShapeKind};

/// A member of the body of a request.
pub(super) struct Sent<'a> {
    pub(super) name: &'a str,
    pub(super) required: bool,
    pub(super) shape: &'a Shape,
}

/// The body of a request.
pub(super) enum Body<'a> {
    /// The call has none.
    Nothing,
    /// An object or a form with these members; it may have others if nothing is said of them.
    Members(Vec<Sent<'a>>),
    /// What a patch says depends on its media type.
    Patch,
    /// Something else: a list, bytes.
    Other,
}

impl<'a> Body<'a> {
    pub(super) fn of(api: &'a Api, operation: &'a Operation) -> Self {
        let fields = operation.parameters.iter();
        let fields = fields.filter(|parameter| matches!(parameter.location, Location::Form | Location::Part));
        let members: Vec<_> = fields
            .map(|parameter| Sent { name: &parameter.name, required: parameter.required, shape: &parameter.shape })
            .collect();
        if !members.is_empty() {
            return Body::Members(members);
        }
        let Some(body) = operation.parameters.iter().find(|parameter| parameter.location == Location::Body) else {
            return Body::Nothing;
        };
        let media_type = body.media_type.as_deref().unwrap_or_default();
        let is_patch = media_type.contains("json-patch");
        match body.shape.behind(&api.shapes).map(|shape| &shape.kind) {
            Some(ShapeKind::Object { .. } | ShapeKind::Union { .. }) => {
                let fields = thing::members(api, &body.shape).iter();
                let sent =
                    fields.map(|field| Sent { name: &field.name, required: field.required, shape: &field.shape });
                Body::Members(sent.collect())
            }
            Some(ShapeKind::Map { .. } | ShapeKind::Any) => Body::Members(Vec::new()),
            Some(ShapeKind::Array { .. }) if is_patch => Body::Patch,
            _ => Body::Other,
        }
    }

    pub(super) fn members(&self) -> &[Sent<'a>] {
        match self {
            Body::Members(members) => members,
            _ => &[],
        }
    }

    /// Whether an object can be made of it.
    pub(super) fn is_object(&self) -> bool {
        matches!(self, Body::Members(_))
    }

    /// The member at a path of names joined with dots.
    pub(super) fn member(&self, api: &'a Api, path: &str) -> Option<Sent<'a>> {
        let own = self.members().iter().find(|sent| sent.name == path);
        if let Some(Sent { name, required, shape }) = own {
            return Some(Sent { name, required: *required, shape });
        }
        let (first, rest) = path.split_once('.')?;
        let outer = self.members().iter().find(|sent| sent.name == first)?;
        let field = thing::member(api, outer.shape, rest)?;
        Some(Sent { name: &field.name, required: outer.required && field.required, shape: &field.shape })
    }
}
