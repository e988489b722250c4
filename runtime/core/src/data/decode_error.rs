//! Why a response could not be read.

use std::str::Utf8Error;

/// What a response is if it fits neither the operation nor the error format of the service. It is the
/// [source](std::error::Error::source) of a failure of the kind [`Decode`](crate::LocalErrorKind::Decode).
///
/// No variant contains a value of the response, which may be sensitive.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// There is no body.
    #[error("is empty")]
    Empty,
    /// An HTML page, as proxies and load balancers send it.
    #[error("is an HTML page")]
    Html,
    /// A body with bytes that are not text.
    #[error("is not UTF-8")]
    NotUtf8(#[source] Utf8Error),
    /// The body ends early.
    #[error("ends early, as {format}: {detail}")]
    Truncated {
        /// What it begins as.
        format: &'static str,
        /// Where it ends.
        detail: String,
    },
    /// A successful response in XML, where JSON was expected.
    #[error("is XML, not JSON")]
    UnexpectedXml,
    /// A successful response whose content type is not that of an event stream.
    #[error("is not a stream of events")]
    NoEventStream,
    /// The body is not in the format of the operation.
    #[error("is not {format}: {detail}")]
    Malformed {
        /// What was expected.
        format: &'static str,
        /// What is wrong.
        detail: String,
    },
    /// The body is well-formed, but not a response of the operation.
    #[error("does not fit the operation: {detail}")]
    Mismatch {
        /// What was expected, and where.
        detail: String,
    },
    /// The decoded body would take more memory than a response may.
    #[error("takes more than {limit} bytes of memory, 8 times `max_response_bytes`")]
    TooLarge {
        /// How many bytes it may take.
        limit: usize,
    },
    /// The status is an error, and no error code can be found in the body.
    #[error("contains no error code")]
    NoErrorCode,
    /// The status is an error, and the body is not an error of the service.
    #[error("is not an error of the service")]
    NotAnError,
}

impl DecodeError {
    /// What is wrong with a JSON text. The words of `serde_json` may quote a value that does not fit, which may be
    /// sensitive; its place says enough.
    pub(crate) fn json(error: serde_json::Error) -> Self {
        match error.classify() {
            serde_json::error::Category::Eof => DecodeError::Truncated { format: "JSON", detail: error.to_string() },
            serde_json::error::Category::Data => {
                let detail = format!("a value at line {} column {}", error.line(), error.column());
                DecodeError::Mismatch { detail }
            }
            _ => DecodeError::Malformed { format: "JSON", detail: error.to_string() },
        }
    }

    pub(crate) fn truncated_xml() -> Self {
        DecodeError::Truncated { format: "XML", detail: "its root element is not closed".to_owned() }
    }

    pub(crate) fn malformed_xml() -> Self {
        DecodeError::Malformed { format: "XML", detail: "it is not well-formed".to_owned() }
    }
}
