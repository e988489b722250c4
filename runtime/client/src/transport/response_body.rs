//! The body of an answer, gathered up to a limit.

use bytes::Bytes;
use futures_util::StreamExt;
use twinspec_core::{HttpResponse, LocalError, LocalErrorKind, Origin};

use crate::StreamedResponse;

/// How much room is made for a body before any of it came, in bytes: who announces more has to send it first.
const FIRST_CAPACITY: usize = 1024 * 1024;

/// The body of an answer as far as it came. A body that comes in one piece is not copied.
pub(crate) struct ResponseBody {
    limit: usize,
    announced: usize,
    first: Bytes,
    /// All of it, once there is a second piece.
    all: Vec<u8>,
}

/// The body is longer than the limit.
pub(crate) struct TooLarge;

impl TooLarge {
    pub(crate) fn error(self, origin: &Origin, status: u16, limit: usize) -> LocalError {
        let message =
            format!("the response of {origin} is longer than {limit} bytes; `max_response_bytes` sets another limit");
        LocalError::new(LocalErrorKind::TooLarge, message).with_status(status)
    }
}

/// The whole of an answer whose body is still to come.
pub(crate) async fn gather(
    StreamedResponse { head, mut body }: StreamedResponse,
    origin: &Origin,
    limit: usize,
) -> Result<HttpResponse, LocalError> {
    let too_large = |excess: TooLarge| excess.error(origin, head.status(), limit);
    let mut gathered = ResponseBody::new(limit, 0).map_err(too_large)?;
    while let Some(piece) = body.next().await {
        gathered.push(piece?).map_err(too_large)?;
    }
    Ok(HttpResponse::new(head.status(), head.headers().clone(), gathered.finish()))
}

impl ResponseBody {
    /// The body of an answer that announces so many bytes, or at least so many.
    pub(crate) fn new(limit: usize, announced: u64) -> Result<Self, TooLarge> {
        let announced = usize::try_from(announced).unwrap_or(usize::MAX);
        if announced > limit {
            return Err(TooLarge);
        }
        Ok(ResponseBody { limit, announced, first: Bytes::new(), all: Vec::new() })
    }

    pub(crate) fn push(&mut self, piece: Bytes) -> Result<(), TooLarge> {
        if piece.len() > self.limit - self.len() {
            return Err(TooLarge);
        }
        if self.len() == 0 {
            self.first = piece;
            return Ok(());
        }
        if self.all.is_empty() {
            self.all.reserve(self.announced.min(FIRST_CAPACITY).max(self.first.len() + piece.len()));
            self.all.extend_from_slice(&self.first);
        }
        self.all.extend_from_slice(&piece);
        Ok(())
    }

    /// How many bytes came.
    pub(crate) fn len(&self) -> usize {
        self.first.len().max(self.all.len())
    }

    pub(crate) fn finish(self) -> Bytes {
        if self.all.is_empty() { self.first } else { self.all.into() }
    }
}
