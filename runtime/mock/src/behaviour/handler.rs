//! Functions that replace the described behaviour of an operation.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::state::AccountId;
use crate::state::{ApiState, Fields, Random};
use crate::{Resource, ResourceError, Service};

/// The response of a handler to a call.
#[derive(Debug, Clone, PartialEq)]
#[must_use = "it is what the handler returns"]
pub struct Reply(pub(crate) Decision);

/// The same for the gateway.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Decision {
    Body(Option<Fields>),
    Error(String),
    Described,
}

impl Reply {
    /// A success with this body, an object. The request id is added to it. The call fails with `InternalError` if
    /// the body is not an object.
    pub fn body(body: impl Serialize) -> Self {
        let fields = match serde_json::to_value(body) {
            Ok(Value::Object(fields)) => Some(fields),
            _ => None,
        };
        Reply(Decision::Body(fields))
    }

    /// An error by its code: a row of the operation's error table, or one of the gateway. The call fails with
    /// `InternalError` if it is neither.
    pub fn error(code: impl Into<String>) -> Self {
        Reply(Decision::Error(code.into()))
    }

    /// The described behaviour, as if there were no handler.
    pub fn described() -> Self {
        Reply(Decision::Described)
    }
}

/// The state of the calling account, as a handler sees it.
pub struct AccountState<'a> {
    pub(crate) service: &'static Service,
    pub(crate) account: &'a AccountId,
    pub(crate) now: SystemTime,
    pub(crate) state: &'a mut ApiState,
    pub(crate) random: &'a mut Random,
}

impl AccountState<'_> {
    /// The number of the calling account.
    pub fn account(&self) -> &str {
        self.account
    }

    /// The time of the virtual clock.
    pub fn now(&self) -> SystemTime {
        self.now
    }

    /// A random text from the seed of the mock, which follows a pattern: `?` becomes a letter or digit, `#` a digit.
    pub fn random(&mut self, pattern: &str) -> String {
        self.random.text(pattern)
    }

    /// The resources of a kind, in the order of their creation.
    ///
    /// # Errors
    ///
    /// If the API does not declare a resource of this name.
    pub fn resources(&mut self, name: &str) -> Result<Vec<Value>, ResourceError> {
        let resource = self.resource(name)?;
        Ok(self.state.resources.of(self.account).values(resource.name))
    }

    /// Adds a resource, or replaces the one with the same key.
    ///
    /// # Errors
    ///
    /// If the API does not declare a resource of this name, the value is not an object, or it lacks the key.
    pub fn put(&mut self, name: &str, value: Value) -> Result<(), ResourceError> {
        let resource = self.resource(name)?;
        self.state.resources.of(self.account).put_value(resource, value, self.now)
    }

    /// Removes the resource with this key, or with an empty key the only one of its kind; returns whether there was
    /// one.
    ///
    /// # Errors
    ///
    /// If the API does not declare a resource of this name.
    pub fn remove(&mut self, name: &str, key: &str) -> Result<bool, ResourceError> {
        let resource = self.resource(name)?;
        Ok(self.state.resources.of(self.account).remove(resource.name, key).is_some())
    }

    fn resource(&self, name: &str) -> Result<&'static Resource, ResourceError> {
        self.service.resource(name).ok_or_else(|| ResourceError::unknown(self.service, name))
    }
}

impl fmt::Debug for AccountState<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountState").field("account", &self.account).field("now", &self.now).finish_non_exhaustive()
    }
}

/// Reads the parameters of a call, or says why it cannot.
type Handler = dyn Fn(Fields, &mut AccountState<'_>) -> Result<Reply, String> + Send + Sync;

/// The handlers of a mock, by the position of the API and the id of the operation.
#[derive(Default)]
pub(crate) struct Handlers(RwLock<HashMap<(usize, &'static str), Arc<Handler>>>);

impl Handlers {
    pub(crate) fn set<R: DeserializeOwned>(
        &self,
        operation: (usize, &'static str),
        handler: impl Fn(R, &mut AccountState<'_>) -> Reply + Send + Sync + 'static,
    ) {
        let typed = move |parameters: Fields, state: &mut AccountState<'_>| match serde_json::from_value(Value::Object(
            parameters,
        )) {
            Ok(request) => Ok(handler(request, state)),
            Err(error) => Err(explained(&error)),
        };
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(operation, Arc::new(typed));
    }

    pub(crate) fn get(&self, operation: (usize, &'static str)) -> Option<Arc<Handler>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(&operation).cloned()
    }
}

impl fmt::Debug for Handlers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handlers").finish_non_exhaustive()
    }
}

/// What serde says without the values, which may be sensitive.
fn explained(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.starts_with("missing field") {
        true => text,
        false => "a parameter is not of the type that the handler has for it".to_owned(),
    }
}
