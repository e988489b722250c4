//! The control API over HTTP, under `/_mock`: what [`Mock`](crate::Mock) offers to Rust, for everyone else.

mod account;
mod calls;
mod clock;
mod coverage;
mod describe;
mod document;
mod force;
mod json;
mod order;
mod resources;
mod snapshot;
mod table;
mod webhooks;

use http::StatusCode;
use percent_encoding::percent_decode_str;

use crate::gateway::Gateway;
use crate::message::{BodyError, RequestHead, Response};

use json::{Problem, Reply};
use order::Order;
use table::CONTROLS;

/// Whether a request is meant for the mock itself and not for the API it serves.
pub(crate) fn is_meant(path: &str) -> bool {
    path.strip_prefix("/_mock").is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Does what a request to the mock itself asks for.
pub(crate) async fn answer(gateway: &Gateway, head: &RequestHead, body: Result<&[u8], BodyError>) -> Response {
    match decide(gateway, head, body) {
        #[cfg(feature = "webhooks")]
        Ok(Reply::Notify(notify)) => match gateway.notify(&notify).await {
            Ok(sent) => Reply::Json(serde_json::json!(sent)).into_response(),
            Err(error) => Problem::from(error).into_response(),
        },
        Ok(reply) => reply.into_response(),
        Err(problem) => problem.into_response(),
    }
}

fn decide(gateway: &Gateway, head: &RequestHead, body: Result<&[u8], BodyError>) -> Result<Reply, Problem> {
    let target = head.target();
    let path = target.path.strip_prefix("/_mock").unwrap_or_default();
    let mut is_known = false;
    for control in CONTROLS {
        let Some(variables) = variables(control.path, path) else {
            continue;
        };
        is_known = true;
        if control.method == head.method() {
            let variables = variables.into_iter().map(decode).collect::<Result<_, _>>()?;
            return (control.run)(&Order { controls: CONTROLS, gateway, variables, query: target.query, body });
        }
    }
    Err(match is_known {
        true => Problem::new(StatusCode::METHOD_NOT_ALLOWED, "this control takes another method; see GET /_mock"),
        false => Problem::new(StatusCode::NOT_FOUND, "no such control; see GET /_mock"),
    })
}

/// The segments of a path where its template has variables; `None` if it is another path.
fn variables<'p>(template: &str, path: &'p str) -> Option<Vec<&'p str>> {
    let path = path.strip_suffix('/').unwrap_or(path);
    let mut variables = Vec::new();
    let (mut expected, mut given) = (template.split('/'), path.split('/'));
    loop {
        match (expected.next(), given.next()) {
            (None, None) => return Some(variables),
            (Some(name), Some(segment)) if name.starts_with('{') && !segment.is_empty() => variables.push(segment),
            (Some(literal), Some(segment)) if literal == segment => {}
            _ => return None,
        }
    }
}

fn decode(segment: &str) -> Result<String, Problem> {
    let decoded = percent_decode_str(segment).decode_utf8();
    let decoded =
        decoded.map_err(|_| Problem::bad_request(format!("Invalid UTF-8 in the path segment `{segment}`")))?;
    Ok(decoded.into_owned())
}
