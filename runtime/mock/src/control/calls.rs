//! What was called.

use serde_json::json;

use super::json::{Problem, Reply};
use super::order::Order;

pub(super) fn list(order: &Order<'_>) -> Result<Reply, Problem> {
    Ok(Reply::Json(json!({ "calls": order.gateway.calls() })))
}
