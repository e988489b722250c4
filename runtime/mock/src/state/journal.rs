//! The requests a mock has answered, as they came.

use std::collections::VecDeque;
use std::time::SystemTime;

use super::AccountId;
use super::{Fault, RecordedRequest};
use crate::message::RequestId;
use crate::{Operation, Webhook};

/// Older calls are forgotten.
const CAPACITY: usize = 1_000;

/// Older calls are forgotten earlier if what their callers sent takes more bytes than this.
const BYTES: usize = 16 * 1024 * 1024;

/// A request that was answered. What must not be shown is taken out when it is shown, since most never are.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) request: RecordedRequest,
    pub(crate) outcome: Outcome,
}

/// What became of a request.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    pub(crate) operation: Option<&'static Operation>,
    /// What the mock has sent itself.
    pub(crate) webhook: Option<&'static Webhook>,
    pub(crate) account: Option<AccountId>,
    pub(crate) time: SystemTime,
    pub(crate) status: u16,
    pub(crate) code: Option<String>,
    pub(crate) hint: Option<String>,
    pub(crate) fault: Option<Fault>,
    pub(crate) request_id: RequestId,
}

/// The last calls, the oldest first.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    entries: VecDeque<Entry>,
    bytes: usize,
}

impl Journal {
    /// Adds a call. `write` puts the request into the memory of one that is forgotten.
    pub(crate) fn push(&mut self, write: impl FnOnce(&mut RecordedRequest), outcome: Outcome) {
        let mut request = match self.entries.len() >= CAPACITY {
            true => self.forget().unwrap_or_default(),
            false => RecordedRequest::default(),
        };
        write(&mut request);
        self.bytes += request.bytes();
        self.entries.push_back(Entry { request, outcome });
        while self.bytes > BYTES && self.entries.len() > 1 {
            self.forget();
        }
    }

    fn forget(&mut self) -> Option<RecordedRequest> {
        let oldest = self.entries.pop_front()?;
        self.bytes -= oldest.request.bytes();
        Some(oldest.request)
    }

    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.entries.iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;
    use crate::message::RequestHead;
    use crate::message::{IdForm, RequestIds};

    #[test]
    fn large_calls_are_forgotten_earlier() {
        let (mut journal, ids) = (Journal::default(), RequestIds::new(0, &IdForm::PLAIN));
        let head = RequestHead::read("POST /");
        let body = vec![b'a'; BYTES / 8];
        for number in 0..100 {
            let outcome = Outcome {
                operation: None,
                webhook: None,
                account: None,
                time: UNIX_EPOCH,
                status: number,
                code: None,
                hint: None,
                fault: None,
                request_id: ids.next(),
            };
            journal.push(|request| request.write(&head, &body), outcome);
        }
        let entries = journal.entries();
        assert_eq!(entries.len(), 7);
        assert_eq!(entries[6].outcome.status, 99);
    }
}
