//! `allOf`: what several schemas say of one value.

use openapiv3::{ReferenceOr, Schema};

use super::Keywords;
use crate::lower::lower::{Lower, component};
use crate::model::{Field, Shape, ShapeKind, Variant};
use crate::source::Size;

impl<'a> Lower<'a> {
    /// Adds what the schemas of `allOf` say to what the schema itself does.
    pub(super) fn all_of(&mut self, own: Shape, keywords: &Keywords<'_>, pointer: &str) -> Shape {
        if keywords.all_of.is_empty() {
            return own;
        }
        let mut parts = Vec::new();
        let mut required: Vec<&str> = keywords.required.iter().map(String::as_str).collect();
        for (index, part) in keywords.all_of.iter().enumerate() {
            let at = format!("{pointer}/allOf/{index}");
            parts.push(match part {
                ReferenceOr::Reference { reference } => self.reference(reference, at),
                ReferenceOr::Item(schema) => {
                    let keywords = Keywords::of(schema);
                    required.extend(keywords.required.iter().map(String::as_str));
                    self.open(schema, at)
                }
            });
        }
        let says_little = |shape: &Shape| match &shape.kind {
            ShapeKind::Any => true,
            ShapeKind::Object { fields, additional } => fields.is_empty() && additional.is_none(),
            _ => false,
        };
        // One schema, described anew, keeps its name.
        let telling = parts.iter().filter(|part| !says_little(part)).count();
        let is_heir = parts.iter().any(|part| self.is_heir(pointer, part));
        if telling == 1 && says_little(&own) && required.is_empty() && !is_heir {
            let only = parts.iter().position(|part| !says_little(part)).unwrap_or_default();
            let mut base = parts.swap_remove(only);
            // `allOf: [{ $ref: … }, { nullable: true }]` is how documents write a reference that can be null.
            base.nullable |= parts.iter().any(|part| part.nullable);
            let description = parts.into_iter().rev().map(|part| part.description).find(|text| !text.is_empty());
            return described(own, base, description);
        }
        let (description, nullable) = (own.description.clone(), own.nullable);
        let mut whole = Shape { description: String::new(), ..own };
        let all_nullable = !parts.is_empty() && parts.iter().all(|part| part.nullable);
        for part in parts {
            let part = self.expanded(part);
            whole = self.merged(whole, part, pointer);
        }
        if !description.is_empty() {
            whole.description = description;
        }
        whole.nullable = nullable || all_nullable;
        require(&mut whole, &required);
        whole
    }

    /// The shape itself in the place of a reference; any value in the place of one that leads back to what is being made.
    pub(in crate::lower) fn expanded(&mut self, shape: Shape) -> Shape {
        let ShapeKind::Reference(name) = &shape.kind else { return shape };
        let name = name.clone();
        if self.merging.contains(&name) {
            return Shape::any(shape.origin);
        }
        let Some(target) = self.component_schema(&name) else { return Shape::any(shape.origin) };
        self.merging.push(name.clone());
        let base = self.base(&name, target);
        let base = self.expanded(base);
        self.merging.pop();
        described(Shape { kind: ShapeKind::Any, ..shape }, base, None)
    }

    /// What two schemas say of one value.
    pub(super) fn merged(&mut self, a: Shape, b: Shape, pointer: &str) -> Shape {
        if let (ShapeKind::Any, ShapeKind::Reference(_)) = (&a.kind, &b.kind) {
            return described(a, b, None);
        }
        let (a, b) = (self.expanded(a), self.expanded(b));
        let kind = match (a.kind, b.kind) {
            (ShapeKind::Any, kind) | (kind, ShapeKind::Any) => kind,
            (
                ShapeKind::Object { fields: ours, additional: our_rest },
                ShapeKind::Object { fields: theirs, additional: their_rest },
            ) => ShapeKind::Object {
                fields: self.merged_fields(ours, theirs, pointer),
                additional: our_rest.or(their_rest),
            },
            (ShapeKind::Map { values }, ShapeKind::Object { fields, additional })
            | (ShapeKind::Object { fields, additional }, ShapeKind::Map { values }) => {
                ShapeKind::Object { fields, additional: additional.or(Some(values)) }
            }
            (ShapeKind::Union { variants, discriminator }, ShapeKind::Object { fields, additional })
            | (ShapeKind::Object { fields, additional }, ShapeKind::Union { variants, discriminator }) => {
                ShapeKind::Union { variants: self.distributed(variants, fields, additional, pointer), discriminator }
            }
            (
                ShapeKind::String { pattern, min_length, max_length, values, format },
                ShapeKind::String {
                    pattern: pattern_b,
                    min_length: min_b,
                    max_length: max_b,
                    values: values_b,
                    format: format_b,
                },
            ) => ShapeKind::String {
                pattern: pattern.or(pattern_b),
                min_length: min_length.max(min_b),
                max_length: smaller(max_length, max_b),
                values: common(values, values_b),
                format: format.or(format_b),
            },
            (ShapeKind::Number { .. }, kind @ ShapeKind::Integer { .. }) => kind,
            (
                ShapeKind::Integer { bits, minimum, maximum },
                ShapeKind::Integer { bits: bits_b, minimum: minimum_b, maximum: maximum_b },
            ) => ShapeKind::Integer {
                bits: bits.min(bits_b),
                minimum: minimum.max(minimum_b),
                maximum: smaller(maximum, maximum_b),
            },
            (ours, theirs) => {
                let is_same = std::mem::discriminant(&ours) == std::mem::discriminant(&theirs);
                if !is_same || matches!(ours, ShapeKind::Union { .. }) {
                    self.not_kept(pointer, "`allOf` asks for several types at once; the first is taken");
                }
                ours
            }
        };
        Shape {
            kind,
            description: if a.description.is_empty() { b.description } else { a.description },
            nullable: a.nullable && b.nullable,
            read_only: a.read_only || b.read_only,
            write_only: a.write_only || b.write_only,
            sensitive: a.sensitive || b.sensitive,
            deprecated: a.deprecated || b.deprecated,
            // An example of a part lacks what the others add.
            example: a.example,
            value_titles: a.value_titles.into_iter().chain(b.value_titles).collect(),
            origin: a.origin,
        }
    }

    fn merged_fields(&mut self, mut ours: Vec<Field>, theirs: Vec<Field>, pointer: &str) -> Vec<Field> {
        for field in theirs {
            match ours.iter_mut().find(|known| known.name == field.name) {
                None => ours.push(field),
                Some(known) => {
                    known.required |= field.required;
                    known.shape = self.narrowed(known.shape.clone(), field.shape, pointer);
                }
            }
        }
        ours.sort_by(|a, b| a.name.cmp(&b.name));
        ours
    }

    /// A field that two schemas speak of: the later one is the more exact, and objects have the fields of both.
    fn narrowed(&mut self, a: Shape, b: Shape, pointer: &str) -> Shape {
        match (&a.kind, &b.kind) {
            (_, ShapeKind::Any) => described(b, a, None),
            (ShapeKind::Object { .. }, ShapeKind::Object { .. })
            | (ShapeKind::String { .. }, ShapeKind::String { .. })
            | (ShapeKind::Integer { .. }, ShapeKind::Integer { .. }) => {
                let nullable = a.nullable && b.nullable;
                Shape { nullable, ..self.merged(a, b, pointer) }
            }
            // Of a map that only says that it is an object, nothing is left.
            (ShapeKind::Map { values }, ShapeKind::Object { .. })
            | (ShapeKind::Object { .. }, ShapeKind::Map { values })
                if values.origin.ends_with("/additionalProperties") =>
            {
                let nullable = a.nullable && b.nullable;
                Shape { nullable, ..self.merged(a, b, pointer) }
            }
            _ => b,
        }
    }

    /// The variants of a union, each with fields that all of them have.
    fn distributed(
        &mut self,
        variants: Vec<Variant>,
        fields: Vec<Field>,
        additional: Option<Box<Shape>>,
        pointer: &str,
    ) -> Vec<Variant> {
        if fields.is_empty() && additional.is_none() {
            return variants;
        }
        let mut all = Vec::new();
        for Variant { name, tags, shape } in variants {
            let mut size = Size::default();
            fields.iter().for_each(|field| size += Size::of_texts([Some(&*field.name)]));
            if !self.takes(size, pointer) {
                return all;
            }
            let kind = ShapeKind::Object { fields: fields.clone(), additional: additional.clone() };
            let shared = Shape { kind, ..Shape::any(shape.origin.clone()) };
            let shape = self.expanded(shape);
            let shape = self.merged(shared, shape, pointer);
            all.push(Variant { name, tags, shape });
        }
        all
    }

    /// What is under `components/schemas`, behind references.
    pub(super) fn component_schema(&self, name: &str) -> Option<&'a Schema> {
        let components = self.document.components.as_ref()?;
        let mut schema = components.schemas.get(name)?;
        for _ in 0..64 {
            match schema {
                ReferenceOr::Item(schema) => return Some(schema),
                ReferenceOr::Reference { reference } => {
                    schema = components.schemas.get(&component(reference, "schemas")?)?;
                }
            }
        }
        None
    }
}

/// A shape with the words of another that is in front of it.
fn described(words: Shape, base: Shape, description: Option<String>) -> Shape {
    let description = Some(words.description).filter(|text| !text.is_empty()).or(description);
    Shape {
        description: description.unwrap_or(base.description),
        kind: base.kind,
        nullable: words.nullable || base.nullable,
        read_only: words.read_only || base.read_only,
        write_only: words.write_only || base.write_only,
        sensitive: words.sensitive || base.sensitive,
        deprecated: words.deprecated || base.deprecated,
        example: words.example.or(base.example),
        value_titles: if words.value_titles.is_empty() { base.value_titles } else { words.value_titles },
        origin: words.origin,
    }
}

/// Makes fields required, in every variant that has them.
fn require(shape: &mut Shape, names: &[&str]) {
    match &mut shape.kind {
        ShapeKind::Object { fields, .. } => {
            for field in fields.iter_mut().filter(|field| names.contains(&field.name.as_str())) {
                field.required = true;
            }
        }
        ShapeKind::Union { variants, .. } => {
            variants.iter_mut().for_each(|variant| require(&mut variant.shape, names));
        }
        _ => {}
    }
}

pub(super) fn smaller<T: Ord>(a: Option<T>, b: Option<T>) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// The values that both allow; one that lists none allows all.
fn common(a: Vec<String>, b: Vec<String>) -> Vec<String> {
    match (a.is_empty(), b.is_empty()) {
        (true, _) => b,
        (_, true) => a,
        _ => a.into_iter().filter(|value| b.contains(value)).collect(),
    }
}
