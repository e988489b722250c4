//! Inheritance: a schema with a discriminator is one of those that include it with `allOf`.

use std::collections::{BTreeSet, HashMap};

use openapiv3::{OpenAPI, ReferenceOr, Schema};

use super::{Keywords, closed, union};
use crate::lower::lower::{Lower, component};
use crate::model::{Shape, ShapeKind, Variant};
use crate::pointer::join;
use crate::source::Size;

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
        let mut size = Size::default();
        heirs.iter().for_each(|heir| size += Size::of_texts([Some(&**heir), Some(&*pointer)]));
        let heirs = if self.takes(size, &pointer) { heirs } else { BTreeSet::new() };
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
            if !self.takes_schema(schema, &keywords, &pointer) {
                return Shape::any(pointer);
            }
            self.depth += 1;
            let own = self.own(schema, &keywords, &pointer);
            let whole = self.all_of(own, &keywords, &pointer);
            self.depth -= 1;
            return whole;
        }
        self.open(schema, pointer)
    }

    /// Whether the schema at a pointer is one of those that a part of its `allOf` chooses from. It is that schema with its
    /// own name: as the choice itself it would be within itself.
    pub(super) fn is_heir(&self, pointer: &str, part: &Shape) -> bool {
        let ShapeKind::Reference(name) = &part.kind else { return false };
        let is_component = pointer.strip_prefix("/components/schemas/").is_some_and(|rest| !rest.contains('/'));
        is_component
            && self.component_schema(name).is_some_and(|schema| {
                let keywords = Keywords::of(schema);
                schema.schema_data.discriminator.is_some() && keywords.one_of.is_empty() && keywords.any_of.is_empty()
            })
    }

    /// The components that include one with `allOf`, at whatever depth.
    fn heirs(&mut self, name: &str) -> BTreeSet<String> {
        let document = self.document;
        let including = self.including.get_or_insert_with(|| including(document));
        let mut heirs = BTreeSet::new();
        let mut open: Vec<&String> = including.get(name).into_iter().flatten().collect();
        while let Some(heir) = open.pop() {
            if heir != name && heirs.insert(heir.clone()) {
                open.extend(including.get(heir).into_iter().flatten());
            }
        }
        heirs
    }
}

/// The components that include a component with `allOf`, by its name.
fn including(document: &OpenAPI) -> HashMap<String, Vec<String>> {
    let mut including: HashMap<_, Vec<_>> = HashMap::new();
    for (name, schema) in document.components.iter().flat_map(|components| &components.schemas) {
        let ReferenceOr::Item(schema) = schema else { continue };
        for part in Keywords::of(schema).all_of {
            let ReferenceOr::Reference { reference } = part else { continue };
            if let Some(base) = component(reference, "schemas") {
                including.entry(base).or_default().push(name.clone());
            }
        }
    }
    including
}
