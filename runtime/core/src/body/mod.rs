//! Bodies that need not be in memory.

#[allow(clippy::module_inception)]
mod body;
mod body_error;
mod pieces;
mod source;
mod streamed_body;
mod upload;

pub(crate) use body::Body;
pub use body_error::BodyError;
pub use pieces::Pieces;
pub use streamed_body::StreamedBody;
pub use upload::Upload;
