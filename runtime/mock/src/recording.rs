//! A file with the calls of a mock, a line a call.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::Call;

/// Writes calls to a file as they are answered.
#[derive(Debug)]
pub(crate) struct Recorder(Mutex<File>);

impl Recorder {
    /// Begins a file anew.
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        Ok(Recorder(Mutex::new(File::create(path)?)))
    }

    /// Adds a call. One that cannot be written is told in the log; it was answered all the same.
    pub(crate) fn write(&self, call: &Call) {
        // Text and numbers are JSON always.
        let line = serde_json::to_string(call).unwrap_or_default() + "\n";
        let mut file = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = file.write_all(line.as_bytes()) {
            tracing::warn!(%error, "a call is not recorded");
        }
    }
}

impl Call {
    /// Reads the calls that [`Builder::record`](crate::Builder::record) or the option `--record` of a mock program has
    /// written, in the order in which they were answered.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or a line of it is no call.
    pub fn read_recording(path: impl AsRef<Path>) -> io::Result<Vec<Call>> {
        let read = |(number, line): (usize, io::Result<String>)| {
            let unreadable = |error| io::Error::new(io::ErrorKind::InvalidData, format!("line {number}: {error}"));
            serde_json::from_str(&line?).map_err(unreadable)
        };
        (1..).zip(BufReader::new(File::open(path)?).lines()).map(read).collect()
    }
}
