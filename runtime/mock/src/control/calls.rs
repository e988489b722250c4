//! What was called.

use serde_json::json;

use super::Order;
use super::json::{Problem, Reply};

pub(super) fn list(order: &Order<'_>) -> Result<Reply, Problem> {
    Ok(Reply::Json(json!({ "calls": order.gateway.calls() })))
}
