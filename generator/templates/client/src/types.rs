//! Types shared by several operations.

use std::collections::BTreeMap;
use twinspec_core::{Decode, Decoder, Encode, OpenEnum, Sensitive, UnlistedValue, Value, Within, open_enum};
{% for definition in types %}
{{ definition }}
{% endfor %}
