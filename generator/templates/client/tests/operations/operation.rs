{{ docs }}

use std::time::{Duration, UNIX_EPOCH};
use {{ library }}::twinspec_alibaba::{Credentials, Signer};
use {{ library }}::twinspec_core::{Arguments, Input, Operation, time};
use {{ library }}::{{ module }}::{Kind, OPERATION, Request, ResponseBody};
use {{ library }}_mock::Mock;
use serde_json::json;
use crate::Outcome;
{% for test in tests %}
{{ test }}
{% endfor %}
