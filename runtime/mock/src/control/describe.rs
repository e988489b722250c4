//! What the mock serves, and what it can be asked for.

use serde_json::{Value, json};
use twinspec_core::time;

use super::json::{Problem, Reply};
use super::order::{Control, Order};
use crate::gateway::Hosted;

pub(super) fn describe(order: &Order<'_>) -> Result<Reply, Problem> {
    let gateway = order.gateway;
    let asked_for = || gateway.apis.iter().filter(|hosted| !hosted.is_built_in);
    let first = asked_for().next();
    let operations = asked_for().flat_map(|hosted| hosted.service.operations).map(|operation| {
        let rows = operation.described.errors.iter();
        json!({
            "product": operation.described.api.name,
            "action": operation.described.name,
            "path": match operation.described.path {
                "/" => format!("/{}", operation.id),
                path => path.to_owned(),
            },
            "errors": rows.map(|row| row.code).collect::<Vec<_>>(),
        })
    });
    let resources = asked_for()
        .flat_map(|hosted| hosted.service.resources)
        .map(|resource| json!({ "name": resource.name, "key": resource.key, "description": resource.description }));
    let mut controls: Vec<Value> = order.controls.iter().map(described).collect();
    controls.push(json!({
        "header": "Prefer: code=409, example=<error code>",
        "does": "answers the call that has this header with the error",
    }));
    controls.push(json!({
        "header": "x-mock-delay: 250",
        "does": "delays the response to the call that has this header by that many milliseconds",
    }));
    controls.push(json!({
        "header": "x-mock-fault: close",
        "does": "closes the connection instead of answering the call that has this header; or truncate, garbage, 502",
    }));
    let of_protocol = gateway.protocol.request_controls().iter();
    controls.extend(of_protocol.map(|(header, does)| json!({ "header": header, "does": does })));
    let mut description = json!({
        "product": first.map(|hosted| hosted.service.api.name),
        "version": first.map(|hosted| hosted.service.api.version),
        "site": first.map(|hosted| hosted.site.id),
        "apis": asked_for().map(|Hosted { service, site, .. }| {
            json!({ "product": service.api.name, "version": service.api.version, "site": site.id })
        }).collect::<Vec<_>>(),
        "accounts": gateway.accounts(),
        "now": time::format(gateway.now()),
        "operations": operations.collect::<Vec<_>>(),
        "resources": resources.collect::<Vec<_>>(),
        "given": asked_for().flat_map(|hosted| hosted.service.given).map(|given| given.name).collect::<Vec<_>>(),
        "controls": controls,
    });
    if let Some(members) = description.as_object_mut() {
        let further = gateway.protocol.description();
        members.extend(further.into_iter().map(|(name, value)| (name.to_owned(), value)));
    }
    Ok(Reply::Json(description))
}

fn described(control: &Control) -> Value {
    let request = format!("{} /_mock{}{}", control.method, control.path, control.query);
    let mut description = json!({ "request": request, "does": control.does });
    if let (Ok(body), Some(members)) = (serde_json::from_str::<Value>(control.body), description.as_object_mut()) {
        members.insert("body".to_owned(), body);
    }
    description
}
