//! Kinds of values.

/// A kind of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Kind {
    String,
    Integer,
    Number,
    Boolean,
    Array,
    Object,
    #[default]
    Any,
}

impl Kind {
    /// The kind of a type of the source.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "string" => Kind::String,
            "integer" => Kind::Integer,
            "number" => Kind::Number,
            "boolean" => Kind::Boolean,
            "array" => Kind::Array,
            "object" => Kind::Object,
            "any" => Kind::Any,
            _ => return None,
        })
    }

    /// The type in OpenAPI; none for any value.
    pub(crate) fn name(self) -> Option<&'static str> {
        Some(match self {
            Kind::String => "string",
            Kind::Integer => "integer",
            Kind::Number => "number",
            Kind::Boolean => "boolean",
            Kind::Array => "array",
            Kind::Object => "object",
            Kind::Any => return None,
        })
    }

    /// Whether values of it can be written in more than one way on the wire.
    pub(crate) fn has_style(self) -> bool {
        matches!(self, Kind::Array | Kind::Object | Kind::Any)
    }
}
