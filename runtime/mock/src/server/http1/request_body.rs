//! Reading the body of a request, whole and not without end.

use bytes::Buf as _;
use httparse::{Status, parse_chunk_size};
use memchr::memchr;
use tokio::io::{AsyncRead, AsyncWrite};

use super::request_head::{Framing, Length};
use crate::message::BodyError;
use crate::server::DISCARD_LIMIT;
use crate::server::wire::{Lost, Wire};

/// The line that says how long a chunk is, and a line of a trailer, may have so many bytes.
const MAX_LINE: usize = 16 * 1024;

/// A body that came.
pub(super) enum ReceivedBody {
    /// So many bytes of what was received.
    InPlace(usize),
    /// What was in chunks.
    Joined(Vec<u8>),
    Refused(BodyError),
}

impl ReceivedBody {
    pub(super) fn bytes<'a>(&'a self, received: &'a [u8]) -> Result<&'a [u8], BodyError> {
        match self {
            ReceivedBody::InPlace(length) => received.get(..*length).ok_or(BodyError::Broken),
            ReceivedBody::Joined(bytes) => Ok(bytes),
            ReceivedBody::Refused(error) => Err(*error),
        }
    }

    /// How much of what was received it takes up.
    pub(super) fn length_in(&self, received: &[u8]) -> usize {
        match self {
            ReceivedBody::InPlace(length) => (*length).min(received.len()),
            ReceivedBody::Joined(_) | ReceivedBody::Refused(_) => 0,
        }
    }

    /// Whether it is unknown where the next request begins.
    pub(super) fn is_refused(&self) -> bool {
        matches!(self, ReceivedBody::Refused(_))
    }
}

/// Receives a body.
pub(super) async fn receive_body<S: AsyncRead + AsyncWrite + Unpin>(
    wire: &mut Wire<S>,
    framing: &Framing,
    limit: usize,
) -> Result<ReceivedBody, Lost> {
    let is_there = match framing.body() {
        Length::Known(length) => length <= wire.received.len() as u64,
        Length::Chunked => false,
    };
    if framing.expects_continue && !is_there {
        // Whoever asks first need not send what nobody will take.
        if matches!(framing.body(), Length::Known(length) if length > limit as u64) {
            return Ok(ReceivedBody::Refused(BodyError::TooLarge { limit }));
        }
        wire.send(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
    }
    let mut receiver = Receiver { wire, limit };
    let received = match framing.body() {
        Length::Known(length) => receiver.whole(length).await,
        Length::Chunked => receiver.chunks().await,
    };
    match received {
        Ok(body) => Ok(body),
        Err(Failure::Refused(error)) => Ok(ReceivedBody::Refused(error)),
        // Whoever has closed one direction only can still read why nothing came of the request.
        Err(Failure::Lost(Lost::Closed | Lost::TimedOut)) => Ok(ReceivedBody::Refused(BodyError::Broken)),
        Err(Failure::Lost(Lost::Io(error))) => Err(error.into()),
    }
}

/// Why no body came.
enum Failure {
    Refused(BodyError),
    Lost(Lost),
}

impl From<Lost> for Failure {
    fn from(lost: Lost) -> Self {
        Failure::Lost(lost)
    }
}

/// Receives bodies that may have so many bytes.
struct Receiver<'w, S> {
    wire: &'w mut Wire<S>,
    limit: usize,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Receiver<'_, S> {
    /// A body whose length is known.
    async fn whole(&mut self, length: u64) -> Result<ReceivedBody, Failure> {
        match usize::try_from(length) {
            Ok(length) if length <= self.limit => {
                while self.wire.received.len() < length {
                    self.receive().await?;
                }
                Ok(ReceivedBody::InPlace(length))
            }
            _ => {
                let mut left = length.min(self.limit.saturating_add(DISCARD_LIMIT) as u64);
                loop {
                    left = left.saturating_sub(self.wire.received.len() as u64);
                    self.wire.received.clear();
                    if left == 0 {
                        return Err(self.too_large());
                    }
                    self.receive().await?;
                }
            }
        }
    }

    /// A body in chunks, and the trailer after them, of which nothing is used.
    async fn chunks(&mut self) -> Result<ReceivedBody, Failure> {
        let mut whole = Vec::new();
        let mut length: usize = 0;
        loop {
            let mut left = self.chunk_size().await?;
            if left == 0 {
                break;
            }
            length = length.saturating_add(usize::try_from(left).unwrap_or(usize::MAX));
            if length > self.limit {
                whole = Vec::new();
            }
            if length > self.limit.saturating_add(DISCARD_LIMIT) {
                return Err(self.too_large());
            }
            while left > 0 {
                if self.wire.received.is_empty() {
                    self.receive().await?;
                }
                let there = usize::try_from(left).unwrap_or(usize::MAX).min(self.wire.received.len());
                if length <= self.limit {
                    whole.extend_from_slice(self.wire.received.get(..there).unwrap_or_default());
                }
                self.wire.received.advance(there);
                left -= there as u64;
            }
            if !self.empty_line().await? {
                return Err(Failure::Refused(BodyError::Broken));
            }
        }
        while !self.empty_line().await? {}
        match length > self.limit {
            true => Err(self.too_large()),
            false => Ok(ReceivedBody::Joined(whole)),
        }
    }

    /// The line before a chunk.
    async fn chunk_size(&mut self) -> Result<u64, Failure> {
        loop {
            match parse_chunk_size(&self.wire.received) {
                Ok(Status::Complete((line, size))) => {
                    self.wire.received.advance(line);
                    return Ok(size);
                }
                Ok(Status::Partial) if self.wire.received.len() <= MAX_LINE => self.receive().await?,
                Ok(Status::Partial) | Err(_) => return Err(Failure::Refused(BodyError::Broken)),
            }
        }
    }

    /// Takes a line; whether there is nothing in it.
    async fn empty_line(&mut self) -> Result<bool, Failure> {
        loop {
            if let Some(end) = memchr(b'\n', &self.wire.received) {
                let is_empty = matches!(self.wire.received.get(..end), Some([] | [b'\r']));
                self.wire.received.advance(end + 1);
                return Ok(is_empty);
            }
            if self.wire.received.len() > MAX_LINE {
                return Err(Failure::Refused(BodyError::Broken));
            }
            self.receive().await?;
        }
    }

    /// Receives the next piece, for which the client has as much time as for the one before.
    async fn receive(&mut self) -> Result<(), Lost> {
        self.wire.renew_patience();
        self.wire.receive().await
    }

    fn too_large(&self) -> Failure {
        Failure::Refused(BodyError::TooLarge { limit: self.limit })
    }
}
