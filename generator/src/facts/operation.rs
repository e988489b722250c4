//! What follows from the model of an operation.

use serde_json::Value;

use super::{Events, RowOutcome, Scenario, answers, body, events, row_outcome, scenario, served};
use crate::model::{Api, ErrorRow, Operation, Response, ResponseFormat};

/// What follows from the model of an operation.
#[derive(Debug)]
pub struct OperationFacts<'a> {
    api: &'a Api,
    /// The model.
    pub model: &'a Operation,
    /// The successes, if there are several with different bodies; else none.
    pub successes: Vec<&'a Response>,
    /// The errors whose bodies are described.
    pub errors: Vec<&'a Response>,
    /// The format of the body of a success; `None` if it depends on the status.
    pub format: Option<ResponseFormat>,
    /// The body that a mock answers with, as JSON; of one that is bytes, their text.
    pub body: Value,
    /// How it answers with server-sent events.
    pub events: Option<Events>,
    /// Why a mock cannot serve it, if so.
    pub unserved: Option<&'static str>,
}

impl<'a> OperationFacts<'a> {
    pub(super) fn of(api: &'a Api, model: &'a Operation) -> Self {
        let body = body::example(api, model);
        let successes = answers::successes(model);
        OperationFacts {
            api,
            model,
            format: answers::format(model, &successes),
            successes,
            errors: answers::errors(model),
            events: events::of(model, &body),
            unserved: served::unserved(model),
            body,
        }
    }

    /// Whether a mock serves it.
    pub fn is_served(&self) -> bool {
        self.unserved.is_none()
    }

    /// What becomes of a call that is answered with a row of the error table.
    pub fn row_outcome(&self, row: &ErrorRow) -> RowOutcome {
        row_outcome::of(self.api, self.model, row)
    }

    /// The state in which the operation succeeds.
    pub fn success(&self) -> Scenario<'a> {
        scenario::success(self.api, self.model)
    }

    /// The states that raise a row of the error table.
    pub fn scenarios(&self, row: &'a ErrorRow) -> Vec<Scenario<'a>> {
        scenario::errors(self.api, self.model, row)
    }

    /// The value in the body of the mock's answer at a path.
    pub fn body_at(&self, path: &str) -> Option<&Value> {
        let steps = self.model.response.shape.as_ref()?.steps(path, &self.api.shapes)?;
        let value = steps.iter().try_fold(&self.body, |value, step| value.get(step))?;
        Some(value).filter(|value| !value.is_null())
    }
}
