//! The body of a request, read whole and not without end.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};

/// How much of a body that is too large is read and thrown away, so that its sender, who may read nothing
/// before all is sent, gets an answer.
const DISCARD_LIMIT: usize = 16 * 1024 * 1024;

/// How long the next piece of a body may take.
const PIECE_TIMEOUT: Duration = Duration::from_secs(30);

/// Why there is no body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BodyError {
    #[error("the body is larger than {limit} bytes")]
    TooLarge {
        /// The most that is read.
        limit: usize,
    },
    #[error("the body did not arrive as announced")]
    Broken,
}

/// Reads a whole body.
pub(super) async fn read_body(mut body: Incoming, limit: usize) -> Result<Bytes, BodyError> {
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    let too_large = Err(BodyError::TooLarge { limit });
    let mut whole = Bytes::new();
    let mut several = Vec::new();
    let mut length = 0;
    while let Some(frame) = tokio::time::timeout(PIECE_TIMEOUT, body.frame()).await.map_err(|_| BodyError::Broken)? {
        let Ok(data) = frame.map_err(|_| BodyError::Broken)?.into_data() else {
            continue;
        };
        length += data.len();
        if length > limit.saturating_add(DISCARD_LIMIT) {
            return too_large;
        }
        if length > limit {
            continue;
        }
        // Nearly every body comes in one piece, which needs no copy.
        if whole.is_empty() && several.is_empty() {
            whole = data;
        } else {
            if several.is_empty() {
                several.extend_from_slice(&whole);
            }
            several.extend_from_slice(&data);
        }
    }
    match (length > limit, several.is_empty()) {
        (true, _) => too_large,
        (false, true) => Ok(whole),
        (false, false) => Ok(several.into()),
    }
}
