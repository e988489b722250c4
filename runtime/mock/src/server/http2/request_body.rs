//! The body of a request, read whole and not without end.

use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};

use crate::message::BodyError;
use crate::server::DISCARD_LIMIT;
use crate::server::patience::PATIENCE;

/// Reads a whole body.
pub(super) async fn read_body(mut body: Incoming, limit: usize) -> Result<Bytes, BodyError> {
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    let too_large = Err(BodyError::TooLarge { limit });
    let mut whole = Bytes::new();
    let mut several = Vec::new();
    let mut length = 0;
    while let Some(frame) = tokio::time::timeout(PATIENCE, body.frame()).await.map_err(|_| BodyError::Broken)? {
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
