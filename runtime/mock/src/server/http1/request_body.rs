//! Reading the body of a request, whole and not without end.

use bytes::Buf as _;
use httparse::{Status, parse_chunk_size};
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
    let is_there = match framing.body {
        Length::Known(length) => length <= wire.received.len() as u64,
        Length::Chunked => false,
    };
    if framing.expects_continue && !is_there {
        wire.send(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
    }
    let received = match framing.body {
        Length::Known(length) => whole(wire, length, limit).await,
        Length::Chunked => chunks(wire, limit).await.map(ReceivedBody::Joined),
    };
    Ok(match received {
        Ok(body) => body,
        Err(Failure::Refused(error)) => ReceivedBody::Refused(error),
        // Whoever has closed one direction only can still read why nothing came of the request.
        Err(Failure::Lost(Lost::Closed | Lost::TimedOut)) => ReceivedBody::Refused(BodyError::Broken),
        Err(Failure::Lost(Lost::Io(error))) => return Err(error.into()),
    })
}

/// Receives the next piece.
async fn receive<S: AsyncRead + AsyncWrite + Unpin>(wire: &mut Wire<S>) -> Result<(), Lost> {
    wire.renew_patience();
    wire.receive().await
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

async fn whole<S: AsyncRead + AsyncWrite + Unpin>(
    wire: &mut Wire<S>,
    length: u64,
    limit: usize,
) -> Result<ReceivedBody, Failure> {
    match usize::try_from(length) {
        Ok(length) if length <= limit => {
            while wire.received.len() < length {
                receive(wire).await?;
            }
            Ok(ReceivedBody::InPlace(length))
        }
        _ => {
            // Its sender may read nothing before all is sent.
            let mut left = length.min(limit.saturating_add(DISCARD_LIMIT) as u64);
            loop {
                left = left.saturating_sub(wire.received.len() as u64);
                wire.received.clear();
                if left == 0 {
                    return Err(Failure::Refused(BodyError::TooLarge { limit }));
                }
                receive(wire).await?;
            }
        }
    }
}

/// Joins the chunks of a body, and reads the trailer after them, of which nothing is used.
async fn chunks<S: AsyncRead + AsyncWrite + Unpin>(wire: &mut Wire<S>, limit: usize) -> Result<Vec<u8>, Failure> {
    let mut whole = Vec::new();
    let mut length: usize = 0;
    loop {
        let mut left = chunk_size(wire).await?;
        if left == 0 {
            break;
        }
        length = length.saturating_add(usize::try_from(left).unwrap_or(usize::MAX));
        if length > limit {
            whole = Vec::new();
        }
        if length > limit.saturating_add(DISCARD_LIMIT) {
            return Err(Failure::Refused(BodyError::TooLarge { limit }));
        }
        while left > 0 {
            if wire.received.is_empty() {
                receive(wire).await?;
            }
            let there = usize::try_from(left).unwrap_or(usize::MAX).min(wire.received.len());
            if length <= limit {
                whole.extend_from_slice(wire.received.get(..there).unwrap_or_default());
            }
            wire.received.advance(there);
            left -= there as u64;
        }
        if !empty_line(wire).await? {
            return Err(Failure::Refused(BodyError::Broken));
        }
    }
    while !empty_line(wire).await? {}
    match length > limit {
        true => Err(Failure::Refused(BodyError::TooLarge { limit })),
        false => Ok(whole),
    }
}

async fn chunk_size<S: AsyncRead + AsyncWrite + Unpin>(wire: &mut Wire<S>) -> Result<u64, Failure> {
    loop {
        match parse_chunk_size(&wire.received) {
            Ok(Status::Complete((line, size))) => {
                wire.received.advance(line);
                return Ok(size);
            }
            Ok(Status::Partial) if wire.received.len() <= MAX_LINE => receive(wire).await?,
            Ok(Status::Partial) | Err(_) => return Err(Failure::Refused(BodyError::Broken)),
        }
    }
}

/// Takes a line; whether there is nothing in it.
async fn empty_line<S: AsyncRead + AsyncWrite + Unpin>(wire: &mut Wire<S>) -> Result<bool, Failure> {
    loop {
        if let Some(end) = memchr::memchr(b'\n', &wire.received) {
            let is_empty = matches!(wire.received.get(..end), Some([] | [b'\r']));
            wire.received.advance(end + 1);
            return Ok(is_empty);
        }
        if wire.received.len() > MAX_LINE {
            return Err(Failure::Refused(BodyError::Broken));
        }
        receive(wire).await?;
    }
}
