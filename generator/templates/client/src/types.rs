//! Types shared by several operations.

use std::collections::BTreeMap;
use twinspec_core::{Decode, Decoder, Encode, Sensitive, Value};
{% for definition in types %}
{{ definition }}
{% endfor %}
