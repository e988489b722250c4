//! What the keys of a mapping are, by the keywords of OpenAPI that lead to it.

use super::node::{Kind, Node};
use crate::vocabulary::is_vocabulary;

/// What the keys of a mapping are, which decides what a `$ref` in it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    /// Keywords of OpenAPI: `$ref` is a reference.
    Keywords,
    /// Keywords of a schema: `$ref` is a reference.
    Schema,
    /// Names that the description chose: a `$ref` with a text is a reference, any other is a name.
    Names,
    /// Names of schemas.
    SchemaNames,
    /// Someone's data: nothing in it is a reference.
    Data,
}

impl Keys {
    /// What the keys of the mapping under a keyword are.
    pub(super) fn under(self, key: &str, value: &Node) -> Self {
        match self {
            Self::Data => Self::Data,
            Self::Names => Self::Keywords,
            Self::SchemaNames => Self::Schema,
            // What documents of OpenAPI 3.0 have for the `webhooks` of 3.1.
            Self::Keywords if key == "x-webhooks" && is_mapping(value) => Self::Names,
            Self::Keywords | Self::Schema if key.starts_with("x-") && !is_vocabulary(key) => Self::Data,
            Self::Keywords | Self::Schema if matches!(key, "example" | "default" | "enum" | "x-twin-value-titles") => {
                Self::Data
            }
            Self::Schema => Self::in_schema(key, value),
            Self::Keywords => match key {
                "value" | "dataValue" => Self::Data,
                "schema" | "itemSchema" => Self::Schema,
                // Those of Swagger 2.0 are `definitions`.
                "schemas" | "definitions" if is_mapping(value) => Self::SchemaNames,
                "callbacks"
                | "content"
                | "encoding"
                | "examples"
                | "headers"
                | "links"
                | "mapping"
                | "mediaTypes"
                | "parameters"
                | "pathItems"
                | "paths"
                | "requestBodies"
                | "responses"
                | "securityDefinitions"
                | "securitySchemes"
                | "variables"
                | "webhooks"
                | "x-twin-resources"
                    if is_mapping(value) =>
                {
                    Self::Names
                }
                _ => Self::Keywords,
            },
        }
    }

    fn in_schema(key: &str, value: &Node) -> Self {
        match key {
            "const" | "examples" | "required" | "dependentRequired" | "mapping" => Self::Data,
            "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" if is_mapping(value) => {
                Self::SchemaNames
            }
            "discriminator" | "xml" | "externalDocs" => Self::Keywords,
            _ => Self::Schema,
        }
    }

    /// Whether a value there is a schema.
    pub(super) fn is_schema(self) -> bool {
        self == Self::Schema
    }
}

fn is_mapping(value: &Node) -> bool {
    matches!(value.kind, Kind::Mapping(_))
}
