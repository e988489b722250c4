//! A file with the calls of a mock and their answers, a line a call.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::Call;
use crate::exchange::{Exchange, HarFile};
use crate::message::Response;

/// A call with its answer, as `Builder::record` or the option `--record` of a mock program writes
/// it.
///
/// As JSON it is the object of the [`Call`] with `response` in it. In neither of them is what must not be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RecordedCall {
    /// The call.
    #[serde(flatten)]
    pub call: Call,
    /// The answer as it is without a `fault` of the call.
    pub response: RecordedResponse,
}

/// An answer in a recording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RecordedResponse {
    /// The HTTP status.
    pub status: u16,
    /// The headers that say something of the answer, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body, JSON or XML as the caller got it. Bytes that are not text are read with replacement characters. In the place
    /// of sensitive fields, and of what is sensitive in the request, is `***`.
    pub body: String,
}

impl RecordedCall {
    /// Reads a recording, in the order in which the calls were answered.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or a line of it is not a call.
    pub fn read(path: impl AsRef<Path>) -> io::Result<Vec<RecordedCall>> {
        let read = |(number, line): (usize, io::Result<String>)| {
            let unreadable = |error| io::Error::new(io::ErrorKind::InvalidData, format!("line {number}: {error}"));
            serde_json::from_str(&line?).map_err(unreadable)
        };
        (1..).zip(BufReader::new(File::open(path)?).lines()).map(read).collect()
    }
}

impl RecordedResponse {
    pub(crate) fn of(response: &Response) -> Self {
        let mut headers = Vec::new();
        response.each_header(|name, value| {
            // Every answer has these.
            if !name.as_str().starts_with("access-control-") {
                headers.push((name.as_str().to_owned(), text(value.as_bytes())));
            }
        });
        RecordedResponse { status: response.status, headers, body: text(&response.body.pieces().concat()) }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Writes calls to a file as they are answered.
#[derive(Debug)]
pub(crate) struct Recorder(Mutex<Format>);

/// How calls are written.
#[derive(Debug)]
enum Format {
    /// A line of JSON for each.
    Lines(File),
    /// HAR 1.2, which has the requests as they came.
    Har(HarFile),
}

impl Recorder {
    /// Begins a file anew: in the format HAR if that is how its name ends.
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        let is_har = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("har"));
        let format = match is_har {
            true => Format::Har(HarFile::create(path)?),
            false => Format::Lines(File::create(path)?),
        };
        Ok(Recorder(Mutex::new(format)))
    }

    /// Adds a call. One that cannot be written is reported in the log; it was answered all the same.
    pub(crate) fn write(&self, call: &RecordedCall, exchange: impl FnOnce() -> Exchange) {
        let mut format = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let written = match &mut *format {
            // Text and numbers are JSON always.
            Format::Lines(file) => file.write_all((serde_json::to_string(call).unwrap_or_default() + "\n").as_bytes()),
            Format::Har(file) => file.write(&exchange()),
        };
        if let Err(error) = written {
            tracing::warn!(%error, "a call is not recorded");
        }
    }
}
