use openapiv3::{
    AdditionalProperties, IntegerFormat, NumberFormat, ReferenceOr, Schema, SchemaKind, StringFormat, Type,
    VariantOrUnknownOrEmpty,
};

use super::{Lower, component};
use crate::model::{Field, Shape, ShapeKind};
use crate::source::join;

impl Lower<'_> {
    /// A schema, or a reference to one.
    pub(super) fn schema(&mut self, schema: &ReferenceOr<Schema>, pointer: String) -> Shape {
        match schema {
            ReferenceOr::Item(schema) => self.inline_schema(schema, pointer),
            ReferenceOr::Reference { reference } => self.reference(reference, pointer),
        }
    }

    fn boxed_schema(&mut self, schema: &ReferenceOr<Box<Schema>>, pointer: String) -> Shape {
        match schema {
            ReferenceOr::Item(schema) => self.inline_schema(schema, pointer),
            ReferenceOr::Reference { reference } => self.reference(reference, pointer),
        }
    }

    fn reference(&mut self, reference: &str, pointer: String) -> Shape {
        let kind = match component(reference, "schemas") {
            Some(name) => ShapeKind::Reference(name),
            None => {
                self.unsupported(
                    &pointer,
                    "a schema that refers to something other than an entry of `components/schemas`",
                );
                ShapeKind::Any
            }
        };
        Shape { kind, ..Shape::any(pointer) }
    }

    fn inline_schema(&mut self, schema: &Schema, pointer: String) -> Shape {
        let data = &schema.schema_data;
        // `allOf` of one schema is that schema, described anew.
        let base = match &schema.schema_kind {
            SchemaKind::AllOf { all_of } if all_of.len() == 1 => {
                all_of.first().map(|only| self.schema(only, format!("{pointer}/allOf/0")))
            }
            _ => None,
        };
        let (kind, base) = match base {
            Some(base) => (base.kind.clone(), base),
            None => (self.kind(&schema.schema_kind, &pointer), Shape::any("")),
        };
        let words = self.described(|key| data.extensions.get(key), &pointer);
        Shape {
            description: data.description.clone().or_else(|| data.title.clone()).unwrap_or(base.description),
            kind,
            nullable: data.nullable || base.nullable,
            sensitive: base.sensitive || words.sensitive,
            deprecated: data.deprecated || base.deprecated,
            example: data.example.clone().or(base.example),
            value_titles: words.value_titles.unwrap_or(base.value_titles),
            origin: pointer,
        }
    }

    fn kind(&mut self, kind: &SchemaKind, pointer: &str) -> ShapeKind {
        match kind {
            SchemaKind::Type(kind) => self.typed(kind, pointer),
            SchemaKind::Any(any) if any.typ.is_none() => ShapeKind::Any,
            SchemaKind::Any(any) => {
                let kind = any.typ.as_deref().unwrap_or_default();
                self.unsupported(pointer, format!("this schema has keywords that do not belong to the type `{kind}`"));
                ShapeKind::Any
            }
            SchemaKind::AllOf { .. } => self.combination("allOf", pointer, "`allOf` of several schemas"),
            SchemaKind::OneOf { .. } => self.combination("oneOf", pointer, "a schema with `oneOf`"),
            SchemaKind::AnyOf { .. } => self.combination("anyOf", pointer, "a schema with `anyOf`"),
            SchemaKind::Not { .. } => self.combination("not", pointer, "a schema with `not`"),
        }
    }

    fn combination(&mut self, keyword: &str, pointer: &str, message: &str) -> ShapeKind {
        self.unsupported(&format!("{pointer}/{keyword}"), message);
        ShapeKind::Any
    }

    fn typed(&mut self, kind: &Type, pointer: &str) -> ShapeKind {
        match kind {
            Type::Boolean(_) => ShapeKind::Boolean,
            Type::Integer(integer) => ShapeKind::Integer {
                bits: if integer.format == VariantOrUnknownOrEmpty::Item(IntegerFormat::Int32) { 32 } else { 64 },
                minimum: integer.minimum,
                maximum: integer.maximum,
            },
            Type::Number(number) => ShapeKind::Number {
                bits: if number.format == VariantOrUnknownOrEmpty::Item(NumberFormat::Float) { 32 } else { 64 },
                minimum: number.minimum,
                maximum: number.maximum,
            },
            Type::String(string) => match string.format {
                VariantOrUnknownOrEmpty::Item(StringFormat::Binary | StringFormat::Byte) => ShapeKind::Binary,
                _ => ShapeKind::String {
                    pattern: string.pattern.clone(),
                    min_length: string.min_length.map(|length| length as u64),
                    max_length: string.max_length.map(|length| length as u64),
                    values: string.enumeration.iter().flatten().cloned().collect(),
                },
            },
            Type::Array(array) => {
                let items = match &array.items {
                    Some(items) => self.boxed_schema(items, format!("{pointer}/items")),
                    None => Shape::any(format!("{pointer}/items")),
                };
                ShapeKind::Array {
                    items: Box::new(items),
                    min_items: array.min_items.map(|count| count as u64),
                    max_items: array.max_items.map(|count| count as u64),
                }
            }
            Type::Object(object) => {
                let values = match &object.additional_properties {
                    Some(AdditionalProperties::Schema(schema)) => {
                        Some(self.schema(schema, format!("{pointer}/additionalProperties")))
                    }
                    Some(AdditionalProperties::Any(true)) => {
                        Some(Shape::any(format!("{pointer}/additionalProperties")))
                    }
                    _ if object.properties.is_empty() => Some(Shape::any(pointer.to_owned())),
                    _ => None,
                };
                match values {
                    Some(values) if object.properties.is_empty() => ShapeKind::Map { values: Box::new(values) },
                    // Unknown fields are tolerated wherever an object is read, so declared ones win.
                    _ => ShapeKind::Object {
                        fields: object
                            .properties
                            .iter()
                            .map(|(name, schema)| Field {
                                name: name.clone(),
                                required: object.required.contains(name),
                                shape: self.boxed_schema(schema, join(&format!("{pointer}/properties"), name)),
                            })
                            .collect(),
                    },
                }
            }
        }
    }
}
