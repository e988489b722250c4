//! From a schema of OpenAPI to the shape of its values.

mod combine;
mod inherit;
mod keywords;
mod members;
mod union;

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{AdditionalProperties, ReferenceOr, Schema};
use serde_json::Value;

use self::combine::smaller;
use self::keywords::Keywords;
pub(super) use self::members::Members;
use super::lower::{Lower, component};
use crate::diagnostics::Code;
use crate::model::{Field, Shape, ShapeKind, StringFormat};
use crate::pointer::join;
use crate::source::Size;

/// How deep schemas are followed, in each other and by `allOf` into components.
const MAX_DEPTH: usize = 100;

impl Lower<'_> {
    /// A schema, or a reference to one.
    pub(super) fn schema(&mut self, schema: &ReferenceOr<Schema>, pointer: String) -> Shape {
        let shape = match schema {
            ReferenceOr::Item(schema) => self.open(schema, pointer),
            ReferenceOr::Reference { reference } => self.reference(reference, pointer),
        };
        closed(shape)
    }

    fn boxed_schema(&mut self, schema: &ReferenceOr<Box<Schema>>, pointer: String) -> Shape {
        let shape = match schema {
            ReferenceOr::Item(schema) => self.open(schema, pointer),
            ReferenceOr::Reference { reference } => self.reference(reference, pointer),
        };
        closed(shape)
    }

    fn reference(&mut self, reference: &str, pointer: String) -> Shape {
        let kind = match component(reference, "schemas") {
            Some(name) => ShapeKind::Reference(name),
            None => {
                self.any_value(&pointer, "this reference does not lead to an entry of `components/schemas`");
                ShapeKind::Any
            }
        };
        Shape { kind, ..Shape::any(pointer) }
    }

    /// A schema of which more may be said elsewhere: an object without properties can still get some.
    fn open(&mut self, schema: &Schema, pointer: String) -> Shape {
        let keywords = Keywords::of(schema);
        if !self.takes_schema(schema, &keywords, &pointer) {
            return Shape::any(pointer);
        }
        self.depth += 1;
        let own = self.own(schema, &keywords, &pointer);
        let own = self.all_of(own, &keywords, &pointer);
        let whole = self.alternatives(own, schema, &keywords, pointer);
        self.depth -= 1;
        whole
    }

    /// Takes the room that a schema at a pointer will need; whether there is any.
    fn takes_schema(&mut self, schema: &Schema, keywords: &Keywords<'_>, pointer: &str) -> bool {
        if self.depth >= MAX_DEPTH {
            if !self.too_deep {
                let message = format!("schemas are nested, or included by `allOf`, more than {MAX_DEPTH} levels deep");
                self.too_large(pointer, message);
            }
            self.too_deep = true;
            return false;
        }
        let data = &schema.schema_data;
        let mut size = Size::of_texts([data.description.as_deref(), data.title.as_deref()]);
        size += Size::pointer(pointer.len());
        for value in keywords.values.iter().chain(&data.example) {
            size += Size::of(value, 0);
        }
        keywords.required.iter().for_each(|name| size += Size::text(name));
        keywords.properties.keys().for_each(|name| size += Size::text(name));
        self.takes(size, pointer)
    }

    /// What the schema says itself, besides what it combines.
    fn own(&mut self, schema: &Schema, keywords: &Keywords<'_>, pointer: &str) -> Shape {
        let data = &schema.schema_data;
        let words = self.described(|key| data.extensions.get(key), pointer);
        if keywords.has_not {
            self.not_kept(&join(pointer, "not"), "what a value must not be is not checked");
        }
        Shape {
            description: data.description.clone().or_else(|| data.title.clone()).unwrap_or_default(),
            kind: self.kind(keywords, pointer),
            nullable: data.nullable || keywords.lists_null,
            read_only: data.read_only,
            write_only: data.write_only,
            sensitive: words.sensitive,
            deprecated: data.deprecated,
            example: data.example.clone(),
            value_titles: with_numbers(words.value_titles.unwrap_or_default(), &keywords.values),
            origin: pointer.to_owned(),
        }
    }

    fn kind(&mut self, keywords: &Keywords<'_>, pointer: &str) -> ShapeKind {
        let kind = keywords.kind();
        let is_mixed = keywords.values.iter().any(|value| Some(kind_of(value)) != kind)
            && !matches!(kind, Some("integer" | "number"));
        if is_mixed {
            self.any_value(&join(pointer, "enum"), "the values of the `enum` are of several types");
            return ShapeKind::Any;
        }
        match kind {
            Some("boolean") => ShapeKind::Boolean,
            Some("integer") => ShapeKind::Integer {
                bits: if matches!(keywords.format.as_deref(), Some("int32" | "int16" | "int8")) { 32 } else { 64 },
                // A list of values is kept as far as its bounds.
                minimum: keywords.minimum.and_then(integer).max(keywords.values.iter().filter_map(Value::as_i64).min()),
                maximum: smaller(
                    keywords.maximum.and_then(integer),
                    keywords.values.iter().filter_map(Value::as_i64).max(),
                ),
            },
            Some("number") => ShapeKind::Number {
                bits: if keywords.format.as_deref() == Some("float") { 32 } else { 64 },
                minimum: keywords.minimum,
                maximum: keywords.maximum,
            },
            Some("string") => match keywords.format.as_deref() {
                Some(format @ ("binary" | "byte")) if keywords.values.is_empty() => {
                    ShapeKind::Binary { base64: format == "byte" }
                }
                _ => ShapeKind::String {
                    pattern: keywords.pattern.cloned(),
                    min_length: keywords.length.0.map(|length| length as u64),
                    max_length: keywords.length.1.map(|length| length as u64),
                    values: keywords.values.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
                    format: keywords.format.as_deref().and_then(string_format),
                },
            },
            Some("array") => {
                let items = match keywords.items {
                    Some(items) => self.boxed_schema(items, format!("{pointer}/items")),
                    None => Shape::any(format!("{pointer}/items")),
                };
                ShapeKind::Array {
                    items: Box::new(items),
                    min_items: keywords.count.0.map(|count| count as u64),
                    max_items: keywords.count.1.map(|count| count as u64),
                }
            }
            Some("object") => self.object(keywords, pointer),
            Some(unknown) => {
                self.any_value(pointer, format!("`{unknown}` is not a type of OpenAPI"));
                ShapeKind::Any
            }
            None => ShapeKind::Any,
        }
    }

    fn object(&mut self, keywords: &Keywords<'_>, pointer: &str) -> ShapeKind {
        let at = format!("{pointer}/additionalProperties");
        let additional = match keywords.additional {
            Some(AdditionalProperties::Schema(schema)) => Some(Box::new(self.schema(schema, at))),
            Some(AdditionalProperties::Any(true)) => Some(Box::new(Shape::any(at))),
            Some(AdditionalProperties::Any(false)) | None => None,
        };
        let properties = format!("{pointer}/properties");
        let mut fields: Vec<_> = keywords
            .properties
            .iter()
            .map(|(name, schema)| Field {
                name: name.clone(),
                required: keywords.required.contains(name),
                shape: self.boxed_schema(schema, join(&properties, name)),
            })
            .collect();
        // A member that is required and that nothing describes can be anything.
        let undescribed = keywords.required.iter().filter(|name| !keywords.properties.contains_key(*name));
        for name in undescribed.collect::<BTreeSet<_>>() {
            let shape = Shape::any(format!("{pointer}/required"));
            fields.push(Field { name: name.clone(), required: true, shape });
        }
        fields.sort_by(|a, b| a.name.cmp(&b.name));
        ShapeKind::Object { fields, additional }
    }

    /// Warns that nothing is known of a value.
    pub(super) fn any_value(&mut self, pointer: &str, message: impl Into<String>) {
        self.warn(Code::Untyped, pointer, message, "any value is taken here");
    }

    /// Warns that something is not kept of what the document says.
    pub(super) fn not_kept(&mut self, pointer: &str, message: impl Into<String>) {
        self.note(pointer, message, "the rest of the schema is kept");
    }
}

/// The titles of values, and the numbers that an `enum` lists, which need no title to be known.
fn with_numbers(mut titles: BTreeMap<String, String>, listed: &[Value]) -> BTreeMap<String, String> {
    for value in listed.iter().filter(|value| value.is_number()) {
        titles.entry(value.to_string()).or_default();
    }
    titles
}

/// A shape of which nothing more is said: an object that has no properties is a map.
fn closed(mut shape: Shape) -> Shape {
    match shape.kind {
        ShapeKind::Object { fields, additional } if fields.is_empty() => {
            let values = additional.unwrap_or_else(|| Box::new(Shape::any(shape.origin.clone())));
            shape.kind = ShapeKind::Map { values };
        }
        ShapeKind::Union { variants, discriminator } => {
            let variants =
                variants.into_iter().map(|variant| crate::model::Variant { shape: closed(variant.shape), ..variant });
            shape.kind = ShapeKind::Union { variants: variants.collect(), discriminator };
        }
        kind => shape.kind = kind,
    }
    shape
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// The integers up to which each has a number of 64 bits with a point of its own; a bound beyond them is none.
const EXACT: f64 = 9_007_199_254_740_991.0;

fn integer(bound: f64) -> Option<i64> {
    (bound.abs() <= EXACT).then_some(bound as i64)
}

/// The format of a text, if values of it have a type of their own.
fn string_format(format: &str) -> Option<StringFormat> {
    match format {
        "date-time" => Some(StringFormat::DateTime),
        "date" => Some(StringFormat::Date),
        "uuid" => Some(StringFormat::Uuid),
        _ => None,
    }
}
