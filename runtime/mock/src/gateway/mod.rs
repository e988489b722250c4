//! The gateway: one request in, one answer out, one module a step.
//!
//! route → authenticate → authorize → validate → forced outcome → lookups → error-table conditions → limits → effects →
//! respond

mod answer;
mod authenticate;
mod authorize;
mod conditions;
mod flat;
mod forced;
mod format;
mod host;
mod hosted;
mod limits;
mod operations;
mod parameters;
mod path_template;
mod record;
mod request;
mod respond;
mod route;
#[cfg(test)]
mod tests;
mod validate;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Instant, SystemTime};

pub(crate) use answer::Answer;
use authenticate::{Nonces, Scheme};
pub(crate) use authorize::{Refused, RequestFacts, Who, check, denied};
use forced::Ordered;
use format::Format;
pub(crate) use hosted::Hosted;
use operations::{Operations, Served};
pub(crate) use path_template::is_template;
pub(crate) use request::{Peer, Request};
use respond::{ErrorContext, Template};
use serde_json::Value;

use crate::behaviour::{Patterns, Session};
use crate::handle::{Decision, Handlers};
use crate::identity::{AccountId, Accounts, BearerToken, DEFAULT_ACCOUNT};
use crate::message::RequestHead;
use crate::refusal::{Refusal, by_code};
use crate::request_id::RequestIds;
use crate::state::{Disturbance, Entry, Fields, Outcome, RealClock, RecordedCall, RecordedResponse, Recorder, State};
use crate::sts::StsOperation;
use crate::{Call, Operation, StartError};

/// Some APIs with the state of one mock.
#[derive(Debug)]
pub(crate) struct Gateway {
    pub(crate) apis: Vec<Hosted>,
    pub(crate) accounts: Accounts,
    bearer_tokens: Vec<BearerToken>,
    pub(crate) real_clock: RealClock,
    pub(crate) operations: Operations,
    patterns: Patterns,
    pub(crate) request_ids: RequestIds,
    nonces: Mutex<Nonces>,
    state: Mutex<State>,
    recorder: Option<Recorder>,
    logs_api: bool,
    pub(crate) handlers: Handlers,
}

/// What a gateway is made of, besides the APIs.
pub(crate) struct Settings {
    pub(crate) accounts: Accounts,
    pub(crate) bearer_tokens: Vec<BearerToken>,
    pub(crate) real_time: Option<SystemTime>,
    pub(crate) virtual_time: Option<SystemTime>,
    pub(crate) seed: u64,
    pub(crate) recorder: Option<Recorder>,
    /// Whether the log tells which API a call was for.
    pub(crate) logs_api: bool,
}

/// A call that succeeds.
enum Success<'a> {
    /// With the answer of the description.
    Described(&'a Served),
    /// With an answer of its own.
    Own(Template),
}

impl Success<'_> {
    fn template(&self) -> &Template {
        match self {
            Success::Described(served) => &served.success,
            Success::Own(answer) => answer,
        }
    }

    /// With these fields, and the request's own id.
    fn own(operation: &Operation, mut fields: Fields) -> Result<Self, Refusal> {
        fields.insert("RequestId".to_owned(), "".into());
        let described = operation.described;
        let text = Value::Object(fields).to_string();
        let answer = Template::new(described.name, &text, operation.status, described.response);
        answer.map(Success::Own).map_err(|_| Refusal::common("InternalError"))
    }
}

/// How far a call came.
#[derive(Debug, Default)]
struct Progress {
    operation: Option<&'static Operation>,
    /// The position of its API.
    api: usize,
    account: Option<AccountId>,
    format: Option<Format>,
    /// What the request wants to happen to its answer.
    wanted: Option<Disturbance>,
}

impl Gateway {
    pub(crate) fn new(apis: Vec<Hosted>, settings: Settings) -> Result<Self, StartError> {
        Ok(Gateway {
            accounts: settings.accounts,
            bearer_tokens: settings.bearer_tokens,
            real_clock: RealClock { pinned: settings.real_time },
            operations: Operations::new(&apis)?,
            patterns: Patterns::compile(apis.iter().map(|hosted| hosted.service))?,
            apis,
            request_ids: RequestIds::new(settings.seed),
            nonces: Mutex::default(),
            state: Mutex::new(State::new(settings.virtual_time, settings.seed)),
            recorder: settings.recorder,
            logs_api: settings.logs_api,
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

    fn decide(&self, request: &mut Request<'_>, progress: &mut Progress) -> Result<Success<'_>, Refusal> {
        let scheme = Scheme::of(request);
        let served = route::route(self, request, scheme)?;
        let operation = served.operation;
        (progress.operation, progress.api) = (Some(operation), served.api);
        request.bind(operation.described);
        let request = &*request;
        progress.format = Some(Format::of(request).map_err(|_| Refusal::common("InvalidParameter.Format"))?);
        if let Some(sts) = StsOperation::of(operation)
            && self.performs(served, sts)
        {
            return self.decide_sts(request, scheme, served, sts, progress);
        }
        let account = match operation.anonymous && scheme == Scheme::Unsigned {
            true => self.accounts.account(DEFAULT_ACCOUNT).unwrap_or_else(|| DEFAULT_ACCOUNT.into()),
            false => {
                let caller = authenticate::authenticate(self, request, scheme)?;
                progress.account = Some(caller.account().clone());
                authorize::authorize(self, &caller, operation, request)?;
                caller.account().clone()
            }
        };
        validate::validate(operation, request, &self.patterns)?;
        match self.settle(request, served, &account)? {
            Some(answer) => Success::own(operation, answer),
            None => Ok(Success::Described(served)),
        }
    }

    /// Whether the mock performs an operation of STS itself. One that it was asked to serve is answered as it is described
    /// as long as there is no role to assume.
    fn performs(&self, served: &Served, operation: StsOperation) -> bool {
        let is_built_in = self.apis.get(served.api).is_some_and(|hosted| hosted.is_built_in);
        is_built_in || !operation.assumes_a_role() || self.accounts.have_roles()
    }

    /// The same for an operation that the mock performs itself, which knows what has to be authorized.
    fn decide_sts<'g>(
        &'g self,
        request: &Request<'_>,
        scheme: Scheme,
        served: &'g Served,
        sts: StsOperation,
        progress: &mut Progress,
    ) -> Result<Success<'g>, Refusal> {
        let operation = served.operation;
        let caller = match sts.is_anonymous() {
            true => None,
            false => Some(authenticate::authenticate(self, request, scheme)?),
        };
        progress.account = caller.as_ref().map(|caller| caller.account().clone());
        validate::validate(operation, request, &self.patterns)?;
        match forced::ordered(operation, request, &mut self.state().api(served.api).forced) {
            Some(Ordered::Success) => return Ok(Success::Described(served)),
            Some(Ordered::Refusal(refusal)) => return Err(refusal),
            None => {}
        }
        Success::own(operation, sts.answer(self, request, caller.as_ref())?)
    }

    /// Whether a call that is as it should be succeeds, and the body of the answer if it is not the example of the
    /// description. All of it is one step as other calls see it, so that only one of them is the last that a limit lets
    /// through.
    fn settle(&self, request: &Request<'_>, served: &Served, account: &AccountId) -> Result<Option<Fields>, Refusal> {
        let operation = served.operation;
        let Some(hosted) = self.apis.get(served.api) else { return Err(Refusal::common("InternalError")) };
        let mut state = self.state();
        match forced::ordered(operation, request, &mut state.api(served.api).forced) {
            Some(Ordered::Success) => return Ok(None),
            Some(Ordered::Refusal(refusal)) => return Err(refusal),
            None => {}
        }
        let now = state.clock.now(self.real_clock);
        let region = host::region(request, hosted.service);
        let (state, random) = state.api_and_random(served.api);
        let mut session = Session {
            service: hosted.service,
            site: hosted.site,
            operation,
            patterns: &self.patterns,
            account,
            region,
            now,
            state,
            random,
            parameter: &|name| parameters::value(request.parameters(), operation, name),
            bound: BTreeMap::new(),
        };
        session.begin();
        if let Some(handler) = self.handlers.get((served.api, operation.id)) {
            let values = operation.described.parameters.iter().filter_map(|parameter| {
                let value = parameters::value(request.parameters(), operation, parameter.name)?;
                Some((parameter.name.to_owned(), value))
            });
            let reply = handler(values.collect(), &mut session.account_state());
            let broken = |why: String| Refusal::common("InternalError").with_hint(why);
            match reply.map_err(broken)?.0 {
                Decision::Body(Some(fields)) => return Ok(Some(fields)),
                Decision::Body(None) => return Err(broken("the body of the handler is no object".to_owned())),
                Decision::Error(code) => {
                    return Err(by_code(operation, &code).unwrap_or_else(|error| broken(error.to_string())));
                }
                Decision::Described => {}
            }
        }
        conditions::raise(&mut session)?;
        if session.is_dry_run() {
            return session.rehearse();
        }
        limits::count(&mut session.state.usage, account, operation, region, now)?;
        session.perform()
    }

    /// Notes the call in the journal and writes the answer.
    fn conclude(
        &self,
        head: &RequestHead,
        request: &Request<'_>,
        progress: Progress,
        begun: Option<Instant>,
        decided: Result<Success<'_>, Refusal>,
    ) -> Answer {
        let id = self.request_ids.next();
        let format = progress.format.unwrap_or_else(|| Format::wanted(request));
        let refusal = decided.as_ref().err();
        let hosted = self.apis.get(progress.api);
        let product = hosted.map_or("", |hosted| hosted.service.api.name);
        let disturbance = progress.wanted.unwrap_or(request.disturbance.get());
        let mut outcome = Outcome {
            operation: progress.operation,
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
        let recorded;
        {
            let mut state = self.state();
            outcome.time = state.clock.now(self.real_clock);
            recorded = self.recorder.as_ref().map(|recorder| (recorder, record::call(request, &outcome)));
            if let Some(operation) = outcome.operation {
                state.api(progress.api).coverage.count(operation, outcome.code.as_deref());
            }
            state.journal.push(|recorded| recorded.write(head, request.body), outcome);
        }
        let context =
            ErrorContext { host: request.host, product, is_china: hosted.is_some_and(|hosted| hosted.site.id == "cn") };
        let answered = decided.as_ref().map(Success::template);
        let response = respond::respond(answered, &context, format, id);
        if let Some((recorder, call)) = recorded {
            let shown = record::answer(answered, request, progress.operation);
            let shown = respond::respond(shown.as_ref(), &context, format, id);
            recorder.write(&RecordedCall { call, response: RecordedResponse::of(&shown) });
        }
        Answer::new(response, disturbance, id)
    }

    /// Calls as they may be shown.
    pub(crate) fn shown(&self, entries: &[Entry]) -> Vec<Call> {
        entries.iter().filter_map(record::of_entry).collect()
    }

    /// The state; no one who holds it can panic.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn nonces(&self) -> MutexGuard<'_, Nonces> {
        self.nonces.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Back to the start, or to where it would have been with another seed.
    pub(crate) fn reset(&self, seed: Option<u64>) {
        self.state().reset(seed);
        self.accounts.reset(seed);
        self.request_ids.reset(seed);
        *self.nonces() = Nonces::default();
    }
}

/// Nothing if nobody reads the log.
fn now_for_log() -> Option<Instant> {
    tracing::enabled!(tracing::Level::INFO).then(Instant::now)
}
