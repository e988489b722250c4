//! The body of a request.

use bytes::Bytes;

use super::streamed_body::StreamedBody;
use super::upload::Upload;

/// The body of a request.
#[derive(Clone)]
pub(crate) enum Body {
    /// It is here.
    Whole(Bytes),
    /// It is not, or not all of it.
    Streamed(StreamedBody),
}

impl Default for Body {
    fn default() -> Self {
        Body::Whole(Bytes::new())
    }
}

impl Body {
    /// How long it is, if that is known.
    pub(crate) fn length(&self) -> Option<u64> {
        match self {
            Body::Whole(bytes) => Some(bytes.len() as u64),
            Body::Streamed(streamed) => streamed.length(),
        }
    }
}

impl From<&Upload> for Body {
    fn from(upload: &Upload) -> Self {
        match upload.bytes() {
            Some(bytes) => Body::Whole(bytes.clone()),
            None => Body::Streamed(StreamedBody::from(upload)),
        }
    }
}
