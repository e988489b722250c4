//! What can be asked of a running mock from outside the API it serves, in Rust or over HTTP.

use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::gateway::{Gateway, by_code};
use crate::identity::AccountId;
use crate::refusal::Refusal;
use crate::state::{Disturbance, Order, Step};
use crate::{Call, Coverage, Force, ForceError, Operation, ResourceError};

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
        let name = self.resource_name(name)?;
        let account = self.account(account)?;
        self.state().resources.put(account, name, value);
        Ok(())
    }

    pub(crate) fn remove_resource(&self, account: &str, name: &str) -> Result<Option<Value>, ResourceError> {
        let name = self.resource_name(name)?;
        let account = self.account(account)?;
        Ok(self.state().resources.remove(account, name))
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

    fn resource_name(&self, name: &str) -> Result<&'static str, ResourceError> {
        let names = self.service.resources.iter().map(|resource| resource.name);
        match names.clone().find(|known| *known == name) {
            Some(name) => Ok(name),
            None => Err(ResourceError::UnknownResource { name: name.to_owned(), known: names.collect() }),
        }
    }

    fn account(&self, id: &str) -> Result<AccountId, ResourceError> {
        match self.accounts.account(id) {
            Some(account) => Ok(account),
            None => Err(ResourceError::UnknownAccount { account: id.to_owned(), known: self.accounts.ids() }),
        }
    }
}
