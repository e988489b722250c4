
{{ docs }}
#[derive(Debug, Clone, PartialEq, Default)]
{%- if !sent %}
#[non_exhaustive]
{%- endif %}
{%- if fields.is_empty() %}
pub struct {{ name }} {}
{%- else %}
pub struct {{ name }} {
    {%- for field in fields %}
    {{ field.docs }}
    {{ field.deprecated }}
    pub {{ field.name }}: {{ field.rust }},
    {%- endfor %}
    {%- if let Some(blanks) = blanks %}
    /// Which of these fields were present, but null or empty.
    {{ blanks }},
    {%- endif %}
}
{%- endif %}

{{ allow_deprecated }}
impl Decode for {{ name }} {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.{{ decoded }};
    }
}
{% if sent %}
{{ allow_deprecated }}
impl Encode for {{ name }} {
    fn encode(&self) -> Value {
        {{ encoded }}
    }
}
{% else %}
#[cfg(feature = "serde")]
{{ allow_deprecated }}
impl twinspec_core::Encode for {{ name }} {
    fn encode(&self) -> twinspec_core::Value {
        {{ encoded }}
    }
}
{% endif %}
