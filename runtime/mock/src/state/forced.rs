//! Outcomes that coming calls are to have.

use std::collections::{HashMap, VecDeque};

use crate::refusal::Refusal;

/// The outcomes ordered for each operation, by its id, first come first served.
#[derive(Debug, Default)]
pub(crate) struct Forced(HashMap<&'static str, VecDeque<(Refusal, u32)>>);

impl Forced {
    /// Orders the outcome of the next calls that have none ordered yet.
    pub(crate) fn push(&mut self, operation: &'static str, refusal: Refusal, times: u32) {
        if times > 0 {
            self.0.entry(operation).or_default().push_back((refusal, times));
        }
    }

    /// The outcome of this call, if one is ordered.
    pub(crate) fn take(&mut self, operation: &'static str) -> Option<Refusal> {
        let queue = self.0.get_mut(operation)?;
        let (refusal, times) = queue.front_mut()?;
        *times -= 1;
        if *times > 0 {
            return Some(refusal.clone());
        }
        queue.pop_front().map(|(refusal, _)| refusal)
    }
}
