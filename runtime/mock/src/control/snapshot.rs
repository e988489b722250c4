//! All that the mock remembers, taken and put back.

use serde_json::json;
use twinspec_core::time;

use super::json::{Problem, Reply};
use super::order::Order;
use crate::Snapshot;

pub(super) fn take(order: &Order<'_>) -> Result<Reply, Problem> {
    Ok(Reply::Json(json!(order.gateway.snapshot())))
}

pub(super) fn put(order: &Order<'_>) -> Result<Reply, Problem> {
    let text = std::str::from_utf8(order.bytes()?).map_err(|error| Problem::bad_request(error.to_string()))?;
    let problem = |error: crate::SnapshotError| Problem::bad_request(error.to_string());
    let snapshot: Snapshot = text.parse().map_err(problem)?;
    order.gateway.restore(&snapshot).map_err(problem)?;
    Ok(Reply::Json(json!({ "now": time::format(order.gateway.now()) })))
}
