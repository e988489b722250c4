//! One connection: requests in, answers out.

use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;

use http::{Request, Response, Version};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::{GracefulConnection, Watcher};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

use super::patience::Patience;
use super::request_body::{BodyError, read_body};
#[cfg(feature = "https")]
use super::tls;
use super::{AnswerBody, Limits, Transport};
use crate::control;
use crate::gateway::{Gateway, Peer};
use crate::refusal::Refusal;

/// A snapshot may be larger than any call.
const SNAPSHOT: &str = "/_mock/snapshot";
const SNAPSHOT_BODY: usize = 64 * 1024 * 1024;

/// The connection is closed instead of an answer.
#[derive(Debug, thiserror::Error)]
#[error("closed on purpose")]
struct ClosedOnPurpose;

/// Why a connection ended too early.
pub(super) type End = Box<dyn Error + Send + Sync>;

/// Serves a connection until its client has closed it or the server is stopped.
pub(super) async fn serve(
    stream: TcpStream,
    peer: SocketAddr,
    gateway: Arc<Gateway>,
    protocol: Arc<auto::Builder<TokioExecutor>>,
    transport: Transport,
    watcher: Watcher,
) {
    // Answers are small; waiting to fill a packet would only delay them.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY");
    }
    let limits = transport.limits;
    #[cfg(feature = "https")]
    if let Some(tls) = &transport.tls
        && tls::is_spoken(&stream).await
    {
        let from = Peer { address: peer.ip(), is_secure: true };
        return match tls.accept(stream).await {
            Ok(stream) => watched(stream, from, gateway, &protocol, limits, watcher).await,
            Err(error) => tracing::debug!(%peer, %error, "no TLS"),
        };
    }
    let from = Peer { address: peer.ip(), is_secure: false };
    watched(stream, from, gateway, &protocol, limits, watcher).await;
}

/// Speaks HTTP until the client has closed its end, or has said nothing for too long.
async fn watched(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    from: Peer,
    gateway: Arc<Gateway>,
    protocol: &auto::Builder<TokioExecutor>,
    limits: Limits,
    watcher: Watcher,
) {
    let patience = Arc::new(Patience::new());
    let connection = speak(stream, from, gateway, protocol, limits, patience.clone());
    tokio::select! {
        biased;
        end = watcher.watch(connection) => note(end, from),
        () = patience.lose() => tracing::debug!(peer = %from.address, "no request"),
    }
}

/// Speaks HTTP until the client has closed its end. The patience is told of requests and answers.
pub(super) fn speak(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    from: Peer,
    gateway: Arc<Gateway>,
    protocol: &auto::Builder<TokioExecutor>,
    limits: Limits,
    patience: Arc<Patience>,
) -> impl GracefulConnection<Output = Result<(), End>, Error = End> {
    let service = service_fn(move |request| {
        let (gateway, patience) = (gateway.clone(), patience.clone());
        async move {
            // A client of HTTP/2 may ask several things at a time, and is asked whether it is still there.
            let is_next = request.version() < Version::HTTP_2;
            patience.request();
            let answer = answer(&gateway, request, limits, from).await;
            if is_next {
                patience.answered();
            }
            answer
        }
    });
    protocol.serve_connection(TokioIo::new(stream), service)
}

/// Notes how a connection ended.
pub(super) fn note(end: Result<(), End>, from: Peer) {
    // A client that is gone in the middle of something is its own affair.
    if let Err(error) = end {
        tracing::debug!(peer = %from.address, error, "connection");
    }
}

async fn answer(
    gateway: &Gateway,
    request: Request<Incoming>,
    limits: Limits,
    peer: Peer,
) -> Result<Response<AnswerBody>, ClosedOnPurpose> {
    let (parts, body) = request.into_parts();
    let is_control = control::is_meant(parts.uri.path());
    let limit = if parts.uri.path() == SNAPSHOT { limits.body.max(SNAPSHOT_BODY) } else { limits.body };
    let body = read_body(body, limit).await;
    if is_control {
        return Ok(control::answer(gateway, &parts, body.as_deref().map_err(|error| *error)));
    }
    let answer = match body {
        Ok(body) => gateway.answer(&parts, &body, peer),
        Err(BodyError::TooLarge { limit }) => {
            let message = format!("The request body is larger than {limit} bytes.");
            gateway.refuse(&parts, Refusal::new(413, "RequestEntityTooLarge", message))
        }
        Err(BodyError::Broken) => {
            let message = "The request body did not arrive as announced.";
            gateway.refuse(&parts, Refusal::new(400, "ContentLengthDoesNotMatch", message))
        }
    };
    if let Some(delay) = answer.delay {
        tokio::time::sleep(delay).await;
    }
    answer.response.ok_or(ClosedOnPurpose)
}
