//! The calls a mock has answered.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;

/// Older calls are forgotten.
const CAPACITY: usize = 1_000;

/// Older calls are forgotten earlier if what their callers sent takes more bytes than this.
const BYTES: usize = 16 * 1024 * 1024;

/// A call that was answered, whatever the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Call {
    /// The operation, as the caller named it; `None` if the call named none.
    pub operation: Option<String>,
    /// The parameters. The value of a sensitive one, and of one the operation does not describe, is `***`;
    /// the parameters that every call has, such as the signature, are left out.
    pub parameters: BTreeMap<String, String>,
    /// The account, if the call was authenticated.
    pub account: Option<String>,
    /// The HTTP status.
    pub status: u16,
    /// The error code, if the call failed.
    pub code: Option<String>,
    /// What the caller can look at, if the message of the error says too little.
    pub hint: Option<String>,
    /// The request id.
    pub request_id: String,
}

impl Call {
    /// About how much memory what the caller sent takes.
    fn bytes(&self) -> usize {
        let parameters = self.parameters.iter();
        let parameters: usize = parameters.map(|(name, value)| 64 + name.len() + value.len()).sum();
        parameters + self.operation.as_ref().map_or(0, String::len)
    }
}

/// The last calls, the oldest first.
#[derive(Debug, Default)]
pub(crate) struct Journal {
    calls: VecDeque<Call>,
    bytes: usize,
}

impl Journal {
    pub(crate) fn push(&mut self, call: Call) {
        self.bytes += call.bytes();
        self.calls.push_back(call);
        while self.calls.len() > CAPACITY || (self.bytes > BYTES && self.calls.len() > 1) {
            self.bytes -= self.calls.pop_front().map_or(0, |call| call.bytes());
        }
    }

    pub(crate) fn calls(&self) -> Vec<Call> {
        self.calls.iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_calls_are_forgotten_earlier() {
        let mut journal = Journal::default();
        for number in 0..100 {
            journal.push(Call {
                operation: Some("a".repeat(BYTES / 8)),
                parameters: BTreeMap::from([("Number".to_owned(), number.to_string())]),
                account: None,
                status: 404,
                code: None,
                hint: None,
                request_id: String::new(),
            });
        }
        let calls = journal.calls();
        assert_eq!(calls.len(), 7);
        assert_eq!(calls[6].parameters["Number"], "99");
    }
}
