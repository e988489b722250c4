//! How much memory an answer may take.

use std::cell::Cell;

use crate::DecodeError;

/// How many times as much memory as bytes an answer may take. A document of objects with texts takes about six times its
/// length, the type included that it is read into; a list of digits takes twenty times its length, and a list of empty
/// objects hundreds of times.
const TIMES: usize = 8;

/// The memory that is left for what is made of an answer, in bytes.
///
/// It is an estimate: the size of each value and the length of each text that is copied. The spare room of lists does not
/// count.
#[derive(Debug)]
pub(crate) struct Budget {
    limit: usize,
    /// `None` once it did not suffice.
    left: Cell<Option<usize>>,
}

/// The budget did not suffice.
#[derive(Debug)]
pub(crate) struct Exceeded;

impl Budget {
    /// The budget of an answer that may have so many bytes.
    pub(crate) fn of(max_bytes: usize) -> Self {
        let limit = max_bytes.saturating_mul(TIMES);
        Budget { limit, left: Cell::new(Some(limit)) }
    }

    /// Takes so many bytes out.
    pub(crate) fn take(&self, bytes: usize) -> Result<(), Exceeded> {
        let left = self.left.get().and_then(|left| left.checked_sub(bytes));
        self.left.set(left);
        left.map(drop).ok_or(Exceeded)
    }

    /// The error, if it did not suffice.
    pub(crate) fn overrun(&self) -> Option<DecodeError> {
        let limit = self.limit;
        self.left.get().is_none().then_some(DecodeError::TooLarge { limit })
    }
}
