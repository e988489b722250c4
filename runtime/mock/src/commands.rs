//! What can be asked of a running mock from outside the API it serves, in Rust or over HTTP.

use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::gateway::{Gateway, by_code};
use crate::identity::AccountId;
use crate::refusal::Refusal;
use crate::state::{Disturbance, Order, Step};
use crate::{Call, Coverage, Force, ForceError, IssuedCode, Operation, Resource, ResourceError};

impl Gateway {
    pub(crate) fn force(&self, operation: &str, force: &Force) -> Result<(), ForceError> {
        let operation = self.operation(operation)?;
        let refusal = match &force.code {
            Some(code) => Some(Refusal { retry_after: force.retry_after, ..by_code(operation, code)? }),
            None => None,
        };
        let disturbance = Disturbance { fault: force.fault, delay: force.delay };
        let order = Order { after: force.after, times: force.times, step: Step { refusal, disturbance } };
        self.state().forced.push(operation.id, order);
        Ok(())
    }

    pub(crate) fn coverage(&self) -> Coverage {
        self.state().coverage.coverage(self.service)
    }

    pub(crate) fn put_resource(&self, account: &str, name: &str, value: Value) -> Result<(), ResourceError> {
        let resource = self.resource(name)?;
        let account = self.account(account)?;
        let Value::Object(fields) = value else { return Err(ResourceError::NotAnObject { name: resource.name }) };
        let mut state = self.state();
        let now = state.clock.now(self.real_clock);
        match (state.resources.of(&account).put(resource, fields, now), resource.key) {
            (None, Some(key)) => Err(ResourceError::NoKey { name: resource.name, key }),
            _ => Ok(()),
        }
    }

    pub(crate) fn given(&self, account: &str, name: &str) -> Result<(), ResourceError> {
        let known = self.service.given;
        let given = known.iter().find(|given| given.name == name).ok_or_else(|| ResourceError::UnknownGiven {
            name: name.to_owned(),
            known: known.iter().map(|given| given.name).collect(),
        })?;
        for (resource, fields) in given.resources {
            self.put_resource(account, resource, serde_json::from_str(fields).unwrap_or_default())?;
        }
        Ok(())
    }

    pub(crate) fn remove_resources(&self, account: &str, name: &str) -> Result<Vec<Value>, ResourceError> {
        let resource = self.resource(name)?;
        let account = self.account(account)?;
        Ok(self.state().resources.of(&account).clear(resource.name))
    }

    pub(crate) fn resources(&self, account: &str, name: &str) -> Result<Vec<Value>, ResourceError> {
        let resource = self.resource(name)?;
        let account = self.account(account)?;
        let mut state = self.state();
        let all = state.resources.of(&account).all(resource.name);
        Ok(all.map(|(_, record)| Value::Object(record.fields.clone())).collect())
    }

    pub(crate) fn codes(&self) -> Vec<IssuedCode> {
        let state = self.state();
        state.codes.valid(state.clock.now(self.real_clock))
    }

    pub(crate) fn advance(&self, by: Duration) {
        self.state().clock.advance(by);
    }

    pub(crate) fn now(&self) -> SystemTime {
        self.state().clock.now(self.real_clock)
    }

    pub(crate) fn calls(&self) -> Vec<Call> {
        let entries = self.state().journal.entries();
        self.shown(&entries)
    }

    fn operation(&self, name: &str) -> Result<&'static Operation, ForceError> {
        match self.operations.find(name) {
            Some(served) => Ok(served.operation),
            None => {
                Err(ForceError::UnknownOperation { operation: name.to_owned(), nearest: self.operations.nearest(name) })
            }
        }
    }

    fn resource(&self, name: &str) -> Result<&'static Resource, ResourceError> {
        let resources = self.service.resources;
        resources.iter().find(|resource| resource.name == name).ok_or_else(|| ResourceError::UnknownResource {
            name: name.to_owned(),
            known: resources.iter().map(|resource| resource.name).collect(),
        })
    }

    fn account(&self, id: &str) -> Result<AccountId, ResourceError> {
        match self.accounts.account(id) {
            Some(account) => Ok(account),
            None => Err(ResourceError::UnknownAccount { account: id.to_owned(), known: self.accounts.ids() }),
        }
    }
}
