//! What the calls have reached.

use serde_json::json;

use super::json::{Problem, Reply};
use super::order::Order;

pub(super) fn coverage(order: &Order<'_>) -> Result<Reply, Problem> {
    let coverage = order.gateway.coverage();
    match order.only_parameter("format")?.as_deref() {
        None | Some("json") => Ok(Reply::Json(json!(coverage))),
        Some("table") => Ok(Reply::Text(coverage.to_string())),
        Some(other) => Err(Problem::bad_request(format!("format: `{other}` is neither json nor table"))),
    }
}
