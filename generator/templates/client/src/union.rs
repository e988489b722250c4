
{{ docs }}
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
#[allow(clippy::large_enum_variant)]
pub enum {{ name }} {
    {%- for variant in variants %}
    {{ variant.docs }}
    {{ variant.name }}{% if let Some(rust) = variant.rust %}({{ rust }}){% endif %},
    {%- endfor %}
    /// A value that is none of these.
    Unknown(Value),
}

one_of!({{ name }} { {{ names }} });
{% if sent %}
twinspec_core::encode_one_of!({{ name }} { {{ holders }} });
{% else %}
#[cfg(feature = "serde")]
twinspec_core::encode_one_of!({{ name }} { {{ holders }} });
{% endif %}
impl Union for {{ name }} {
    {%- if let Some(discriminator) = discriminator %}
    const DISCRIMINATOR: &'static str = {{ discriminator }};
    {%- endif %}
    const VARIANTS: &'static [UnionVariant] = &[
        {%- for variant in variants %}
        {{ variant.table }},
        {%- endfor %}
    ];
}
{%- for variant in variants %}
{%- if let Some((rust, value)) = variant.from %}

impl From<{{ rust }}> for {{ name }} {
    fn from(value: {{ rust }}) -> Self {
        Self::{{ variant.name }}({{ value }})
    }
}
{%- endif %}
{%- endfor %}
