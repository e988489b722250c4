//! What the value of a parameter may be.

use serde::Serialize;
use serde::ser::{SerializeStructVariant, Serializer};

use crate::written::Reference;

/// What a value may be. Text on the wire is read by it: `True` is a boolean, `12` an integer.
#[derive(Debug)]
pub enum Schema {
    /// Text.
    String {
        /// A regular expression that matches somewhere in the text.
        pattern: Option<&'static str>,
        /// The smallest length in characters.
        min_length: Option<u64>,
        /// The greatest length in characters.
        max_length: Option<u64>,
        /// The only values allowed; all are if it is empty.
        values: &'static [&'static str],
    },
    /// A whole number.
    Integer {
        /// The smallest value.
        minimum: Option<i64>,
        /// The greatest value.
        maximum: Option<i64>,
    },
    /// A number.
    Number {
        /// The smallest value.
        minimum: Option<f64>,
        /// The greatest value.
        maximum: Option<f64>,
    },
    /// `true` or `false` in any case.
    Boolean,
    /// A list.
    Array {
        /// What each item may be.
        items: &'static Schema,
        /// The smallest number of items.
        min_items: Option<u64>,
        /// The greatest number of items.
        max_items: Option<u64>,
    },
    /// An object. Properties that are not named may be anything.
    Object {
        /// The properties by name.
        properties: &'static [(&'static str, Schema)],
        /// The properties that must be there.
        required: &'static [&'static str],
    },
    /// Anything.
    Any,
}

impl Schema {
    /// Any text.
    pub const TEXT: Schema = Schema::String { pattern: None, min_length: None, max_length: None, values: &[] };

    /// Any whole number.
    pub const INTEGER: Schema = Schema::Integer { minimum: None, maximum: None };

    /// Any number.
    pub const NUMBER: Schema = Schema::Number { minimum: None, maximum: None };

    /// One of these texts.
    pub const fn one_of(values: &'static [&'static str]) -> Self {
        Schema::String { pattern: None, min_length: None, max_length: None, values }
    }

    /// A text in which a regular expression matches somewhere.
    pub const fn matching(pattern: &'static str) -> Self {
        Schema::String { pattern: Some(pattern), min_length: None, max_length: None, values: &[] }
    }

    /// A list of any length.
    pub const fn list_of(items: &'static Schema) -> Self {
        Schema::Array { items, min_items: None, max_items: None }
    }

    /// An object that may lack any of these properties.
    pub const fn object(properties: &'static [(&'static str, Schema)]) -> Self {
        Schema::Object { properties, required: &[] }
    }

    /// Whether a value is one text on the wire, whatever the style of its parameter.
    pub fn is_scalar(&self) -> bool {
        match self {
            Schema::String { .. } | Schema::Integer { .. } | Schema::Number { .. } | Schema::Boolean => true,
            Schema::Array { .. } | Schema::Object { .. } | Schema::Any => false,
        }
    }
}

/// In the shortest way.
impl Serialize for Schema {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const NAME: &str = "Schema";
        match *self {
            Schema::String { pattern: None, min_length: None, max_length: None, values: [] } => {
                serializer.serialize_unit_struct("Schema::TEXT")
            }
            Schema::String { pattern: None, min_length: None, max_length: None, values } => {
                serializer.serialize_newtype_struct("Schema::one_of", values)
            }
            Schema::String { pattern: Some(pattern), min_length: None, max_length: None, values: [] } => {
                serializer.serialize_newtype_struct("Schema::matching", pattern)
            }
            Schema::String { pattern, min_length, max_length, values } => {
                let mut text = serializer.serialize_struct_variant(NAME, 0, "String", 4)?;
                text.serialize_field("pattern", &pattern)?;
                text.serialize_field("min_length", &min_length)?;
                text.serialize_field("max_length", &max_length)?;
                text.serialize_field("values", values)?;
                text.end()
            }
            Schema::Integer { minimum: None, maximum: None } => serializer.serialize_unit_struct("Schema::INTEGER"),
            Schema::Integer { minimum, maximum } => range(serializer, 1, "Integer", minimum, maximum),
            Schema::Number { minimum: None, maximum: None } => serializer.serialize_unit_struct("Schema::NUMBER"),
            Schema::Number { minimum, maximum } => range(serializer, 2, "Number", minimum, maximum),
            Schema::Boolean => serializer.serialize_unit_variant(NAME, 3, "Boolean"),
            Schema::Array { items, min_items: None, max_items: None } => {
                serializer.serialize_newtype_struct("Schema::list_of", &Reference(items))
            }
            Schema::Array { items, min_items, max_items } => {
                let mut list = serializer.serialize_struct_variant(NAME, 4, "Array", 3)?;
                list.serialize_field("items", &Reference(items))?;
                list.serialize_field("min_items", &min_items)?;
                list.serialize_field("max_items", &max_items)?;
                list.end()
            }
            Schema::Object { properties, required: [] } => {
                serializer.serialize_newtype_struct("Schema::object", properties)
            }
            Schema::Object { properties, required } => {
                let mut object = serializer.serialize_struct_variant(NAME, 5, "Object", 2)?;
                object.serialize_field("properties", properties)?;
                object.serialize_field("required", required)?;
                object.end()
            }
            Schema::Any => serializer.serialize_unit_variant(NAME, 6, "Any"),
        }
    }
}

fn range<S: Serializer>(
    serializer: S,
    index: u32,
    variant: &'static str,
    minimum: Option<impl Serialize>,
    maximum: Option<impl Serialize>,
) -> Result<S::Ok, S::Error> {
    let mut range = serializer.serialize_struct_variant("Schema", index, variant, 2)?;
    range.serialize_field("minimum", &minimum)?;
    range.serialize_field("maximum", &maximum)?;
    range.end()
}
