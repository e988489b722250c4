//! A call from its beginning to its answer.

use serde_json::Value;

use super::project;
use super::session::Session;
use crate::Behaviour;
use crate::refusal::Refusal;
use crate::state::Fields;

impl Session<'_> {
    /// Brings the states of the account's resources up to date, and looks up what the operation names.
    pub(crate) fn begin(&mut self) {
        self.advance();
        for resource in self.service.resources.iter().filter(|resource| resource.key.is_none()) {
            self.bind(resource.name, &self.account.clone(), resource.name, "");
        }
        // A lookup may use what another one found, whatever their order: so again, as long as one more is found.
        let finds = self.behaviour.finds;
        for _ in finds {
            let before = self.bound.len();
            for find in finds {
                if self.bound.contains_key(find.name) {
                    continue;
                }
                if let Some((account, key)) = self.first(find.resource, find.owner.as_ref(), find.filters) {
                    self.bind(find.name, &account, find.resource, &key);
                }
            }
            if self.bound.len() == before {
                break;
            }
        }
    }

    /// Lists, changes and answers; `None` if the description says nothing of it, so that its example is the answer.
    pub(crate) fn perform(&mut self) -> Result<Option<Value>, Refusal> {
        let Behaviour { effects, answer, omit, list, .. } = self.behaviour;
        let listed = match list {
            Some(list) => self.list(list)?,
            None => Vec::new(),
        };
        self.run(effects)?;
        let mut body = Value::Object(Fields::new());
        self.answer(&mut body);
        for (path, value) in listed {
            project::set(&mut body, &path, value);
        }
        for (path, when) in *omit {
            if self.holds(when) {
                project::remove(&mut body, path);
            }
        }
        Ok((list.is_some() || !answer.is_empty()).then_some(body))
    }

    /// Refuses a call that found nothing where the description wants something.
    pub(crate) fn expect_finds(&self) -> Result<(), Refusal> {
        let missing = self.behaviour.finds.iter().filter(|find| !self.bound.contains_key(find.name));
        match missing.filter_map(|find| Some((find.resource, find.absent?))).next() {
            Some((kind, status)) => Err(Refusal::status(status, format!("There is no such {kind}."))),
            None => Ok(()),
        }
    }

    /// As [`perform`](Self::perform), but nothing stays changed.
    pub(crate) fn rehearse(&mut self) -> Result<Option<Value>, Refusal> {
        let resources = self.state.resources.clone();
        let codes = self.state.codes.clone();
        let body = self.perform();
        self.state.resources = resources;
        self.state.codes = codes;
        body
    }

    /// Whether a call asks for no more than a check of what it would do.
    pub(crate) fn is_dry_run(&self) -> bool {
        let dry_run = self.behaviour.dry_run.and_then(|name| (self.parameter)(name));
        dry_run.is_some_and(|value| value == Value::Bool(true))
    }
}
