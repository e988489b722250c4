{{ docs }}

use std::time::{Duration, UNIX_EPOCH};
{% if is_signed %}{% include "client/tests/alibaba/imports.rs" %}{% endif %}
use {{ library }}::twinspec_core::{Anonymous, Arguments, CallFacts, Input, Operation, time};
use {{ library }}::{{ module }}::{Kind, OPERATION, Request, ResponseBody};
use {{ mock_library }}::Mock;
use serde_json::json;
use crate::Outcome;
{% for test in tests %}
{{ test }}
{% endfor %}
