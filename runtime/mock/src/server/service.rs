//! One request and its response, whichever version of HTTP they travel by.

use http::header::CONNECTION;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode, Version};
use hyper::body::Incoming;

use super::answerer::Answerer;
use super::malformed;
use super::request_body::read_body;
use super::response_body::ResponseBody;
use super::stream::Receipt;
use crate::message::{self, RequestHead};

/// The connection is closed instead of an answer.
#[derive(Debug, thiserror::Error)]
#[error("closed on purpose")]
pub(super) struct ClosedOnPurpose;

/// Answers a request.
pub(super) async fn answer(
    answerer: Answerer,
    receipt: Receipt,
    request: Request<Incoming>,
) -> Result<Response<ResponseBody>, ClosedOnPurpose> {
    let (parts, body) = request.into_parts();
    if let Err(malformed) = malformed::check(&parts) {
        return Ok(last(response(malformed.response(), parts.headers), parts.version));
    }
    let head = RequestHead::from(&parts);
    let body = read_body(body, answerer.body_limit(&head)).await;
    if body.is_ok() {
        receipt.complete();
    }
    let answer = answerer.answer(&head, body.as_deref().map_err(|error| *error)).await;
    if let Some(delay) = answer.delay {
        tokio::time::sleep(delay).await;
    }
    let answer = answer.response.ok_or(ClosedOnPurpose)?;
    let is_last = match parts.version {
        // To a client that knows no chunks, a body without a length ends where the connection does.
        Version::HTTP_10 => body.is_err() || answer.body.length().is_none(),
        // Nobody knows where the next request would begin.
        Version::HTTP_11 => body.is_err(),
        _ => false,
    };
    let response = response(answer, parts.headers);
    Ok(if is_last { last(response, parts.version) } else { response })
}

/// The response in the memory of the request's headers, which `hyper` takes for those of the next request.
fn response(response: message::Response, mut headers: HeaderMap) -> Response<ResponseBody> {
    headers.clear();
    response.each_header(|name, value| {
        headers.append(name, value);
    });
    let status = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = Response::new(ResponseBody::from(response.body));
    (*response.status_mut(), *response.headers_mut()) = (status, headers);
    response
}

/// The response to a request of this version, with which the connection ends.
fn last(mut response: Response<ResponseBody>, version: Version) -> Response<ResponseBody> {
    // To a request of HTTP/1.0 that asks for more, `hyper` adds the opposite unless the response is of HTTP/1.0 as well.
    *response.version_mut() = version;
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}
