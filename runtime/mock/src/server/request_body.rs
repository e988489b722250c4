//! The body of a request, read whole, and neither without end nor for ever.

use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};

use super::limits::PATIENCE;
use crate::message::BodyError;

/// Reads a whole body.
pub(super) async fn read_body(body: Incoming, limit: usize) -> Result<Bytes, BodyError> {
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    // Whoever says beforehand that it is too large is not told to go on.
    if body.size_hint().lower() > limit as u64 {
        return Err(BodyError::TooLarge { limit });
    }
    tokio::time::timeout(PATIENCE, join(body, limit)).await.unwrap_or(Err(BodyError::Broken))
}

async fn join(mut body: Incoming, limit: usize) -> Result<Bytes, BodyError> {
    let mut whole = Bytes::new();
    let mut several = Vec::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| BodyError::Broken)?.into_data() else {
            continue;
        };
        if whole.len().max(several.len()) + data.len() > limit {
            return Err(BodyError::TooLarge { limit });
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
    Ok(if several.is_empty() { whole } else { several.into() })
}
