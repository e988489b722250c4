//! What a gateway keeps of the one before it, when descriptions have changed.

use std::sync::Arc;

use super::snapshot::SavedApiOf;
use super::{Gateway, Hosted};
use crate::state::{ApiState, Fields, Recorder};

impl Gateway {
    /// Goes on where another gateway was: with its clock, its calls, and what it remembers of each API as far as that still
    /// fits. Returns what does not, a line for each. Sessions and the like, which the protocol remembers, are not kept.
    pub(crate) fn take_over(&self, old: &Gateway) -> Vec<String> {
        let snapshot = old.snapshot();
        let mut forgotten = Vec::new();
        let apis = self.apis.iter().enumerate();
        let states: Vec<_> = apis.map(|api| self.kept(api, &snapshot.apis, &mut forgotten)).collect();
        let mut old_state = old.state();
        let mut state = self.state();
        state.clock = old_state.clock.clone();
        state.random.set_position(snapshot.seed, snapshot.random_numbers);
        self.request_ids.set_position(snapshot.seed, snapshot.request_ids);
        state.journal = std::mem::take(&mut old_state.journal);
        for (position, (hosted, kept)) in self.apis.iter().zip(states).enumerate() {
            let before = old.apis.iter().position(|other| is_same(other, hosted));
            let coverage = before.map(|before| std::mem::take(&mut old_state.api(before).coverage)).unwrap_or_default();
            *state.api(position) = ApiState { coverage, ..kept };
        }
        forgotten
    }

    /// What is kept of an API.
    fn kept(&self, (api, hosted): (usize, &Hosted), saved: &[SavedApiOf], forgotten: &mut Vec<String>) -> ApiState {
        let product = hosted.service.api.name;
        let Some(saved) = saved.iter().find(|saved| saved.product == product) else { return ApiState::default() };
        let account = |id: &str| self.protocol.account(id).ok_or_else(|| format!("there is no account `{id}`"));
        let check = |resource, fields: &Fields| self.check_fields(api, resource, fields);
        saved.state.restore_fitting(hosted.service, self.refusals(), account, check, |problem| {
            forgotten.push(format!("{product}: {problem}"));
        })
    }

    /// Where calls are recorded to.
    pub(crate) fn recorder(&self) -> Option<Arc<Recorder>> {
        self.recorder.clone()
    }
}

/// The version of a document may change from one edit to the next.
fn is_same(one: &Hosted, other: &Hosted) -> bool {
    one.service.api.name == other.service.api.name
}
