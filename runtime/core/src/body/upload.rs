//! What is sent as a body of bytes, or as a file.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use futures_core::Stream;

use super::source::{Source, boxed};

/// What is sent as a body of bytes, or as a file in a body of several parts: bytes, or a stream of them that is never in
/// memory as a whole.
///
/// Bytes of any type become one by `into()`. What a part says of its file is said here as well: its
/// [media type](Self::content_type) and its [name](Self::file_name).
///
/// ```
/// use twinspec_core::Upload;
///
/// let picture = Upload::from(vec![0xff, 0xd8]).content_type("image/jpeg").file_name("mia.jpg");
/// assert_eq!(format!("{picture:?}"), "Upload(2 bytes)");
/// ```
///
/// # Streams
///
/// A [stream](Self::stream) can be sent once. Clones share it: the first call that reads of it has it, and any other call fails
/// before it is sent. So an attempt that failed after it was read from is not repeated. What can be
/// [made again](Self::repeatable), such as the content of a file, is sent as often as it is needed, and repeated as bytes are.
///
/// Without a [length](Self::length) the body is sent in chunks (`transfer-encoding: chunked`), which not all services take.
///
/// `Debug` shows the length.
#[derive(Clone)]
pub struct Upload {
    pub(super) source: Source,
    pub(super) length: Option<u64>,
    content_type: Option<String>,
    file_name: Option<String>,
}

impl Upload {
    /// A stream of pieces. It can be sent once.
    pub fn stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        Upload::of(Source::once(boxed(stream)))
    }

    /// A stream that can be made again: for another attempt, or another call.
    pub fn repeatable<S, B, E>(make: impl Fn() -> S + Send + Sync + 'static) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        Upload::of(Source::Again(Arc::new(move || boxed(make()))))
    }

    fn of(source: Source) -> Self {
        Upload { source, length: None, content_type: None, file_name: None }
    }

    /// How many bytes the stream has. It must have exactly so many, and end after them: the call fails otherwise. Of bytes the
    /// length is known.
    pub fn length(mut self, bytes: u64) -> Self {
        if !matches!(self.source, Source::Bytes(_)) {
            self.length = Some(bytes);
        }
        self
    }

    /// The media type of the bytes, `image/png`. It must be one that the description allows; a call fails before it is sent
    /// otherwise.
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// The name of the file, if it is a part; that of the part is sent without it.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// The bytes, unless they are a stream.
    pub(crate) fn bytes(&self) -> Option<&Bytes> {
        match &self.source {
            Source::Bytes(bytes) => Some(bytes),
            Source::Once(_) | Source::Again(_) => None,
        }
    }

    /// Whether it is a stream that was taken.
    pub(crate) fn is_spent(&self) -> bool {
        self.source.is_spent()
    }

    pub(crate) fn own_content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    pub(crate) fn own_file_name(&self) -> Option<&str> {
        self.file_name.as_deref()
    }
}

impl Default for Upload {
    fn default() -> Self {
        Upload::from(Bytes::new())
    }
}

impl<B: Into<Bytes>> From<B> for Upload {
    fn from(bytes: B) -> Self {
        let bytes = bytes.into();
        Upload { length: Some(bytes.len() as u64), ..Upload::of(Source::Bytes(bytes)) }
    }
}

/// How long it is, and whether it is here.
impl fmt::Display for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.source, self.length) {
            (Source::Bytes(bytes), _) => write!(f, "{} bytes", bytes.len()),
            (_, Some(length)) => write!(f, "a stream of {length} bytes"),
            (_, None) => f.write_str("a stream"),
        }
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Upload({self})")
    }
}
