//! `oneOf` and `anyOf`: a value has one of several shapes.

use openapiv3::{Discriminator, ReferenceOr, Schema};

use super::Keywords;
use crate::lower::lower::{Lower, component};
use crate::model::{Shape, ShapeKind, Variant};

impl Lower<'_> {
    /// Adds the alternatives of a schema to what it says itself.
    pub(super) fn alternatives(
        &mut self,
        own: Shape,
        schema: &Schema,
        keywords: &Keywords<'_>,
        pointer: String,
    ) -> Shape {
        let discriminator = schema.schema_data.discriminator.as_ref();
        let mut whole = own;
        for (keyword, list) in [("oneOf", keywords.one_of), ("anyOf", keywords.any_of)] {
            if list.is_empty() {
                continue;
            }
            let Some(union) = self.union(list, discriminator, &format!("{pointer}/{keyword}")) else { continue };
            let nullable = whole.nullable || union.nullable;
            let description = std::mem::take(&mut whole.description);
            let of_union = union.description.clone();
            whole = self.merged(whole, union, &pointer);
            whole.nullable = nullable;
            whole.description = if description.is_empty() { of_union } else { description };
        }
        whole
    }

    /// A value that has one of these shapes; nothing if they only say which members go together.
    fn union(
        &mut self,
        list: &[ReferenceOr<Schema>],
        discriminator: Option<&Discriminator>,
        pointer: &str,
    ) -> Option<Shape> {
        let mut variants: Vec<Variant> = Vec::new();
        let mut nullable = false;
        let mut says_nothing = false;
        for (index, item) in list.iter().enumerate() {
            let at = format!("{pointer}/{index}");
            if let ReferenceOr::Item(schema) = item {
                let keywords = Keywords::of(schema);
                if keywords.lists_null && keywords.values.is_empty() {
                    nullable = true;
                    continue;
                }
                if is_constraint(&keywords) {
                    says_nothing = true;
                    continue;
                }
            }
            let shape = match item {
                ReferenceOr::Item(schema) => self.open(schema, at),
                ReferenceOr::Reference { reference } => self.reference(reference, at),
            };
            nullable |= shape.nullable;
            let name = match (&shape.kind, item) {
                (ShapeKind::Reference(name), _) => name.clone(),
                (_, ReferenceOr::Item(schema)) => schema.schema_data.title.clone().unwrap_or_default(),
                _ => String::new(),
            };
            let tags = discriminator.map(|discriminator| self.tags(discriminator, &shape)).unwrap_or_default();
            match shape.kind {
                // Alternatives of an alternative are alternatives too.
                ShapeKind::Union { variants: inner, discriminator: None } => variants.extend(inner),
                kind => variants.push(Variant { name, tags, shape: Shape { nullable: false, kind, ..shape } }),
            }
        }
        if variants.is_empty() {
            return (!says_nothing || nullable).then(|| Shape { nullable, ..Shape::any(pointer.to_owned()) });
        }
        let kind = simplified(variants, discriminator.map(|discriminator| discriminator.property_name.clone()));
        Some(match kind {
            Simplified::One(shape) => Shape { nullable, ..*shape },
            Simplified::Any => Shape { nullable, ..Shape::any(pointer.to_owned()) },
            Simplified::Union(kind) => Shape { kind, nullable, ..Shape::any(pointer.to_owned()) },
        })
    }

    /// The values of the discriminator that ask for a shape. Documents without a mapping often mean what the schema lists for the
    /// member, and not its name; if the member can be left out, it is not needed to tell what a value is.
    fn tags(&mut self, discriminator: &Discriminator, shape: &Shape) -> Vec<String> {
        let tags = tags(discriminator, shape);
        if !discriminator.mapping.is_empty() {
            return tags;
        }
        let ShapeKind::Object { fields, .. } = self.expanded(shape.clone()).kind else { return tags };
        let Some(field) = fields.into_iter().find(|field| field.name == discriminator.property_name) else {
            return tags;
        };
        match self.expanded(field.shape).kind {
            ShapeKind::String { values, .. } if !values.is_empty() && !tags.iter().any(|tag| values.contains(tag)) => {
                if field.required {
                    values
                } else {
                    Vec::new()
                }
            }
            _ => tags,
        }
    }
}

/// Whether a schema says nothing of what a value looks like, but only which members it has.
fn is_constraint(keywords: &Keywords<'_>) -> bool {
    let says_type = keywords.kind().is_some_and(|kind| kind != "object") || !keywords.properties.is_empty();
    let combines = !keywords.all_of.is_empty() || !keywords.one_of.is_empty() || !keywords.any_of.is_empty();
    !says_type && !combines && (!keywords.required.is_empty() || keywords.has_not)
}

/// The values of the discriminator that ask for a shape (OpenAPI 3.0.3, 4.7.25): those that are mapped to its component, or
/// else the name of that.
pub(super) fn tags(discriminator: &Discriminator, shape: &Shape) -> Vec<String> {
    match &shape.kind {
        ShapeKind::Reference(name) => {
            let mapped = discriminator
                .mapping
                .iter()
                .filter(|(_, target)| component(target, "schemas").as_deref().unwrap_or(target.as_str()) == name);
            let mapped: Vec<_> = mapped.map(|(value, _)| value.clone()).collect();
            if mapped.is_empty() { vec![name.clone()] } else { mapped }
        }
        ShapeKind::Object { fields, .. } => {
            let field = fields.iter().find(|field| field.name == discriminator.property_name);
            match field.map(|field| &field.shape.kind) {
                Some(ShapeKind::String { values, .. }) => values.clone(),
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

pub(super) enum Simplified {
    Any,
    One(Box<Shape>),
    Union(ShapeKind),
}

/// Alternatives that a type need not tell apart become one.
pub(super) fn simplified(variants: Vec<Variant>, discriminator: Option<String>) -> Simplified {
    let mut kept: Vec<Variant> = Vec::new();
    for variant in variants {
        if matches!(variant.shape.kind, ShapeKind::Any) {
            return Simplified::Any;
        }
        match kept.iter_mut().find(|known| is_one(&known.shape.kind, &variant.shape.kind)) {
            Some(known) => {
                known.shape.kind = together(known.shape.kind.clone(), variant.shape.kind);
                known.shape.description = String::new();
                known.tags.extend(variant.tags);
            }
            None => kept.push(variant),
        }
    }
    match kept.len() {
        1 => match kept.pop() {
            Some(only) => Simplified::One(Box::new(only.shape)),
            None => Simplified::Any,
        },
        _ => Simplified::Union(ShapeKind::Union { variants: kept, discriminator }),
    }
}

/// Whether one Rust type takes both.
fn is_one(a: &ShapeKind, b: &ShapeKind) -> bool {
    use ShapeKind::{Binary, Boolean, Integer, Number, Reference, String};
    match (a, b) {
        (String { .. } | Binary { .. }, String { .. } | Binary { .. }) | (Boolean, Boolean) => true,
        (Integer { .. } | Number { .. }, Integer { .. } | Number { .. }) => true,
        (Reference(a), Reference(b)) => a == b,
        (ShapeKind::Array { items: a, .. }, ShapeKind::Array { items: b, .. }) => {
            !matches!(a.kind, ShapeKind::Reference(_)) && is_one(&a.kind, &b.kind) || a.kind == b.kind
        }
        (ShapeKind::Map { values: a }, ShapeKind::Map { values: b }) => is_one(&a.kind, &b.kind),
        _ => false,
    }
}

/// What fits both of two kinds that are one.
fn together(a: ShapeKind, b: ShapeKind) -> ShapeKind {
    use ShapeKind::{Array, Binary, Integer, Map, Number, String};
    match (a, b) {
        (String { values: mut ours, format, .. }, String { values: theirs, format: their_format, .. }) => {
            ours.extend(theirs.into_iter().filter(|value| !ours.contains(value)).collect::<Vec<_>>());
            let format = format.filter(|format| Some(*format) == their_format);
            String { pattern: None, min_length: None, max_length: None, values: ours, format }
        }
        (Binary { .. }, String { values, .. }) | (String { values, .. }, Binary { .. }) => {
            String { pattern: None, min_length: None, max_length: None, values, format: None }
        }
        (Binary { base64: a }, Binary { base64: b }) => Binary { base64: a && b },
        (Number { bits, .. }, Number { .. } | Integer { .. }) | (Integer { .. }, Number { bits, .. }) => {
            Number { bits, minimum: None, maximum: None }
        }
        (Integer { bits: a, .. }, Integer { bits: b, .. }) => Integer { bits: a.max(b), minimum: None, maximum: None },
        (Array { items: a, .. }, Array { items: b, .. }) => {
            let kind = together(a.kind.clone(), b.kind);
            Array { items: Box::new(Shape { kind, ..*a }), min_items: None, max_items: None }
        }
        (Map { values: a }, Map { values: b }) => {
            let kind = together(a.kind.clone(), b.kind);
            Map { values: Box::new(Shape { kind, ..*a }) }
        }
        (kind, _) => kind,
    }
}
