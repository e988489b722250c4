//! HTTP/1.1, and 1.0: [RFC 9112](https://www.rfc-editor.org/rfc/rfc9112). Heads and chunk sizes are taken apart by
//! `httparse`.

mod request_body;
mod request_head;
mod response;

use std::pin::pin;

use bytes::Buf as _;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;

use super::answerer::Answerer;
use super::stopped;
use super::wire::{KEPT, Lost, Wire};
use crate::message::RequestHead;
use request_body::receive_body;
use request_head::Framing;
use response::Writer;

/// Answers requests until the client has closed its end, asks for no more, or is lost; or until the server stops, which
/// lets what has begun end.
pub(super) async fn serve<S: AsyncRead + AsyncWrite + Unpin>(
    mut wire: Wire<S>,
    answerer: &Answerer,
    stop: watch::Receiver<bool>,
) -> Result<(), Lost> {
    let mut stopped = pin!(stopped(stop.clone()));
    let mut is_stopped = false;
    let (mut head, mut writer) = (RequestHead::default(), Writer::default());
    loop {
        let mut framing = match request_head::read(&wire.received, &mut head) {
            Ok(Some(framing)) => framing,
            Ok(None) if is_stopped && wire.received.is_empty() => return wire.close().await,
            Ok(None) => {
                tokio::select! {
                    biased;
                    received = wire.receive() => received?,
                    () = &mut stopped, if !is_stopped => is_stopped = true,
                }
                continue;
            }
            Err(malformed) => {
                tracing::debug!(peer = %answerer.peer.address, %malformed, "connection");
                wire.send(writer.head_and_body(&malformed.response(), Framing::LAST)).await?;
                return wire.close().await;
            }
        };
        wire.received.advance(framing.head);
        wire.renew_patience();
        let body = receive_body(&mut wire, &framing, answerer.body_limit(&head)).await?;
        let answer = answerer.answer(&head, body.bytes(&wire.received));
        wire.received.advance(body.length_in(&wire.received));
        if let Some(delay) = answer.delay {
            wire.pause(delay).await?;
        }
        // Without a response, the connection is closed on purpose.
        let Some(response) = answer.response else { return Ok(()) };
        // To a client that knows no chunks, a body without a length ends where the connection does.
        let is_endless = framing.is_http_1_0 && response.body.length().is_none();
        is_stopped |= stop.has_changed().unwrap_or(true);
        framing.is_last |= is_endless || body.is_refused() || is_stopped;
        writer.send(&mut wire, &response, framing).await?;
        if response.body.is_cut_off() {
            return Ok(());
        }
        if framing.is_last {
            return wire.close().await;
        }
        wire.renew_patience();
        wire.shrink();
        head.shrink_to(KEPT);
    }
}
