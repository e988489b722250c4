//! What a control is, and what it is asked.

use std::collections::HashMap;

use serde::de::DeserializeOwned;

use super::json::{Problem, Reply};
use crate::gateway::Gateway;
use crate::message::BodyError;

/// Something the mock can be asked for.
pub(super) struct Control {
    pub(super) method: &'static str,
    /// Below `/_mock`.
    pub(super) path: &'static str,
    /// What may follow the path, as it is described.
    pub(super) query: &'static str,
    /// An example of the body in JSON; empty if there is none.
    pub(super) body: &'static str,
    pub(super) does: &'static str,
    pub(super) run: fn(&Order<'_>) -> Result<Reply, Problem>,
}

/// What a control is asked.
pub(super) struct Order<'a> {
    /// All that there are.
    pub(super) controls: &'static [Control],
    pub(super) gateway: &'a Gateway,
    /// The variables of the control's path.
    pub(super) variables: Vec<String>,
    /// The query as it was sent.
    pub(super) query: &'a str,
    pub(super) body: Result<&'a [u8], BodyError>,
}

impl Order<'_> {
    /// The variable of the path.
    pub(super) fn variable(&self) -> &str {
        self.variables.first().map_or("", String::as_str)
    }

    /// The body, which may be absent.
    pub(super) fn bytes(&self) -> Result<&[u8], Problem> {
        Ok(self.body?)
    }

    /// The body as JSON.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        serde_json::from_slice(self.bytes()?).map_err(|error| Problem::bad_request(format!("the body: {error}")))
    }

    /// A parameter of the query, which may have no other one.
    pub(super) fn only_parameter(&self, name: &str) -> Result<Option<String>, Problem> {
        let mut pairs: HashMap<_, _> = form_urlencoded::parse(self.query.as_bytes()).collect();
        let value = pairs.remove(name);
        match pairs.into_keys().next() {
            Some(unknown) => Err(Problem::bad_request(format!("unknown parameter `{unknown}`, only {name}"))),
            None => Ok(value.map(|value| value.into_owned())),
        }
    }
}
