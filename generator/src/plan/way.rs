//! The fields of requests and responses that paging and polling go by.

use super::operation_plan::{OperationPlan, RequestField};
use super::pagination_plan::{Place, Step};
use super::rust_type::RustType;
use super::type_plan::{FieldPlan, TypeBody, TypePlan};

pub(super) fn place(field: &RequestField<'_>) -> Place {
    Place { name: field.name.clone(), optional: !field.parameter.required }
}

impl OperationPlan<'_> {
    /// The field of the request for a parameter.
    pub(super) fn field(&self, parameter: &str) -> Option<&RequestField<'_>> {
        self.fields.iter().find(|field| field.parameter.name == parameter)
    }
}

/// The types that a response is made of.
pub(super) struct Types<'a> {
    pub(super) local: &'a [TypePlan],
    pub(super) shared: &'a [TypePlan],
}

impl Types<'_> {
    /// The fields that names on the wire lead to from the body of the response, and the type of the last.
    pub(super) fn way(&self, wires: &[String]) -> Option<(Vec<Step>, RustType)> {
        self.way_from(RustType::Local("ResponseBody".to_owned()), wires)
    }

    /// The fields that names on the wire lead to from a value of a type, and the type of the last.
    pub(super) fn way_from(&self, mut rust: RustType, wires: &[String]) -> Option<(Vec<Step>, RustType)> {
        let mut steps = Vec::new();
        let mut wires = wires.iter().peekable();
        while let Some(wire) = wires.next() {
            let field = self.fields(&rust)?.iter().find(|field| field.wire == *wire)?;
            if field.within.is_some() {
                wires.next_if(|wire| field.within.as_ref() == Some(wire));
            }
            let FieldPlan { name, optional, deprecated, .. } = field;
            steps.push(Step { name: name.clone(), optional: *optional, deprecated: *deprecated });
            rust = field.rust.clone();
        }
        Some((steps, self.behind(&rust)?))
    }

    /// The fields of a struct.
    fn fields(&self, rust: &RustType) -> Option<&[FieldPlan]> {
        match &self.definition(&self.behind(rust)?)?.body {
            TypeBody::Struct { fields, .. } => Some(fields),
            _ => None,
        }
    }

    /// A type behind its boxes and its other names.
    pub(super) fn behind(&self, rust: &RustType) -> Option<RustType> {
        let mut rust = rust.clone();
        for _ in 0..64 {
            rust = match (&rust, self.definition(&rust).map(|definition| &definition.body)) {
                (RustType::Boxed(inner), _) => *inner.clone(),
                (_, Some(TypeBody::Alias(other))) => other.clone(),
                _ => return Some(rust),
            };
        }
        None
    }

    pub(super) fn definition(&self, rust: &RustType) -> Option<&TypePlan> {
        let (types, name) = match rust {
            RustType::Local(name) => (self.local, name),
            RustType::Shared(name) => (self.shared, name),
            _ => return None,
        };
        types.iter().find(|definition| definition.name == *name)
    }
}
