//! The keywords of a schema, however the OpenAPI reader has sorted them.

use std::sync::LazyLock;

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, ReferenceOr, Schema, SchemaKind, Type, VariantOrUnknownOrEmpty as Format,
};
use serde::Serialize;
use serde_json::Value;

type Schemas<'a> = &'a [ReferenceOr<Schema>];
type Properties = IndexMap<String, ReferenceOr<Box<Schema>>>;

static NO_PROPERTIES: LazyLock<Properties> = LazyLock::new(IndexMap::new);

/// The keywords that decide what values look like.
pub(super) struct Keywords<'a> {
    pub(super) kind: Option<String>,
    pub(super) format: Option<String>,
    /// Without null.
    pub(super) values: Vec<Value>,
    /// Whether null is among the values.
    pub(super) lists_null: bool,
    pub(super) pattern: Option<&'a String>,
    pub(super) length: (Option<usize>, Option<usize>),
    pub(super) minimum: Option<f64>,
    pub(super) maximum: Option<f64>,
    pub(super) properties: &'a Properties,
    pub(super) required: &'a [String],
    pub(super) additional: Option<&'a AdditionalProperties>,
    pub(super) items: Option<&'a ReferenceOr<Box<Schema>>>,
    pub(super) count: (Option<usize>, Option<usize>),
    pub(super) all_of: Schemas<'a>,
    pub(super) one_of: Schemas<'a>,
    pub(super) any_of: Schemas<'a>,
    pub(super) has_not: bool,
}

impl Default for Keywords<'_> {
    fn default() -> Self {
        Keywords {
            kind: None,
            format: None,
            values: Vec::new(),
            lists_null: false,
            pattern: None,
            length: (None, None),
            minimum: None,
            maximum: None,
            properties: &NO_PROPERTIES,
            required: &[],
            additional: None,
            items: None,
            count: (None, None),
            all_of: &[],
            one_of: &[],
            any_of: &[],
            has_not: false,
        }
    }
}

impl<'a> Keywords<'a> {
    pub(super) fn of(schema: &'a Schema) -> Self {
        match &schema.schema_kind {
            SchemaKind::Type(kind) => Self::typed(kind),
            SchemaKind::OneOf { one_of } => Keywords { one_of, ..Self::default() },
            SchemaKind::AllOf { all_of } => Keywords { all_of, ..Self::default() },
            SchemaKind::AnyOf { any_of } => Keywords { any_of, ..Self::default() },
            SchemaKind::Not { .. } => Keywords { has_not: true, ..Self::default() },
            SchemaKind::Any(any) => Self::any(any),
        }
    }

    fn typed(kind: &'a Type) -> Self {
        let named = |kind: &str| Keywords { kind: Some(kind.to_owned()), ..Self::default() };
        match kind {
            Type::String(string) => Keywords {
                format: format(&string.format),
                pattern: string.pattern.as_ref(),
                length: (string.min_length, string.max_length),
                ..named("string").with_values(&string.enumeration)
            },
            Type::Number(number) => Keywords {
                format: format(&number.format),
                minimum: number.minimum,
                maximum: number.maximum,
                ..named("number").with_values(&number.enumeration)
            },
            Type::Integer(integer) => Keywords {
                format: format(&integer.format),
                minimum: integer.minimum.map(|bound| bound as f64),
                maximum: integer.maximum.map(|bound| bound as f64),
                ..named("integer").with_values(&integer.enumeration)
            },
            Type::Boolean(boolean) => named("boolean").with_values(&boolean.enumeration),
            Type::Array(array) => {
                Keywords { items: array.items.as_ref(), count: (array.min_items, array.max_items), ..named("array") }
            }
            Type::Object(object) => Keywords {
                properties: &object.properties,
                required: &object.required,
                additional: object.additional_properties.as_ref(),
                ..named("object")
            },
        }
    }

    fn any(any: &'a AnySchema) -> Self {
        let values = any.enumeration.iter().filter(|value| !value.is_null()).cloned().collect();
        Keywords {
            kind: any.typ.clone(),
            format: any.format.clone(),
            values,
            lists_null: any.enumeration.contains(&Value::Null),
            pattern: any.pattern.as_ref(),
            length: (any.min_length, any.max_length),
            minimum: any.minimum,
            maximum: any.maximum,
            properties: &any.properties,
            required: &any.required,
            additional: any.additional_properties.as_ref(),
            items: any.items.as_ref(),
            count: (any.min_items, any.max_items),
            all_of: &any.all_of,
            one_of: &any.one_of,
            any_of: &any.any_of,
            has_not: any.not.is_some(),
        }
    }

    fn with_values<T: Serialize>(mut self, values: &[Option<T>]) -> Self {
        self.lists_null = values.iter().any(Option::is_none);
        let json = values.iter().flatten().filter_map(|value| serde_json::to_value(value).ok());
        self.values = json.collect();
        self
    }

    /// The type, or the one that the other keywords speak of.
    pub(super) fn kind(&self) -> Option<&str> {
        let is_object = !self.properties.is_empty() || self.additional.is_some();
        match self.kind.as_deref() {
            Some(kind) => Some(kind),
            None if is_object => Some("object"),
            None if self.items.is_some() => Some("array"),
            None if !self.values.is_empty() && self.values.iter().all(Value::is_string) => Some("string"),
            None if !self.values.is_empty() && self.values.iter().all(|value| value.is_i64()) => Some("integer"),
            None if !self.values.is_empty() && self.values.iter().all(Value::is_number) => Some("number"),
            None if !self.values.is_empty() && self.values.iter().all(Value::is_boolean) => Some("boolean"),
            None if self.pattern.is_some() || self.length != (None, None) => Some("string"),
            None => None,
        }
    }
}

fn format<T: Serialize>(format: &Format<T>) -> Option<String> {
    match format {
        Format::Item(known) => serde_json::to_value(known).ok()?.as_str().map(str::to_owned),
        Format::Unknown(format) => Some(format.clone()),
        Format::Empty => None,
    }
}
