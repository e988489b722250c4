//! Types shared by several operations.

use std::collections::BTreeMap;
use twinspec_core::{
    Decode, Decoder, Encode, Fit, OpenEnum, Sensitive, Union, UnionVariant, UnlistedValue, Value, Within, one_of, open_enum,
};
{% for definition in types %}
{{ definition }}
{% endfor %}
{% for headers in headers %}
{{ headers }}
{% endfor %}
{% if !serde.is_empty() %}
#[cfg(feature = "serde")]
twinspec_core::impl_serde!({{ serde }});
{% endif %}
