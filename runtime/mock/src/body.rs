//! The body of a request, read whole and not without end.

use axum::body::{Body, Bytes};
use http_body_util::BodyExt;

/// The largest body that is read.
pub(crate) const BODY_LIMIT: usize = 1024 * 1024;

/// How much of a body that is too large is read and thrown away, so that its sender, who may read nothing
/// before all is sent, gets an answer.
const DISCARD_LIMIT: usize = 16 * 1024 * 1024;

/// Why there is no body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BodyError {
    #[error("the body is larger than {BODY_LIMIT} bytes")]
    TooLarge,
    #[error("the body did not arrive as announced")]
    Broken,
}

/// Reads a whole body.
pub(crate) async fn read_body(mut body: Body) -> Result<Bytes, BodyError> {
    let mut whole = Bytes::new();
    let mut several = Vec::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| BodyError::Broken)?.into_data() else {
            continue;
        };
        length += data.len();
        if length > DISCARD_LIMIT {
            return Err(BodyError::TooLarge);
        }
        if length > BODY_LIMIT {
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
    match (length > BODY_LIMIT, several.is_empty()) {
        (true, _) => Err(BodyError::TooLarge),
        (false, true) => Ok(whole),
        (false, false) => Ok(several.into()),
    }
}
