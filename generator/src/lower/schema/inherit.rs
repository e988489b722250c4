//! Inheritance: a schema with a discriminator is one of those that include it with `allOf`.

use std::collections::BTreeSet;

use openapiv3::{ReferenceOr, Schema};

use super::{Keywords, closed, union};
use crate::lower::lower::{Lower, component};
use crate::model::{Shape, ShapeKind, Variant};
use crate::pointer::join;

impl Lower<'_> {
    /// A component: if it has a discriminator and others include it, one of these or itself.
    pub(in crate::lower) fn component(&mut self, name: &str, schema: &ReferenceOr<Schema>) -> Shape {
        let pointer = join("/components/schemas", name);
        let ReferenceOr::Item(item) = schema else { return self.schema(schema, pointer) };
        self.merging.push(name.to_owned());
        let own = self.open(item, pointer.clone());
        self.merging.pop();
        let keywords = Keywords::of(item);
        let heirs = match &item.schema_data.discriminator {
            Some(_) if keywords.one_of.is_empty() && keywords.any_of.is_empty() => self.heirs(name),
            _ => BTreeSet::new(),
        };
        let Some(discriminator) = item.schema_data.discriminator.as_ref().filter(|_| !heirs.is_empty()) else {
            return closed(own);
        };
        let variant = |name: String| {
            let shape = Shape { kind: ShapeKind::Reference(name.clone()), ..Shape::any(pointer.clone()) };
            Variant { tags: union::tags(discriminator, &shape), name, shape }
        };
        let mut variants: Vec<_> = heirs.into_iter().map(variant).collect();
        let itself =
            Variant { tags: variant(name.to_owned()).tags, name: "Base".to_owned(), shape: closed(own.clone()) };
        variants.push(itself);
        let kind = ShapeKind::Union { variants, discriminator: Some(discriminator.property_name.clone()) };
        Shape { kind, ..own }
    }

    /// The component as those that include it do: if they are its own alternatives, without these.
    pub(super) fn base(&mut self, name: &str, schema: &Schema) -> Shape {
        let pointer = join("/components/schemas", name);
        let keywords = Keywords::of(schema);
        let is_being_made = |part: &ReferenceOr<Schema>| match part {
            ReferenceOr::Reference { reference } => {
                component(reference, "schemas").is_some_and(|name| self.merging.contains(&name))
            }
            ReferenceOr::Item(_) => false,
        };
        if keywords.one_of.iter().chain(keywords.any_of).any(is_being_made) {
            let own = self.own(schema, &keywords, &pointer);
            return self.all_of(own, &keywords, &pointer);
        }
        self.open(schema, pointer)
    }

    /// The components that include one with `allOf`, at whatever depth.
    fn heirs(&self, name: &str) -> BTreeSet<String> {
        let includes = |base: &str| -> Vec<String> {
            let is_base = |part: &ReferenceOr<Schema>| match part {
                ReferenceOr::Reference { reference } => component(reference, "schemas").as_deref() == Some(base),
                ReferenceOr::Item(_) => false,
            };
            let includes_base = |schema: &ReferenceOr<Schema>| match schema {
                ReferenceOr::Item(schema) => Keywords::of(schema).all_of.iter().any(is_base),
                ReferenceOr::Reference { .. } => false,
            };
            let schemas = self.document.components.iter().flat_map(|components| &components.schemas);
            schemas.filter(|(_, schema)| includes_base(schema)).map(|(name, _)| name.clone()).collect()
        };
        let mut heirs = BTreeSet::new();
        let mut open = includes(name);
        while let Some(heir) = open.pop() {
            if heir != name && heirs.insert(heir.clone()) {
                open.extend(includes(&heir));
            }
        }
        heirs
    }
}
