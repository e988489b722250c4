{{ docs }}

use std::time::Duration;
{% if is_signed %}{% include "client/tests/alibaba/imports.rs" %}{% else %}use std::time::UNIX_EPOCH;
{% endif %}
use {{ library }}::twinspec_core::{Arguments, from_json, time};
use {{ library }}::types;
{% if names_types %}use {{ library }}::{{ module }};
{% endif %}use {{ library }}::{{ module }}::{Kind, OPERATION, Request};
use {{ mock_library }}::twinspec_mock::conformance::Scenario;
use crate::{Outcome, builder, errors, raises, sent, start};
{% for test in tests %}
{{ test }}
{% endfor %}
