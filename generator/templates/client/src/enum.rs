
{{ docs }}
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum {{ name }} {
    {%- for variant in variants %}
    {{ variant.docs }}
    {{ variant.name }},
    {%- endfor %}
    /// A value that the spec does not list.
    Unknown(String),
}

impl {{ name }} {
    /// The value as it stands on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            {%- for variant in variants %}
            Self::{{ variant.name }} => {{ variant.value }},
            {%- endfor %}
            Self::Unknown(value) => value,
        }
    }
}

impl Default for {{ name }} {
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl From<&str> for {{ name }} {
    fn from(value: &str) -> Self {
        match value {
            {%- for variant in variants %}
            {{ variant.value }} => Self::{{ variant.name }},
            {%- endfor %}
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl From<String> for {{ name }} {
    fn from(value: String) -> Self {
        Self::from(value.as_str())
    }
}

impl Decode for {{ name }} {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        if let Some(text) = from.text() {
            *self = Self::from(text.as_ref());
        }
    }
}
{% if sent %}
impl Encode for {{ name }} {
    fn encode(&self) -> Value {
        self.as_str().into()
    }
}
{% endif %}
