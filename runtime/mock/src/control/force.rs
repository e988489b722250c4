//! Outcomes by order.

use std::time::Duration;

use http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::json::{Problem, Reply};
use super::order::Order;
use crate::Force;
use crate::state::{Delay, Fault, ForcedError};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Forced {
    operation: String,
    code: Option<String>,
    fault: Option<String>,
    delay_milliseconds: Option<Milliseconds>,
    retry_after_milliseconds: Option<u64>,
    #[serde(default)]
    after: u32,
    #[serde(default = "once")]
    times: u32,
    #[serde(default)]
    always: bool,
}

/// A fixed time, or the least and the most of a random one.
#[derive(Deserialize, Clone, Copy)]
#[serde(untagged)]
enum Milliseconds {
    Fixed(u64),
    Between([u64; 2]),
}

fn once() -> u32 {
    1
}

pub(super) fn force(order: &Order<'_>) -> Result<Reply, Problem> {
    let told: Forced = order.json()?;
    let fault = match &told.fault {
        None => None,
        Some(name) => Some(Fault::named(name).ok_or_else(|| {
            Problem::bad_request(format!("fault: `{name}` is none of close, truncate, garbage, or a status"))
        })?),
    };
    if told.code.is_none() && fault.is_none() && told.delay_milliseconds.is_none() {
        return Err(Problem::bad_request("the body: missing field `code`, or `fault`, or `delayMilliseconds`"));
    }
    let delay = told.delay_milliseconds.map(|delay| match delay {
        Milliseconds::Fixed(fixed) => [fixed, fixed],
        Milliseconds::Between(between) => between,
    });
    let force = Force {
        error: told.code.clone().map(ForcedError::Code),
        fault,
        retry_after: told.retry_after_milliseconds.map(Duration::from_millis),
        delay: delay
            .map(|[least, most]| Delay { least: Duration::from_millis(least), most: Duration::from_millis(most) }),
        after: told.after,
        times: (!told.always).then_some(told.times),
    };
    let number = order.gateway.force(&told.operation, &force)?;
    Ok(Reply::Json(json!({ "number": number, "operation": told.operation, "code": told.code, "times": force.times })))
}

pub(super) fn list(order: &Order<'_>) -> Result<Reply, Problem> {
    Ok(Reply::Json(json!({ "forced": order.gateway.forced() })))
}

/// Withdraws all that is forced, or that of an operation.
pub(super) fn withdraw_all(order: &Order<'_>) -> Result<Reply, Problem> {
    let withdrawn = match order.only_parameter("operation")? {
        Some(operation) => order.gateway.withdraw_of(&operation)?,
        None => order.gateway.withdraw(None),
    };
    Ok(Reply::Json(json!({ "withdrawn": withdrawn })))
}

pub(super) fn withdraw(order: &Order<'_>) -> Result<Reply, Problem> {
    let number = order.variable();
    match number.parse().map(|number| order.gateway.withdraw(Some(number))) {
        Ok(withdrawn) if withdrawn > 0 => Ok(Reply::Json(json!({ "withdrawn": withdrawn }))),
        _ => Err(Problem::new(StatusCode::NOT_FOUND, format!("nothing is forced by the number `{number}`"))),
    }
}
