//! Bodies and files of requests from where they are kept, without reading them into memory.
//!
//! ```
//! # #[cfg(feature = "tokio")]
//! # async fn example() -> std::io::Result<()> {
//! use twinspec_client::upload;
//!
//! let file = upload::file("holiday.mp4")?.content_type("video/mp4");
//! let piped = upload::reader(&b"of any reader"[..]);
//! # drop((file, piped));
//! # Ok(())
//! # }
//! ```

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use futures_util::{TryStreamExt, stream};
use tokio::fs::File;
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio_util::io::ReaderStream;
use twinspec_core::Upload;

/// How much of a file is read at once.
const PIECE: usize = 64 * 1024;

/// The content of a file, under its name. It is opened for each attempt of a call, and read as it is sent; so a call that has it can
/// be repeated. What is added to the file in the meantime is not sent.
///
/// # Errors
///
/// The file cannot be found, or is a folder.
pub fn file(path: impl Into<PathBuf>) -> io::Result<Upload> {
    let path = path.into();
    let metadata = std::fs::metadata(&path)?;
    if metadata.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, format!("{} is a folder", path.display())));
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let length = metadata.len();
    let is_file = metadata.is_file();
    let path = Arc::new(path);
    let upload = Upload::repeatable(move || {
        let path = Arc::clone(&path);
        let opened = async move {
            let file = File::open(&*path).await?;
            // Of a pipe or a device no length is known.
            let longest = if is_file { length } else { u64::MAX };
            Ok::<_, io::Error>(ReaderStream::with_capacity(file.take(longest), PIECE))
        };
        stream::once(opened).try_flatten()
    });
    let upload = if is_file { upload.length(length) } else { upload };
    Ok(match name {
        Some(name) => upload.file_name(name),
        None => upload,
    })
}

/// What a reader reads, to its end. It can be sent once.
pub fn reader(reader: impl AsyncRead + Send + 'static) -> Upload {
    Upload::stream(ReaderStream::with_capacity(reader, PIECE))
}
