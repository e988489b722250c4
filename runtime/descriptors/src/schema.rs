//! What the value of a parameter may be.

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
    /// Whether a value is one text on the wire, whatever the style of its parameter.
    pub fn is_scalar(&self) -> bool {
        match self {
            Schema::String { .. } | Schema::Integer { .. } | Schema::Number { .. } | Schema::Boolean => true,
            Schema::Array { .. } | Schema::Object { .. } | Schema::Any => false,
        }
    }
}
