//! What a mock remembers from call to call.

mod clock;
mod codes;
mod forced;
mod journal;
mod random;
mod resources;
mod usage;

use std::time::SystemTime;

use crate::coverage::Counts;

pub(crate) use clock::{RealClock, VirtualClock};
pub(crate) use codes::Codes;
pub use codes::IssuedCode;
pub(crate) use forced::{Disturbance, Forced, Order, Step};
pub(crate) use journal::{Entry, Journal, Outcome};
pub(crate) use random::Random;
pub(crate) use resources::{Fields, Resources, text};
pub(crate) use usage::Usage;

/// Everything that [`reset`](State::reset) takes back to the start.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) clock: VirtualClock,
    pub(crate) resources: Resources,
    pub(crate) codes: Codes,
    pub(crate) random: Random,
    pub(crate) usage: Usage,
    pub(crate) forced: Forced,
    pub(crate) journal: Journal,
    /// Outlives a reset.
    pub(crate) coverage: Counts,
}

impl State {
    pub(crate) fn new(virtual_start: Option<SystemTime>, seed: u64) -> Self {
        State {
            clock: VirtualClock::new(virtual_start),
            resources: Resources::default(),
            codes: Codes::default(),
            random: Random::new(seed),
            usage: Usage::default(),
            forced: Forced::default(),
            journal: Journal::default(),
            coverage: Counts::default(),
        }
    }

    pub(crate) fn reset(&mut self) {
        self.clock.reset();
        self.resources = Resources::default();
        self.codes = Codes::default();
        self.random.reset();
        self.usage = Usage::default();
        self.forced = Forced::default();
        self.journal = Journal::default();
    }
}
