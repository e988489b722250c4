//! Why a request could not be built.

use crate::wire::headers::HeaderError;

/// Why a request could not be built. No variant shows the value of an argument.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum RequestError {
    /// A value for a parameter that the operation does not have.
    #[error("the operation has no parameter `{parameter}`")]
    UnknownParameter {
        /// The name that was given.
        parameter: String,
    },
    /// Bytes for a parameter that is not a body.
    #[error("the parameter `{parameter}` is not a body, so it cannot be bytes")]
    BytesOutsideBody {
        /// The parameter.
        parameter: String,
    },
    /// A body that cannot be written as XML: it is not an object with one member, the root element, or has names or
    /// characters that XML does not allow.
    #[error("the value of parameter `{parameter}` cannot be written as XML")]
    Xml {
        /// The parameter.
        parameter: String,
    },
    /// A variable of the endpoint that is not a valid part of a host name.
    #[error("the value of parameter `{parameter}` cannot be a part of a host name")]
    HostVariable {
        /// The parameter.
        parameter: String,
    },
    /// A variable of the path template has no value, or an empty one.
    #[error("the path needs a value for `{parameter}` that is not empty")]
    MissingPathVariable {
        /// The parameter.
        parameter: String,
    },
    /// A segment of the path would be `.` or `..`.
    #[error("a segment of the path cannot be `.` or `..`")]
    DotSegment,
    /// The path and query of an unsigned request do not begin with `/`, or contain characters that must be encoded in a URL.
    #[error("path and query of a request must begin with `/` and contain only visible ASCII characters without `#`")]
    Target,
    /// More than one body, or a body and a form.
    #[error("a request can have only one body: a document, bytes or a form")]
    TwoBodies,
    /// A media type that the body of the operation cannot have.
    #[error("the body cannot be sent as `{media_type}`")]
    MediaType {
        /// The media type.
        media_type: String,
    },
    /// Nothing says which media type of a range a body or a part has.
    #[error("`{parameter}` is described as `{range}`; say which media type it has with `content_type`")]
    NoMediaType {
        /// The parameter.
        parameter: String,
        /// What the description allows.
        range: String,
    },
    /// The body is a stream that was sent already, in another call.
    #[error("the stream of `{parameter}` was sent already; `Upload::repeatable` makes a new one for each call")]
    Spent {
        /// The parameter.
        parameter: String,
    },
    /// The body is a stream, and the signature covers the body.
    #[error("the signature covers the whole body, so it cannot be a stream; pass it as bytes")]
    Streamed,
    /// A header parameter that the protocol itself sets.
    #[error("the header `{header}` is set twice")]
    DuplicateHeader {
        /// The header.
        header: String,
    },
    /// A header that the signature covers, added to a request that is signed already.
    #[error("the header `{header}` is already signed; set it before signing")]
    SignedHeader {
        /// The header.
        header: String,
    },
    /// A value that a header cannot contain: only visible ASCII characters are allowed, and spaces between them.
    #[error("the header `{header}` can contain only visible ASCII characters")]
    MalformedHeader {
        /// The header.
        header: String,
    },
    /// The credentials cannot be sent, or do not fit the operation.
    #[error("{message}")]
    Credentials {
        /// What is wrong, and what to do, without a secret.
        message: String,
    },
}

impl RequestError {
    /// Why a request cannot have a header.
    pub(crate) fn of_header(error: HeaderError) -> Self {
        match error {
            HeaderError::Duplicate(header) => RequestError::DuplicateHeader { header },
            HeaderError::Malformed(header) => RequestError::MalformedHeader { header },
        }
    }
}
