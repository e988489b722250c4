//! The gateway: one request in, one answer out, one module a step.
//!
//! route → authenticate → authorize → validate → forced outcome → lookups → error-table conditions → limits → effects →
//! respond
//!
//! What of this a family of APIs decides, a [`Protocol`] does.

mod answer;
mod bind;
mod conclude;
mod conditions;
mod contract;
mod fitting;
mod flat;
mod forced;
mod format;
mod hosted;
mod hosting;
mod incoming;
mod limits;
mod multipart;
#[cfg(feature = "program")]
mod observe;
mod operations;
mod pair;
mod parameters;
pub mod path_template;
mod progress;
mod protocol;
mod record;
mod recorded_exchange;
#[cfg(feature = "program")]
mod reload;
mod request;
mod respond;
mod settle;
mod snapshot;
mod styles;
mod success;
mod surroundings;
mod template;
#[cfg(test)]
mod tests;
mod validate;
#[cfg(feature = "webhooks")]
mod webhooks;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Instant, SystemTime};

pub use crate::state::AccountId;
pub(crate) use answer::Answer;
pub(crate) use contract::Rules;
use contract::{Asked, Worded};
use forced::{NO_SUCH_OUTCOME, Preference};
pub use format::Format;
pub(crate) use hosted::Hosted;
pub use incoming::Incoming;
pub use operations::{Operations, Served};
pub use pair::Pair;
pub(crate) use path_template::is_template;
use progress::Progress;
pub use protocol::{Caller, ErrorAnswer, ErrorContext, Protocol};
pub use request::{Peer, Request};
#[cfg(feature = "program")]
use respond::hint_value;
pub use snapshot::{Snapshot, SnapshotError};
use success::Success;
pub use template::{REDACTED, XmlDocument};

use crate::behaviour::{Handlers, Patterns};
use crate::message::{RequestHead, RequestIds, mix};
use crate::refusal::{Refusal, Refusals};
use crate::state::{Entry, RealClock, Recorder, State};
use crate::{Call, Operation, StartError};

/// Some APIs with the state of one mock.
#[derive(Debug)]
pub(crate) struct Gateway {
    pub(crate) apis: Vec<Hosted>,
    pub(crate) protocol: Arc<dyn Protocol>,
    pub(crate) real_clock: RealClock,
    pub(crate) operations: Operations,
    patterns: Patterns,
    pub(crate) request_ids: RequestIds,
    state: Mutex<State>,
    recorder: Option<Arc<Recorder>>,
    logs_api: bool,
    rules: Rules,
    pub(crate) handlers: Handlers,
}

/// What a gateway is made of, besides the APIs.
pub(crate) struct GatewaySettings {
    pub(crate) protocol: Arc<dyn Protocol>,
    pub(crate) real_time: Option<SystemTime>,
    pub(crate) virtual_time: Option<SystemTime>,
    pub(crate) seed: u64,
    pub(crate) recorder: Option<Arc<Recorder>>,
    /// Whether the log says which API a call was for.
    pub(crate) logs_api: bool,
    /// How strict it is with requests.
    pub(crate) rules: Rules,
}

impl Gateway {
    pub(crate) fn new(apis: Vec<Hosted>, settings: GatewaySettings) -> Result<Self, StartError> {
        let ids = settings.protocol.ids();
        Ok(Gateway {
            real_clock: RealClock { pinned: settings.real_time },
            operations: Operations::new(&apis, ids.members)?,
            patterns: Patterns::compile(apis.iter().map(|hosted| hosted.service))?,
            apis,
            request_ids: RequestIds::new(settings.seed, ids),
            state: Mutex::new(State::new(settings.virtual_time, settings.seed)),
            protocol: settings.protocol,
            recorder: settings.recorder,
            logs_api: settings.logs_api,
            rules: settings.rules,
            handlers: Handlers::default(),
        })
    }

    /// The products that the mock was asked to serve.
    pub(crate) fn products(&self) -> impl Iterator<Item = &'static str> {
        self.apis.iter().filter(|hosted| !hosted.is_built_in).map(|hosted| hosted.service.api.name)
    }

    /// Answers a request.
    pub(crate) fn answer(&self, head: &RequestHead, body: &[u8], peer: Peer) -> Answer {
        let begun = now_for_log();
        let mut request = Request::new(head, body).sent_by(peer);
        let mut progress = Progress::default();
        let outcome = match forced::wanted(&request) {
            Ok(wanted) => {
                progress.wanted = wanted;
                self.decide(&mut request, &mut progress)
            }
            Err(refusal) => Err(refusal),
        };
        self.conclude(head, &request, progress, begun, outcome)
    }

    /// Refuses a request without a look at its body.
    pub(crate) fn refuse(&self, head: &RequestHead, refusal: Refusal) -> Answer {
        let request = Request::new(head, &[]);
        self.conclude(head, &request, Progress::default(), now_for_log(), Err(refusal))
    }

    fn decide<'g>(&'g self, request: &mut Request<'_>, progress: &mut Progress<'g>) -> Result<Success<'g>, Refusal> {
        let protocol = &*self.protocol;
        let served = protocol.route(&self.operations, request)?;
        let operation = served.operation;
        (progress.operation, progress.api, progress.served) = (Some(operation), served.api, Some(served));
        request.bind(protocol, operation.described);
        let request = &*request;
        progress.format = Some(protocol.format(request)?);
        let call = Incoming { request, served, surroundings: self };
        let caller = protocol.authenticate(&call)?;
        if caller.is_authenticated() {
            progress.account = Some(caller.account().clone());
        }
        caller.authorize(&call)?;
        validate::validate(self.refusals(), operation, request, &self.patterns)?;
        let preference = served.contract.as_ref().map(|_| Preference::of(request)).unwrap_or_default();
        let mut document = None;
        if let Some(contract) = &served.contract {
            document = contract.check(self.refusals(), operation, request, self.rules)?;
            if let Some(answer) = contract.preferred(self.asked(request, operation, &preference)) {
                return answer.map(Success::Made);
            }
        }
        let own = match caller.performs() {
            true => self.have_performed(&call, &*caller)?,
            false => self.settle(request, document.as_ref(), served, caller.account())?,
        };
        match own {
            Some(answer) => match &served.contract {
                Some(contract) => contract.own(&answer, self.asked(request, operation, &preference)).map(Success::Made),
                None => Success::own(protocol, operation, answer),
            },
            None => match &served.contract {
                Some(contract) => contract.success(self.asked(request, operation, &preference)).map(Success::Made),
                None => Ok(Success::Described(served)),
            },
        }
    }

    /// What an answer that a document describes is made with.
    fn asked<'a>(
        &'a self,
        request: &'a Request<'a>,
        operation: &'static Operation,
        preference: &'a Preference,
    ) -> Asked<'a> {
        let (seed, call) = (self.request_ids.seed(), self.request_ids.position());
        Asked {
            refusals: self.refusals(),
            operation,
            request,
            preference,
            thing: None,
            seed,
            call: mix(seed.wrapping_add(call)),
        }
    }

    /// A refusal as the document of the operation describes it. Rows of an error table have words of their own.
    fn worded(&self, request: &Request<'_>, progress: &Progress<'_>, refusal: &Refusal) -> Option<Worded> {
        let served = progress.served?;
        let operation = served.operation;
        let is_row = operation.described.errors.iter().any(|row| row.code == refusal.code);
        if is_row || refusal.code == NO_SUCH_OUTCOME {
            return None;
        }
        let preference = Preference::default();
        served.contract.as_ref()?.worded(refusal, self.asked(request, operation, &preference))
    }

    /// Calls as they may be shown.
    pub(crate) fn shown(&self, entries: &[Entry]) -> Vec<Call> {
        entries.iter().filter_map(|entry| record::of_entry(&*self.protocol, entry)).collect()
    }

    /// The state; no one who holds it can panic.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How the protocol words refusals.
    pub(crate) fn refusals(&self) -> &dyn Refusals {
        &*self.protocol
    }

    /// Back to the start, or to where it would have been with another seed.
    pub(crate) fn reset(&self, seed: Option<u64>) {
        self.state().reset(seed);
        self.protocol.reset(seed);
        self.request_ids.reset(seed);
    }
}

/// Nothing if nobody reads the log.
fn now_for_log() -> Option<Instant> {
    tracing::enabled!(tracing::Level::INFO).then(Instant::now)
}
