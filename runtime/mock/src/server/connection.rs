//! One connection: whether it is encrypted, and which version of HTTP its client speaks.

use std::error::Error;
use std::net::SocketAddr;
use std::pin::pin;

use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulConnection;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;

use super::answerer::Answerer;
use super::current::Current;
use super::limits::PATIENCE;
use super::service::answer;
use super::stopped::stopped;
use super::stream::{Receipt, Stream};
#[cfg(feature = "https")]
use super::tls;
use super::transport::Transport;
use crate::gateway::Peer;

/// The head of a request may have so many bytes; more headers than a hundred are refused by `hyper`.
const MAX_HEAD: usize = 256 * 1024;

/// Serves a connection until its client has closed it or the server is stopped.
pub(super) async fn serve(
    stream: TcpStream,
    peer: SocketAddr,
    gateway: Current,
    transport: Transport,
    stop: watch::Receiver<bool>,
) {
    // Answers are small; waiting to fill a packet would only delay them.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY");
    }
    #[cfg(feature = "https")]
    if let Some(tls) = &transport.tls
        && tls::is_spoken(&stream).await
    {
        let peer_over_tls = Peer { address: peer.ip(), is_secure: true };
        return match Box::pin(tls.accept(stream)).await {
            Ok(stream) => {
                Box::pin(speak(stream, Answerer { gateway, transport: transport.clone(), peer: peer_over_tls }, stop))
                    .await
            }
            Err(error) => tracing::debug!(%peer, %error, "no TLS"),
        };
    }
    let peer = Peer { address: peer.ip(), is_secure: false };
    speak(stream, Answerer { gateway, transport, peer }, stop).await;
}

/// Speaks HTTP until the client has closed its end, or the server is stopped and what was begun to be asked is answered.
pub(super) async fn speak(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    answerer: Answerer,
    stop: watch::Receiver<bool>,
) {
    let peer = answerer.peer.address;
    // A client that is gone, in the middle of something or not, is its own affair.
    if let Err(error) = answer_all(stream, answerer, stop).await {
        tracing::debug!(%peer, error, "connection");
    }
}

async fn answer_all(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    answerer: Answerer,
    stop: watch::Receiver<bool>,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut stream = Stream::new(stream);
    let is_http_2 = tokio::select! {
        biased;
        is_http_2 = timeout(PATIENCE, stream.begins_with_http_2()) => is_http_2??,
        () = stopped(stop.clone()) => return Ok(()),
    };
    let receipt = Receipt::default();
    let stream = if is_http_2 { stream } else { stream.lingering(receipt.clone()) };
    let service = service_fn(move |request| answer(answerer.clone(), receipt.clone(), request));
    match is_http_2 {
        true => {
            let mut protocol = http2::Builder::new(TokioExecutor::new());
            protocol.timer(TokioTimer::new()).keep_alive_interval(PATIENCE);
            let connection = protocol.serve_connection(TokioIo::new(stream), service);
            // In its own memory, which most connections do not need.
            Box::pin(until_stopped(connection, stop)).await?;
        }
        false => {
            let mut protocol = http1::Builder::new();
            protocol.timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_buf_size(MAX_HEAD);
            // Who has sent all that it wants to may say so, and still waits for what it asked.
            protocol.half_close(true);
            // Answers are small: to copy head and body together costs less than to send both.
            protocol.writev(false);
            until_stopped(protocol.serve_connection(TokioIo::new(stream), service), stop).await?;
        }
    }
    Ok(())
}

/// Serves a connection; a stop lets what has begun end.
async fn until_stopped<C: GracefulConnection>(connection: C, stop: watch::Receiver<bool>) -> Result<(), C::Error> {
    let mut connection = pin!(connection);
    tokio::select! {
        biased;
        end = connection.as_mut() => return end,
        () = stopped(stop) => connection.as_mut().graceful_shutdown(),
    }
    connection.await
}
