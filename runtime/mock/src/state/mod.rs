//! What a mock remembers from call to call.

mod account_id;
mod api_state;
mod call;
mod clock;
mod codes;
mod coverage;
mod fields;
mod forced;
mod hash_map;
mod journal;
mod order;
pub(crate) mod place;
mod random;
mod recorded;
mod recording;
mod resources;
mod restore;
mod saved;
mod usage;

use std::time::SystemTime;

pub use account_id::AccountId;
pub(crate) use api_state::ApiState;
pub use call::Call;
pub(crate) use clock::{RealClock, VirtualClock};
pub use codes::IssuedCode;
pub use coverage::{Coverage, OperationCoverage};
pub use fields::Fields;
pub(crate) use forced::{Disturbance, Forced, Order, Step};
pub use hash_map::HashMap;
pub(crate) use journal::{Entry, Journal, Outcome};
pub(crate) use order::{Delay, Fault, ForcedError};
pub use order::{Force, ForcedOutcome};
pub(crate) use random::Random;
pub(crate) use recorded::RecordedRequest;
pub(crate) use recording::Recorder;
pub use recording::{RecordedCall, RecordedResponse};
pub(crate) use resources::{Resources, text};
pub(crate) use saved::{SavedApi, saved_time};
pub(crate) use usage::{Moment, Usage};

/// Everything that [`reset`](State::reset) takes back to the start.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) clock: VirtualClock,
    pub(crate) random: Random,
    pub(crate) journal: Journal,
    /// In the order of the APIs.
    pub(crate) apis: Vec<ApiState>,
    /// What the random numbers start from.
    seed: u64,
}

impl State {
    pub(crate) fn new(virtual_start: Option<SystemTime>, seed: u64) -> Self {
        State {
            clock: VirtualClock::new(virtual_start),
            random: Random::new(seed),
            journal: Journal::default(),
            apis: Vec::new(),
            seed,
        }
    }

    /// What is remembered of the API at this position.
    pub(crate) fn api(&mut self, position: usize) -> &mut ApiState {
        self.api_and_random(position).0
    }

    /// The same beside the random numbers, which all APIs share.
    pub(crate) fn api_and_random(&mut self, position: usize) -> (&mut ApiState, &mut Random) {
        if self.apis.len() <= position {
            self.apis.resize_with(position + 1, ApiState::default);
        }
        (&mut self.apis[position], &mut self.random)
    }

    pub(crate) fn reset(&mut self, seed: Option<u64>) {
        self.clock.reset();
        self.random = Random::new(seed.unwrap_or(self.seed));
        self.journal = Journal::default();
        for api in &mut self.apis {
            *api = ApiState { coverage: std::mem::take(&mut api.coverage), ..ApiState::default() };
        }
    }
}
