//! The members of a form: those of an object, or of all objects that a union chooses from.

use super::union::{Simplified, simplified};
use crate::lower::lower::Lower;
use crate::model::{Field, Shape, ShapeKind, Variant};

/// The members of a form.
pub(in crate::lower) struct Members {
    pub(in crate::lower) fields: Vec<Field>,
    /// Whether they are those of several objects, of which a form has one.
    pub(in crate::lower) of_several: bool,
}

impl Lower<'_> {
    /// The members that values of a shape can have; nothing if one of these values is not an object.
    pub(in crate::lower) fn members(&mut self, shape: Shape) -> Option<Members> {
        match self.expanded(shape).kind {
            ShapeKind::Object { fields, .. } => Some(Members { fields, of_several: false }),
            ShapeKind::Union { variants, .. } => {
                let mut all: Option<Vec<Field>> = None;
                for Variant { shape, .. } in variants {
                    let Members { fields, .. } = self.members(shape)?;
                    all = Some(match all {
                        None => fields,
                        Some(known) => either(known, fields),
                    });
                }
                Some(Members { fields: all?, of_several: true })
            }
            _ => None,
        }
    }
}

/// The members of two objects, of which a value has one: what is required is what both require.
fn either(mut ours: Vec<Field>, theirs: Vec<Field>) -> Vec<Field> {
    for field in &mut ours {
        field.required &= theirs.iter().any(|other| other.name == field.name && other.required);
    }
    for field in theirs {
        match ours.iter_mut().find(|known| known.name == field.name) {
            Some(known) => known.shape = one_of(known.shape.clone(), field.shape),
            None => ours.push(Field { required: false, ..field }),
        }
    }
    ours.sort_by(|a, b| a.name.cmp(&b.name));
    ours
}

/// A value that has one of two shapes.
fn one_of(a: Shape, b: Shape) -> Shape {
    if a.is_like(&b) {
        return a;
    }
    let nullable = a.nullable || b.nullable;
    let own = Shape { nullable, ..Shape::any(a.origin.clone()) };
    let variants = [a, b].into_iter().flat_map(|shape| match shape.kind {
        ShapeKind::Union { variants, discriminator: None } => variants,
        _ => vec![Variant { name: String::new(), tags: Vec::new(), shape: Shape { nullable: false, ..shape } }],
    });
    match simplified(variants.collect(), None) {
        Simplified::Any => own,
        Simplified::One(shape) => Shape { nullable, ..*shape },
        Simplified::Union(kind) => Shape { kind, ..own },
    }
}
