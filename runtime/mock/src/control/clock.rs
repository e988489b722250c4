//! The virtual clock, forward, set, and back to the start.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use twinspec_core::time;

use super::json::{Problem, Reply};
use super::order::Order;
use crate::gateway::Gateway;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    seconds: f64,
}

pub(super) fn advance(order: &Order<'_>) -> Result<Reply, Problem> {
    let Advance { seconds } = order.json()?;
    let by = Duration::try_from_secs_f64(seconds).map_err(|error| Problem::bad_request(format!("seconds: {error}")))?;
    order.gateway.advance(by);
    Ok(now(order.gateway))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Set {
    now: String,
}

pub(super) fn set(order: &Order<'_>) -> Result<Reply, Problem> {
    let Set { now: text } = order.json()?;
    let problem = |error: jiff::Error| Problem::bad_request(format!("now: {error}"));
    let time = text.parse::<Timestamp>().map_err(problem)?;
    order.gateway.set_time(SystemTime::try_from(time).map_err(problem)?);
    Ok(now(order.gateway))
}

pub(super) fn show(order: &Order<'_>) -> Result<Reply, Problem> {
    Ok(now(order.gateway))
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reset {
    seed: Option<u64>,
}

pub(super) fn reset(order: &Order<'_>) -> Result<Reply, Problem> {
    let Reset { seed } = if order.bytes()?.is_empty() { Reset::default() } else { order.json()? };
    order.gateway.reset(seed);
    Ok(now(order.gateway))
}

fn now(gateway: &Gateway) -> Reply {
    Reply::Json(json!({ "now": time::format(gateway.now()) }))
}
