//! The members of a form: those of an object, or of all objects that a union chooses from.

use super::union::{Simplified, simplified};
use crate::lower::lower::Lower;
use crate::model::{Field, Shape, ShapeKind, Variant};

/// The members of a form.
#[derive(Default)]
pub(in crate::lower) struct Members {
    /// Those that have names.
    pub(in crate::lower) fields: Vec<Field>,
    /// What those of other names look like, if there can be some.
    pub(in crate::lower) rest: Option<Shape>,
}

/// Unions are not followed deeper.
const DEEPEST: usize = 16;

impl Lower<'_> {
    /// The members that values of a shape can have; nothing if one of these values is not an object.
    pub(in crate::lower) fn members(&mut self, shape: Shape) -> Option<Members> {
        self.members_below(shape, DEEPEST)
    }

    fn members_below(&mut self, shape: Shape, deepest: usize) -> Option<Members> {
        let deepest = deepest.checked_sub(1)?;
        match self.expanded(shape).kind {
            ShapeKind::Object { fields, additional } => Some(Members { fields, rest: additional.map(|more| *more) }),
            ShapeKind::Map { values } => Some(Members { fields: Vec::new(), rest: Some(*values) }),
            ShapeKind::Union { variants, .. } => {
                let mut all: Option<Members> = None;
                for Variant { shape, .. } in variants {
                    let Members { fields, rest } = self.members_below(shape, deepest)?;
                    all = Some(match all {
                        None => Members { fields, rest },
                        Some(known) => {
                            let rest = match (known.rest, rest) {
                                (Some(ours), Some(theirs)) => Some(one_of(ours, theirs)),
                                (ours, theirs) => ours.or(theirs),
                            };
                            Members { fields: either(known.fields, fields), rest }
                        }
                    });
                }
                all
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
