//! What can be asked of a running mock from outside the API it serves, in Rust or over HTTP.

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use serde::de::DeserializeOwned;
use serde_json::Value;
use twinspec_core::Api;

use super::QualifiedName;
use crate::gateway::{Gateway, Hosted};
use crate::refusal::{Reason, Refusal, by_code};
use crate::state::AccountId;
use crate::state::{Disturbance, ForcedError, Order, Step};
use crate::{
    AccountState, Call, Coverage, Force, ForceError, ForcedOutcome, IssuedCode, Operation, Reply, Resource,
    ResourceError, Service,
};

/// How long a code that is given is good for, in seconds.
const GIVEN_CODE_EXPIRES_AFTER: u64 = 600;

impl Gateway {
    pub(crate) fn force(&self, operation: &str, force: &Force) -> Result<u64, ForceError> {
        let (api, operation) = self.operation(operation)?;
        let refusal = match &force.error {
            Some(ForcedError::Code(code)) => Some(by_code(self.refusals(), operation, code)?),
            Some(ForcedError::Throttled) => Some(self.protocol.refusal(Reason::Throttled)),
            None => None,
        };
        let refusal = refusal.map(|refusal| Refusal { retry_after: force.retry_after, ..refusal });
        let disturbance = Disturbance { fault: force.fault, delay: force.delay };
        let order = Order { number: 0, after: force.after, times: force.times, step: Step { refusal, disturbance } };
        Ok(number(api, self.apis.len(), self.state().api(api).forced.push(operation.id, order)))
    }

    /// What is forced for coming calls, by API and operation.
    pub(crate) fn forced(&self) -> Vec<ForcedOutcome> {
        let mut state = self.state();
        let mut all = Vec::new();
        for (api, hosted) in self.apis.iter().enumerate() {
            all.extend(state.api(api).forced.all().map(|(id, order)| {
                let Disturbance { fault, delay } = order.step.disturbance;
                let milliseconds = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
                let operation = hosted.service.operations.iter().find(|operation| operation.id == id);
                ForcedOutcome {
                    number: number(api, self.apis.len(), order.number),
                    product: hosted.service.api.name.to_owned(),
                    operation: operation.map_or(id, |operation| operation.described.name).to_owned(),
                    code: order.step.refusal.as_ref().map(|refusal| refusal.code.to_string()),
                    fault: fault.map(|fault| fault.to_string()),
                    delay_milliseconds: delay.map(|delay| [milliseconds(delay.least), milliseconds(delay.most)]),
                    after: order.after,
                    times: order.times,
                }
            }));
        }
        all
    }

    /// Withdraws what is forced: the outcome of a number, or all. Returns how many they were.
    pub(crate) fn withdraw(&self, only: Option<u64>) -> usize {
        let mut state = self.state();
        let mut withdrawn = 0;
        for api in 0..self.apis.len() {
            let is_meant = |order: &Order| only.is_none_or(|only| number(api, self.apis.len(), order.number) == only);
            withdrawn += state.api(api).forced.withdraw(|_, order| is_meant(order));
        }
        withdrawn
    }

    /// Withdraws what is forced for an operation.
    pub(crate) fn withdraw_of(&self, operation: &str) -> Result<usize, ForceError> {
        let (api, operation) = self.operation(operation)?;
        Ok(self.state().api(api).forced.withdraw(|id, _| id == operation.id))
    }

    /// Has calls of an operation answered by a handler.
    pub(crate) fn on<R: DeserializeOwned>(
        &self,
        operation: &str,
        handler: impl Fn(R, &mut AccountState<'_>) -> Reply + Send + Sync + 'static,
    ) -> Result<(), ForceError> {
        let (api, operation) = self.operation(operation)?;
        self.handlers.set((api, operation.id), handler);
        Ok(())
    }

    pub(crate) fn coverage(&self) -> Coverage {
        let mut state = self.state();
        let asked_for = self.apis.iter().enumerate().filter(|(_, hosted)| !hosted.is_built_in);
        let operations = asked_for.flat_map(|(api, hosted)| state.api(api).coverage.of(hosted.service));
        Coverage { operations: operations.collect() }
    }

    pub(crate) fn put_resource(&self, account: &str, name: &str, value: Value) -> Result<(), ResourceError> {
        let (api, resource) = self.resource(name)?;
        let account = self.account(account)?;
        self.put(api, resource, &account, value)
    }

    fn put(
        &self,
        api: usize,
        resource: &'static Resource,
        account: &AccountId,
        value: Value,
    ) -> Result<(), ResourceError> {
        if let Value::Object(fields) = &value {
            self.check_fields(api, resource, fields)
                .map_err(|problem| ResourceError::Unfit { name: resource.name, problem })?;
        }
        let mut state = self.state();
        let now = state.clock.now(self.real_clock);
        state.api(api).resources.of(account).put_value(resource, value, now)
    }

    pub(crate) fn given(&self, account: &str, name: &str) -> Result<(), ResourceError> {
        let (api, given) = self.declared(name, |service| service.given.iter().map(|given| (given.name, given)))?;
        let (service, given) = given.map_err(|known| ResourceError::UnknownGiven { name: name.to_owned(), known })?;
        let account = self.account(account)?;
        for (kind, fields) in given.resources {
            let value = serde_json::from_str(fields).unwrap_or_default();
            let resource = service.resource(kind).ok_or_else(|| ResourceError::unknown(service, kind))?;
            self.put(api, resource, &account, value)?;
        }
        for (account, kind, fields) in given.of_others {
            let value = serde_json::from_str(fields).unwrap_or_default();
            let resource = service.resource(kind).ok_or_else(|| ResourceError::unknown(service, kind))?;
            let account = AccountId::from(*account);
            self.state().api(api).resources.register(&account);
            self.put(api, resource, &account, value)?;
        }
        let mut state = self.state();
        let now = state.clock.now(self.real_clock);
        for (name, recipient, code) in given.codes {
            let key = (account.clone(), *name, (*recipient).to_owned());
            state.api(api).codes.issue(key, (*code).to_owned(), now, GIVEN_CODE_EXPIRES_AFTER);
        }
        Ok(())
    }

    pub(crate) fn remove_resources(&self, account: &str, name: &str) -> Result<Vec<Value>, ResourceError> {
        let (api, resource) = self.resource(name)?;
        let account = self.account(account)?;
        Ok(self.state().api(api).resources.of(&account).clear(resource.name))
    }

    pub(crate) fn resources(&self, account: &str, name: &str) -> Result<Vec<Value>, ResourceError> {
        let (api, resource) = self.resource(name)?;
        let account = self.account(account)?;
        Ok(self.state().api(api).resources.of(&account).values(resource.name))
    }

    pub(crate) fn codes(&self) -> Vec<IssuedCode> {
        let state = self.state();
        let now = state.clock.now(self.real_clock);
        state.apis.iter().flat_map(|api| api.codes.valid(now)).collect()
    }

    pub(crate) fn advance(&self, by: Duration) {
        self.state().clock.advance(by);
    }

    pub(crate) fn set_time(&self, time: SystemTime) {
        self.state().clock.set(time, self.real_clock);
    }

    pub(crate) fn now(&self) -> SystemTime {
        self.state().clock.now(self.real_clock)
    }

    pub(crate) fn calls(&self) -> Vec<Call> {
        let entries = self.state().journal.entries();
        self.shown(&entries)
    }

    /// The id of the operation of this name.
    #[cfg(feature = "program")]
    pub(crate) fn operation_id(&self, name: &str) -> Result<&'static str, ForceError> {
        Ok(self.operation(name)?.1.id)
    }

    fn operation(&self, text: &str) -> Result<(usize, &'static Operation), ForceError> {
        let name = QualifiedName::read(text);
        let fitting = self.operations.named(name.name);
        let fitting: Vec<_> = fitting.filter(|served| name.fits(served.operation.described.api)).collect();
        let is_built_in = |api: usize| self.apis.get(api).is_some_and(|hosted| hosted.is_built_in);
        let mut asked_for = fitting.iter().filter(|served| !is_built_in(served.api));
        match (asked_for.next(), asked_for.next()) {
            (Some(_), Some(_)) => Err(ForceError::AmbiguousOperation {
                operation: text.to_owned(),
                known: fitting.iter().map(|served| qualified(served.operation.described.api, name.name)).collect(),
            }),
            (one, _) => match one.or(fitting.first()) {
                Some(served) => Ok((served.api, served.operation)),
                None => Err(ForceError::UnknownOperation {
                    operation: text.to_owned(),
                    nearest: self.operations.nearest(name.name),
                }),
            },
        }
    }

    fn resource(&self, name: &str) -> Result<(usize, &'static Resource), ResourceError> {
        let resources = |service: &'static Service| service.resources.iter().map(|resource| (resource.name, resource));
        match self.declared(name, resources)? {
            (api, Ok((_, resource))) => Ok((api, resource)),
            (_, Err(known)) => Err(ResourceError::UnknownResource { name: name.to_owned(), known }),
        }
    }

    /// The one API that declares something of this name, and what it is; or the names there are.
    #[allow(clippy::type_complexity)]
    fn declared<T, I: Iterator<Item = (&'static str, T)>>(
        &self,
        text: &str,
        declared: impl Fn(&'static Service) -> I,
    ) -> Result<(usize, Result<(&'static Service, T), Vec<&'static str>>), ResourceError> {
        let name = QualifiedName::read(text);
        let mut found = Vec::new();
        for (api, Hosted { service, .. }) in self.apis.iter().enumerate() {
            let mut own = declared(service).filter(|(declared, _)| *declared == name.name && name.fits(service.api));
            found.extend(own.next().map(|(_, thing)| (api, *service, thing)));
        }
        if found.len() > 1 {
            let known = found.iter().map(|(_, service, _)| qualified(service.api, name.name)).collect();
            return Err(ResourceError::AmbiguousName { name: text.to_owned(), known });
        }
        let known = || self.apis.iter().flat_map(|hosted| declared(hosted.service)).map(|(name, _)| name);
        Ok(match found.pop() {
            Some((api, service, thing)) => (api, Ok((service, thing))),
            None => (0, Err(known().collect())),
        })
    }

    /// The ids of all accounts, sorted: those of the protocol, and those that calls have made resources for.
    pub(crate) fn accounts(&self) -> Vec<String> {
        let registered = self.registered();
        let ids = registered.iter().map(ToString::to_string).chain(self.protocol.accounts());
        ids.collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn registered(&self) -> BTreeSet<AccountId> {
        self.state().apis.iter().flat_map(|api| api.resources.registered().iter().cloned()).collect()
    }

    fn account(&self, id: &str) -> Result<AccountId, ResourceError> {
        let registered = || self.registered().into_iter().find(|account| **account == *id);
        match self.protocol.account(id).or_else(registered) {
            Some(account) => Ok(account),
            None => Err(ResourceError::UnknownAccount { account: id.to_owned(), known: self.accounts() }),
        }
    }
}

/// The name with the API that has it.
fn qualified(api: &Api, name: &str) -> String {
    format!("{}::{}::{name}", api.name, api.version)
}

/// The number of an order among those of all APIs, whose own numbers begin at one.
fn number(api: usize, apis: usize, own: u64) -> u64 {
    (own - own.min(1)) * apis as u64 + api as u64 + 1
}
