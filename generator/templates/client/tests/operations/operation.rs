{{ docs }}

use std::time::{Duration, UNIX_EPOCH};
use {{ library }}::twinspec_core::{Arguments, Credentials, Input, Operation, Signer, time};
use {{ library }}::{{ module }}::{Kind, OPERATION, Request, ResponseBody};
use {{ library }}_mock::Mock;
use serde_json::json;
use crate::Outcome;
{% for test in tests %}
{{ test }}
{% endfor %}
