
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
        twinspec_core::{{ encoded }}
    }
}
{% else %}
#[cfg(feature = "serde")]
{{ allow_deprecated }}
impl twinspec_core::Encode for {{ name }} {
    fn encode(&self) -> twinspec_core::Value {
        twinspec_core::{{ encoded }}
    }
}
{% endif %}
