//! Outcomes by order.

use serde::Deserialize;
use serde_json::json;

use super::Order;
use super::json::{Problem, Reply};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Force {
    operation: String,
    code: String,
    #[serde(default = "once")]
    times: u32,
}

fn once() -> u32 {
    1
}

pub(super) fn force(order: &Order<'_>) -> Result<Reply, Problem> {
    let Force { operation, code, times } = order.json()?;
    order.gateway.force(&operation, &code, times)?;
    Ok(Reply(json!({ "operation": operation, "code": code, "times": times })))
}
