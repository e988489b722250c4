//! What accounts have.

use serde_json::json;

use super::json::{Problem, Reply};
use super::order::Order;

pub(super) fn put(order: &Order<'_>) -> Result<Reply, Problem> {
    let (name, account) = (order.variable(), order.account()?);
    let value = match order.bytes()?.is_empty() {
        true => json!({}),
        false => order.json()?,
    };
    order.gateway.put_resource(&account, name, value)?;
    Ok(Reply::Json(json!({ "name": name, "account": account })))
}

pub(super) fn list(order: &Order<'_>) -> Result<Reply, Problem> {
    Ok(Reply::Json(order.gateway.resources(&order.account()?, order.variable())?.into()))
}

pub(super) fn remove(order: &Order<'_>) -> Result<Reply, Problem> {
    let (name, account) = (order.variable(), order.account()?);
    let removed = order.gateway.remove_resources(&account, name)?.len();
    Ok(Reply::Json(json!({ "name": name, "account": account, "removed": removed })))
}

pub(super) fn given(order: &Order<'_>) -> Result<Reply, Problem> {
    let (name, account) = (order.variable(), order.account()?);
    order.gateway.given(&account, name)?;
    Ok(Reply::Json(json!({ "name": name, "account": account })))
}

pub(super) fn codes(order: &Order<'_>) -> Result<Reply, Problem> {
    Ok(Reply::Json(json!(order.gateway.codes())))
}
