//! The gateway: one request in, one answer out, one module a step.
//!
//! route → authenticate → authorize → validate → forced outcome → lookups → error-table conditions → limits → effects →
//! respond
//!
//! What of this a family of APIs decides, a [`Protocol`] does.

mod answer;
mod bind;
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
mod protocol;
mod record;
mod recorded_exchange;
#[cfg(feature = "program")]
mod reload;
mod request;
mod respond;
mod snapshot;
mod styles;
mod template;
#[cfg(test)]
mod tests;
mod validate;
#[cfg(feature = "webhooks")]
mod webhooks;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Instant, SystemTime};

pub use crate::state::AccountId;
pub(crate) use answer::Answer;
pub(crate) use contract::Rules;
use contract::{Asked, Worded};
use forced::{NO_SUCH_OUTCOME, Ordered, Preference};
pub use format::Format;
pub(crate) use hosted::Hosted;
pub use incoming::Incoming;
use incoming::Surroundings;
pub use operations::{Operations, Served};
pub use pair::Pair;
pub(crate) use path_template::is_template;
pub use protocol::{Caller, ErrorAnswer, ErrorContext, Protocol};
pub use request::{Peer, Request};
#[cfg(feature = "program")]
use respond::hint_value;
use serde_json::Value;
pub use snapshot::{Snapshot, SnapshotError};
use template::Template;
pub use template::{REDACTED, XmlDocument};

use crate::behaviour::{Decision, Handlers, Patterns, Session, tree};
use crate::exchange::Exchange;
use crate::message::{RequestHead, RequestIds, mix};
use crate::refusal::{Reason, Refusal, Refusals, by_code};
use crate::state::{Disturbance, Entry, Fields, Outcome, RealClock, RecordedCall, RecordedResponse, Recorder, State};
use crate::{Behaviour, Call, Operation, Service, StartError};

/// What an operation does whose API remembers nothing.
static NOTHING: Behaviour = Behaviour::new();

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

/// A call that succeeds.
enum Success<'a> {
    /// With the answer of the description.
    Described(&'a Served),
    /// With an answer that its document describes whole.
    Made(Arc<Template>),
    /// With an answer of its own.
    Own(Template),
}

impl Success<'_> {
    fn template(&self) -> &Template {
        match self {
            Success::Described(served) => &served.success,
            Success::Made(answer) => answer,
            Success::Own(answer) => answer,
        }
    }

    /// With this body, and the request's own id in an object.
    fn own(protocol: &dyn Protocol, operation: &Operation, mut body: Value) -> Result<Self, Refusal> {
        let ids = protocol.ids();
        if let (Some(member), Value::Object(fields)) = (ids.members.first(), &mut body) {
            fields.insert((*member).to_owned(), "".into());
        }
        let answer = Template::new(operation.described, &body.to_string(), operation.status, ids.members);
        answer.map(Success::Own).map_err(|_| protocol.refusal(Reason::Internal))
    }
}

/// How far a call came.
#[derive(Debug, Default)]
struct Progress<'a> {
    served: Option<&'a Served>,
    operation: Option<&'static Operation>,
    /// The position of its API.
    api: usize,
    account: Option<AccountId>,
    format: Option<Format>,
    /// What the request wants to happen to its answer.
    wanted: Option<Disturbance>,
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

    /// The body of the answer to a call that the protocol performs itself, if it is not the described one that was ordered.
    fn have_performed(&self, call: &Incoming<'_>, caller: &dyn Caller) -> Result<Option<Value>, Refusal> {
        let Served { operation, api, .. } = call.served;
        // The state is free again before the protocol performs, since that asks for the time.
        let ordered = forced::ordered(self.refusals(), operation, call.request, &mut self.state().api(*api).forced);
        match ordered {
            Some(Ordered::Success) => Ok(None),
            Some(Ordered::Refusal(refusal)) => Err(refusal),
            None => caller.perform(call).map(|fields| Some(Value::Object(fields))),
        }
    }

    /// Whether a call that is as it should be succeeds, and the body of the answer if it is not the example of the
    /// description. All of it is one step as other calls see it, so that only one of them is the last that a limit lets
    /// through. `document` is what the body says, if it is not JSON.
    fn settle(
        &self,
        request: &Request<'_>,
        document: Option<&Value>,
        served: &Served,
        account: &AccountId,
    ) -> Result<Option<Value>, Refusal> {
        let operation = served.operation;
        let Some(hosted) = self.apis.get(served.api) else { return Err(self.protocol.refusal(Reason::Internal)) };
        let mut state = self.state();
        match forced::ordered(self.refusals(), operation, request, &mut state.api(served.api).forced) {
            Some(Ordered::Success) => return Ok(None),
            Some(Ordered::Refusal(refusal)) => return Err(refusal),
            None => {}
        }
        let now = state.clock.now(self.real_clock);
        let region = self.protocol.region(request, hosted.service);
        let (state, random) = state.api_and_random(served.api);
        let mut session = Session {
            service: hosted.service,
            site: hosted.site,
            operation,
            behaviour: if self.rules.stateless && hosted.service.inferred_state {
                &NOTHING
            } else {
                &operation.behaviour
            },
            patterns: &self.patterns,
            refusals: self.refusals(),
            account: account.clone(),
            region,
            now,
            day: self.protocol.day_begins_before_utc(),
            state,
            random,
            parameter: &|name| parameters::value(request.parameters(), operation, name),
            body: &|| document.cloned().or_else(|| parameters::body(request.parameters(), operation)),
            bound: BTreeMap::new(),
            items: Vec::new(),
            next_page: None,
        };
        session.begin();
        if let Some(handler) = self.handlers.get((served.api, operation.id)) {
            let values = operation.described.parameters.iter().filter_map(|parameter| {
                let value = parameters::value(request.parameters(), operation, parameter.name)?;
                Some((parameter.name.to_owned(), value))
            });
            let reply = handler(values.collect(), &mut session.account_state());
            let broken = |why: String| self.protocol.refusal(Reason::Internal).with_hint(why);
            match reply.map_err(broken)?.0 {
                Decision::Body(Some(fields)) => return Ok(Some(Value::Object(fields))),
                Decision::Body(None) => return Err(broken("the body of the handler is not an object".to_owned())),
                Decision::Error(code) => {
                    return Err(
                        by_code(self.refusals(), operation, &code).unwrap_or_else(|error| broken(error.to_string()))
                    );
                }
                Decision::Described => {}
            }
        }
        conditions::raise(&mut session)?;
        session.expect_finds()?;
        if session.is_dry_run() {
            return session.rehearse();
        }
        let refusals = self.refusals();
        limits::count(refusals, &mut session.state.usage, account, operation, region, (now, session.day))?;
        let performed = session.perform();
        if let Some(next) = session.next_page.take() {
            // A call is settled once.
            let _ = request.next.set(next);
        }
        performed
    }

    /// Notes the call in the journal and writes the answer.
    fn conclude(
        &self,
        head: &RequestHead,
        request: &Request<'_>,
        progress: Progress<'_>,
        begun: Option<Instant>,
        mut decided: Result<Success<'_>, Refusal>,
    ) -> Answer {
        let mut worded = None;
        if let Err(refusal) = &mut decided
            && let Some(described) = self.worded(request, &progress, refusal)
        {
            refusal.status = described.status;
            worded = described.answer;
        }
        let id = self.request_ids.next();
        let format = progress.format.unwrap_or_else(|| self.protocol.format_of_refusal(request));
        let refusal = decided.as_ref().err();
        let hosted = self.apis.get(progress.api);
        let disturbance = progress.wanted.unwrap_or(request.disturbance.get());
        let mut outcome = Outcome {
            operation: progress.operation,
            webhook: None,
            account: progress.account,
            time: SystemTime::UNIX_EPOCH,
            status: decided.as_ref().map_or_else(|refusal| refusal.status, |success| success.template().status()),
            code: refusal.map(|refusal| refusal.code.to_string()),
            hint: refusal.and_then(|refusal| refusal.hint.clone()),
            fault: disturbance.fault,
            request_id: id,
        };
        let api = outcome.operation.map(|operation| operation.described.api).filter(|_| self.logs_api);
        tracing::info!(
            product = api.map(|api| api.name),
            version = api.map(|api| api.version),
            // What a caller only calls an operation may be anything.
            action = outcome.operation.map(|operation| operation.described.name),
            status = outcome.status,
            code = outcome.code,
            request_id = id.text().as_str(),
            microseconds = begun.map(|begun| u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX)),
            hint = outcome.hint,
            fault = outcome.fault.map(tracing::field::display),
            "answered"
        );
        let (recorded, outcome_time);
        {
            let mut state = self.state();
            outcome.time = state.clock.now(self.real_clock);
            recorded =
                self.recorder.as_ref().map(|recorder| (recorder, record::call(&*self.protocol, request, &outcome)));
            if let Some(operation) = outcome.operation {
                state.api(progress.api).coverage.count(operation, outcome.code.as_deref());
            }
            outcome_time = outcome.time;
            state.journal.push(|recorded| recorded.write(head, request.body), outcome);
        }
        let context = respond::Context {
            protocol: &*self.protocol,
            host: request.host,
            api: hosted.map(|hosted| hosted.service.api),
            site: hosted.map(|hosted| hosted.site),
            format,
            id,
            worded: worded.as_ref(),
        };
        let answered = decided.as_ref().map(Success::template);
        let response = respond::respond(answered, &context);
        if let Some((recorder, call)) = recorded {
            let shown = record::answer(&*self.protocol, answered, request, progress.operation);
            let shown = respond::respond(shown.as_ref(), &context);
            let exchange =
                || self.shown_exchange(Exchange::of(head, (request.scheme(), request.body), &shown, outcome_time));
            recorder.write(&RecordedCall { call, response: RecordedResponse::of(&shown) }, exchange);
        }
        Answer::new(response, disturbance, id)
    }

    /// Takes the resources of an API through the states whose time is over, as the next call of it would.
    fn bring_up_to_date(&self, api: usize) {
        let Some(hosted) = self.apis.get(api) else { return };
        let Some(operation) = hosted.service.operations.first() else { return };
        let mut state = self.state();
        let now = state.clock.now(self.real_clock);
        let (state, random) = state.api_and_random(api);
        let mut session = Session {
            service: hosted.service,
            site: hosted.site,
            operation,
            behaviour: &operation.behaviour,
            patterns: &self.patterns,
            refusals: self.refusals(),
            account: self.protocol.default_account(),
            region: None,
            now,
            day: self.protocol.day_begins_before_utc(),
            state,
            random,
            parameter: &|_| None,
            body: &|| None,
            bound: BTreeMap::new(),
            items: Vec::new(),
            next_page: None,
        };
        session.advance();
    }

    /// The position of a service among the APIs.
    fn position(&self, service: &'static Service) -> Option<usize> {
        self.apis.iter().position(|hosted| std::ptr::eq(hosted.service, service))
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

impl Surroundings for Gateway {
    fn real(&self) -> SystemTime {
        self.real_clock.now()
    }

    fn virtual_now(&self) -> SystemTime {
        self.now()
    }

    fn services(&self) -> Vec<&'static Service> {
        self.apis.iter().map(|hosted| hosted.service).collect()
    }

    fn resources(&self, service: &'static Service, account: &str, kind: &str) -> Vec<Fields> {
        let Some(api) = self.position(service) else { return Vec::new() };
        self.bring_up_to_date(api);
        let mut state = self.state();
        let all = state.api(api).resources.all(account, kind);
        all.map(|(_, record)| record.fields.clone()).collect()
    }

    fn path_to_top(&self, service: &'static Service, account: &str, kind: &str, key: &str) -> Vec<String> {
        let Some(api) = self.position(service) else { return Vec::new() };
        tree::path_to_top(service, &self.state().api(api).resources, account, kind, key)
    }
}

/// Nothing if nobody reads the log.
fn now_for_log() -> Option<Instant> {
    tracing::enabled!(tracing::Level::INFO).then(Instant::now)
}
