//! HTTP/2, which `hyper` speaks.

mod request_body;
mod response_body;

use std::io::Cursor;
use std::pin::pin;

use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode};
use hyper::body::Incoming;
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite};
use tokio::sync::watch;

use super::answerer::Answerer;
use super::patience::PATIENCE;
use super::stopped;
use super::wire::Wire;
use crate::message::{self, RequestHead};
use request_body::read_body;
use response_body::ResponseBody;

/// What a client of HTTP/2 begins with.
pub(super) const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// The connection is closed instead of an answer.
#[derive(Debug, thiserror::Error)]
#[error("closed on purpose")]
struct ClosedOnPurpose;

/// Answers requests until the client has closed its end, or the server stops, which lets what has begun end. A client may
/// ask several things at a time, and is asked whether it is still there.
pub(super) async fn serve<S: AsyncRead + AsyncWrite + Send + Unpin + 'static>(
    wire: Wire<S>,
    answerer: Answerer,
    stop: watch::Receiver<bool>,
) -> hyper::Result<()> {
    let (stream, received) = wire.into_parts();
    let (reader, writer) = tokio::io::split(stream);
    let stream = tokio::io::join(Cursor::new(received).chain(reader), writer);
    let service = service_fn(move |request| {
        let answerer = answerer.clone();
        async move { answer(&answerer, request).await }
    });
    let mut protocol = http2::Builder::new(TokioExecutor::new());
    protocol.timer(TokioTimer::new()).keep_alive_interval(PATIENCE);
    let mut connection = pin!(protocol.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        end = connection.as_mut() => return end,
        () = stopped(stop) => connection.as_mut().graceful_shutdown(),
    }
    connection.await
}

async fn answer(answerer: &Answerer, request: Request<Incoming>) -> Result<Response<ResponseBody>, ClosedOnPurpose> {
    let (parts, body) = request.into_parts();
    let head = head(&parts);
    let body = read_body(body, answerer.body_limit(&head)).await;
    let answer = answerer.answer(&head, body.as_deref().map_err(|error| *error));
    if let Some(delay) = answer.delay {
        tokio::time::sleep(delay).await;
    }
    answer.response.map(response).ok_or(ClosedOnPurpose)
}

/// The head as HTTP/1.1 would write it.
fn head(parts: &Parts) -> RequestHead {
    let mut builder = RequestHead::default().rebuild(parts.method.as_str(), &parts.uri.to_string());
    for (name, value) in &parts.headers {
        builder.push(name.as_str(), value.as_bytes());
    }
    builder.finish()
}

fn response(response: message::Response) -> Response<ResponseBody> {
    let mut headers = HeaderMap::new();
    response.each_header(|name, value| {
        if let Ok(value) = HeaderValue::from_bytes(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    });
    let status = StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = Response::new(ResponseBody::from(response.body));
    (*response.status_mut(), *response.headers_mut()) = (status, headers);
    response
}
