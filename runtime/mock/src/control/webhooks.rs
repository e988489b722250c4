//! Webhooks and callbacks: which there are, and sending them.

use serde_json::{Value, json};

use super::json::{Problem, Reply};
use super::order::Order;

#[cfg(feature = "webhooks")]
pub(super) fn list(order: &Order<'_>) -> Result<Reply, Problem> {
    let gateway = order.gateway;
    let listed = gateway.webhooks().map(|(api, webhook)| {
        json!({
            "product": gateway.apis.get(api).map(|hosted| hosted.service.api.name),
            "name": webhook.name,
            "method": webhook.method,
            "callback": webhook.callback.as_ref().map(|callback| {
                json!({ "operations": callback.operations, "expression": callback.url })
            }),
            "payload": gateway.payload_of(api, webhook),
        })
    });
    Ok(Reply::Json(json!({ "webhooks": listed.collect::<Vec<Value>>() })))
}

#[cfg(feature = "webhooks")]
pub(super) fn send(order: &Order<'_>) -> Result<Reply, Problem> {
    Ok(Reply::Notify(Box::new(order.json()?)))
}

/// A mock crate whose document has webhooks is built with the feature.
#[cfg(not(feature = "webhooks"))]
pub(super) fn list(_: &Order<'_>) -> Result<Reply, Problem> {
    Ok(Reply::Json(json!({ "webhooks": Vec::<Value>::new() })))
}

#[cfg(not(feature = "webhooks"))]
pub(super) fn send(_: &Order<'_>) -> Result<Reply, Problem> {
    let message = "this mock was built without the feature `webhooks` of twinspec-mock";
    Err(Problem::new(http::StatusCode::NOT_IMPLEMENTED, message))
}
