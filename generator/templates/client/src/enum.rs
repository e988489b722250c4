
{{ docs }}
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum {{ name }} {
    {%- for variant in variants %}
    {{ variant.docs }}
    {{ variant.name }},
    {%- endfor %}
    /// A value that the description does not list.
    Unknown(UnlistedValue<Self>),
}

open_enum!({{ name }});

impl OpenEnum for {{ name }} {
    const VALUES: &'static [(Self, &'static str)] = &[
        {%- for variant in variants %}
        (Self::{{ variant.name }}, {{ variant.value }}),
        {%- endfor %}
    ];
}
