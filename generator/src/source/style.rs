//! What the version of a document decides about references.

use serde_json::Value;

use super::node::{Kind, Node};

/// How a document refers to its components.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Swagger 2.0: `#/definitions/Pet`.
    Swagger,
    /// OpenAPI 3.0: `#/components/schemas/Pet`; nothing may be beside a `$ref`.
    OpenApi,
    /// OpenAPI 3.1 and later: a schema is a JSON Schema, whose `$ref` is one keyword of several.
    JsonSchema,
}

/// The sections of `components` to which the OpenAPI reader knows a reference.
const SECTIONS: [&str; 8] =
    ["examples", "headers", "links", "parameters", "requestBodies", "responses", "schemas", "securitySchemes"];

impl Style {
    /// That of a document.
    pub(super) fn of(entry: &Node) -> Self {
        let version = |key: &str| match &entry.entry(key)?.value.kind {
            Kind::Scalar(Value::String(text)) => Some(text.clone()),
            // `openapi: 3.1` without quotes.
            Kind::Scalar(Value::Number(number)) => Some(number.to_string()),
            _ => None,
        };
        match (version("openapi"), version("swagger")) {
            (Some(version), _) if !version.starts_with("3.0") => Self::JsonSchema,
            (None, Some(_)) => Self::Swagger,
            _ => Self::OpenApi,
        }
    }

    /// Whether the steps of a pointer lead to a component, which a `$ref` can go on to refer to.
    pub(super) fn is_component(self, steps: &[String]) -> bool {
        match (self, steps) {
            (Self::Swagger, [section, _]) => matches!(section.as_str(), "definitions" | "parameters" | "responses"),
            (_, [components, section, _]) => components == "components" && SECTIONS.contains(&section.as_str()),
            _ => false,
        }
    }

    /// Where its schemas are.
    pub(super) fn schemas(self) -> &'static str {
        match self {
            Self::Swagger => "/definitions",
            Self::OpenApi | Self::JsonSchema => "/components/schemas",
        }
    }
}
