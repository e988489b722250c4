//! What a call that is as it should be does.

use std::collections::BTreeMap;

use serde_json::Value;

use super::forced::{self, Ordered};
use super::incoming::Incoming;
use super::operations::Served;
use super::protocol::Caller;
use super::request::Request;
use super::{Gateway, conditions, limits, parameters};
use crate::Behaviour;
use crate::behaviour::{Decision, Session};
use crate::refusal::{Reason, Refusal, by_code};
use crate::state::AccountId;

/// What an operation does whose API remembers nothing.
static NOTHING: Behaviour = Behaviour::new();

impl Gateway {
    /// The body of the answer to a call that the protocol performs itself, if it is not the described one that was ordered.
    pub(super) fn have_performed(&self, call: &Incoming<'_>, caller: &dyn Caller) -> Result<Option<Value>, Refusal> {
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
    pub(super) fn settle(
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
}
