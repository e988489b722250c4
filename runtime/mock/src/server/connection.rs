//! One connection: whether it is encrypted, and which version of HTTP its client speaks.

use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::watch;

use super::answerer::Answerer;
#[cfg(feature = "https")]
use super::tls;
use super::wire::Wire;
use super::{Transport, http1, http2, stopped};
use crate::gateway::{Gateway, Peer};

/// Serves a connection until its client has closed it or the server is stopped.
pub(super) async fn serve(
    stream: TcpStream,
    peer: SocketAddr,
    gateway: Arc<Gateway>,
    transport: Transport,
    stop: watch::Receiver<bool>,
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
        let peer_over_tls = Peer { address: peer.ip(), is_secure: true };
        return match Box::pin(tls.accept(stream)).await {
            Ok(stream) => Box::pin(speak(stream, Answerer { gateway, limits, peer: peer_over_tls }, stop)).await,
            Err(error) => tracing::debug!(%peer, %error, "no TLS"),
        };
    }
    let peer = Peer { address: peer.ip(), is_secure: false };
    speak(stream, Answerer { gateway, limits, peer }, stop).await;
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
    let mut wire = Wire::new(stream);
    while wire.received.len() < http2::PREFACE.len() && http2::PREFACE.starts_with(&wire.received) {
        tokio::select! {
            biased;
            received = wire.receive() => received?,
            () = stopped(stop.clone()) => return Ok(wire.close().await?),
        }
    }
    match wire.received.starts_with(http2::PREFACE) {
        // In its own memory, which most connections do not need.
        true => Box::pin(http2::serve(wire, answerer, stop)).await?,
        false => http1::serve(wire, &answerer, stop).await?,
    }
    Ok(())
}
