{{ docs }}

use std::collections::BTreeMap;
use twinspec_core::{
    Decode, DecodeError, Decoder, Delivery, Encode, Fit, OpenEnum, Sensitive, Union, UnionVariant, UnlistedValue, Value, Within, one_of,
    open_enum,
};
{% if !named.is_empty() %}
{% if let Some(definition) = payload %}
{{ definition }}
{% else %}
/// The payload of any webhook.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
#[allow(clippy::large_enum_variant)]
pub enum Payload {
    {%- for webhook in named %}
    {{ webhook.docs }}
    {{ webhook.variant }}({{ webhook.variant }}),
    {%- endfor %}
}
{% endif %}
impl Payload {
    /// Reads the payload of the webhook that the description calls by this name; `None` if it has no such webhook.
    ///
    /// # Errors
    ///
    /// The body is not JSON, or not a payload of this webhook.
    pub fn named(name: &str, delivery: &Delivery<'_>) -> Result<Option<Self>, DecodeError> {
        let payload = match name {
            {%- for webhook in named %}
            {{ webhook.name }} => Self::{{ webhook.variant }}(delivery.read()?),
            {%- endfor %}
            _ => return Ok(None),
        };
        Ok(Some(payload))
    }
}
{% endif %}
{% for definition in types %}
{{ definition }}
{% endfor %}
{% if !serde.is_empty() %}
#[cfg(feature = "serde")]
twinspec_core::impl_serde!({{ serde }});
{% endif %}
