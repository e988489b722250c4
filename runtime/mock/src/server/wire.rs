//! The bytes of a connection, and the patience with its client.

use std::io;
use std::pin::pin;
use std::time::Duration;

use bytes::BytesMut;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::sleep;

use super::patience::Patience;

/// How much is read at a time.
const PIECE: usize = 8 * 1024;

/// Memory beyond this is not kept for the next request.
pub(super) const KEPT: usize = 64 * 1024;

/// Why nothing more comes of a connection.
#[derive(Debug, thiserror::Error)]
pub(super) enum Lost {
    #[error("the client has closed its end")]
    Closed,
    #[error("the client lets the mock wait for too long")]
    TimedOut,
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// A connection as far as bytes go.
pub(super) struct Wire<S> {
    stream: S,
    /// What came and is not used yet.
    pub(super) received: BytesMut,
    patience: Patience,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Wire<S> {
    pub(super) fn new(stream: S) -> Self {
        Wire { stream, received: BytesMut::new(), patience: Patience::new() }
    }

    /// Waits for more bytes, with the patience that is left. Nothing is lost if the future is dropped.
    pub(super) async fn receive(&mut self) -> Result<(), Lost> {
        self.received.reserve(PIECE);
        match self.patience.wait(self.stream.read_buf(&mut self.received)).await? {
            0 => Err(Lost::Closed),
            _ => Ok(()),
        }
    }

    /// Sends bytes. A client may take long for all of them, as long as it takes some.
    pub(super) async fn send(&mut self, mut bytes: &[u8]) -> Result<(), Lost> {
        while !bytes.is_empty() {
            self.patience.renew();
            match self.patience.wait(self.stream.write(bytes)).await? {
                0 => return Err(Lost::Closed),
                written => bytes = bytes.get(written..).unwrap_or_default(),
            }
        }
        // TLS keeps bytes back.
        self.patience.wait(self.stream.flush()).await
    }

    /// Waits with new patience from here on.
    pub(super) fn renew_patience(&mut self) {
        self.patience.renew();
    }

    /// Lets time pass, unless the client goes meanwhile.
    pub(super) async fn pause(&mut self, duration: Duration) -> Result<(), Lost> {
        let mut end = pin!(sleep(duration));
        loop {
            self.received.reserve(PIECE);
            tokio::select! {
                biased;
                () = &mut end => return Ok(()),
                // Requests that it sends ahead are its own affair up to here.
                read = self.stream.read_buf(&mut self.received), if self.received.len() < KEPT => {
                    if read? == 0 {
                        return Err(Lost::Closed);
                    }
                }
            }
        }
    }

    /// Ends the connection.
    pub(super) async fn close(mut self) -> Result<(), Lost> {
        self.patience.renew();
        self.patience.wait(self.stream.shutdown()).await
    }

    /// Gives memory back that an unusually large request took.
    pub(super) fn shrink(&mut self) {
        if self.received.is_empty() && self.received.capacity() > KEPT {
            self.received = BytesMut::new();
        }
    }

    /// The connection, and what came of it and was not used.
    pub(super) fn into_parts(self) -> (S, BytesMut) {
        (self.stream, self.received)
    }
}
