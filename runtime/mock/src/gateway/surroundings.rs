//! What else of the mock those ask for who route, authenticate and authorize a call.

use std::collections::BTreeMap;
use std::time::SystemTime;

use super::Gateway;
use super::incoming::Surroundings;
use crate::Service;
use crate::behaviour::{Session, tree};
use crate::state::{AccountId, Fields};

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

    fn accounts(&self, service: &'static Service) -> Vec<AccountId> {
        self.position(service).map(|api| self.state().api(api).resources.accounts()).unwrap_or_default()
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

impl Gateway {
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
}
