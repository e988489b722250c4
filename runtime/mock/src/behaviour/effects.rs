//! What a call changes.

use serde_json::Value;

use super::session::{Bound, Session};
use crate::state::Fields;
use crate::{Action, Effect, Expression, Filter, Resource};

impl Session<'_> {
    /// Runs effects one after the other.
    pub(crate) fn run(&mut self, effects: &'static [Effect]) {
        for effect in effects {
            if effect.when.as_ref().is_none_or(|when| self.holds(when)) {
                self.act(&effect.action);
            }
        }
    }

    /// Takes each resource of the account through the states whose time is over.
    pub(super) fn advance(&mut self) {
        for resource in self.service.resources {
            let Some(states) = &resource.states else { continue };
            while let Some((key, state)) = self.state.resources.of(self.account).advance(resource, self.now) {
                let Some(state) = states.sequence.get(state) else { break };
                self.bind("self", resource.name, &key);
                self.run(state.effects);
                self.bound.remove("self");
            }
        }
    }

    fn act(&mut self, action: &'static Action) {
        match action {
            Action::Create { resource, name, fields } => self.create(resource, name, fields),
            Action::Update { name, fields } => self.update(name, fields),
            Action::Delete { name } => {
                if let Some(Bound { kind, key, .. }) = self.bound.get(name) {
                    self.state.resources.of(self.account).remove(kind, key);
                }
            }
            Action::DeleteAll { resource, filters } => {
                let wanted = self.wanted(filters);
                if wanted.len() == filters.len() {
                    let keys: Vec<String> = self.passing(resource, &wanted).map(|(key, _)| key.to_owned()).collect();
                    let own = self.state.resources.of(self.account);
                    keys.iter().for_each(|key| drop(own.remove(resource, key)));
                }
            }
            Action::UpdateAll { resource, filters, fields } => self.update_all(resource, filters, fields),
            Action::IssueCode { code, recipient, expires_after } => {
                let recipient = self.recipient(recipient.as_ref());
                let text = self.random.text("######");
                let key = (self.account.clone(), *code, recipient);
                self.state.codes.issue(key, text, self.now, *expires_after);
            }
            Action::ConsumeCode { code, recipient } => {
                let recipient = self.recipient(recipient.as_ref());
                self.state.codes.consume(&(self.account.clone(), *code, recipient));
            }
            Action::Poll { name } => {
                if let Some(Bound { kind, key, .. }) = self.bound.get(name)
                    && let Some(record) = self.state.resources.of(self.account).get_mut(kind, key)
                {
                    record.poll();
                }
            }
        }
    }

    fn create(&mut self, kind: &str, name: &'static str, fields: &'static [(&'static str, Expression)]) {
        let Some(resource) = self.resource(kind) else { return };
        self.bound.insert(name, Bound { kind: resource.name, key: String::new(), fields: Fields::new() });
        self.fill(name, fields);
        let Some(Bound { fields, .. }) = self.bound.get(name).cloned() else { return };
        match self.state.resources.of(self.account).put(resource, fields, self.now) {
            Some(key) => self.bind(name, resource.name, &key),
            None => drop(self.bound.remove(name)),
        }
    }

    fn update(&mut self, name: &'static str, fields: &'static [(&'static str, Expression)]) {
        // What the fields are now is what the expressions see: taken away first, they could not refer to themselves.
        let values: Vec<_> = fields.iter().map(|(field, expression)| (*field, self.value(expression))).collect();
        let Some(bound) = self.bound.get_mut(name) else { return };
        assign(&mut bound.fields, &values);
        let Bound { kind, key, fields } = bound;
        if let Some(record) = self.state.resources.of(self.account).get_mut(kind, key) {
            record.fields = fields.clone();
        }
    }

    fn update_all(
        &mut self,
        kind: &'static str,
        filters: &'static [Filter],
        fields: &'static [(&'static str, Expression)],
    ) {
        let wanted = self.wanted(filters);
        if wanted.len() < filters.len() {
            return;
        }
        let keys: Vec<String> = self.passing(kind, &wanted).map(|(key, _)| key.to_owned()).collect();
        let values: Vec<_> = fields.iter().map(|(field, expression)| (*field, self.value(expression))).collect();
        let own = self.state.resources.of(self.account);
        for key in keys {
            if let Some(record) = own.get_mut(kind, &key) {
                assign(&mut record.fields, &values);
            }
            // What was found before is what it is now.
            let found = self.bound.values_mut().filter(|bound| bound.kind == kind && bound.key == key);
            found.for_each(|bound| assign(&mut bound.fields, &values));
        }
    }

    /// Gives a resource its fields. One may be made of others, whatever their order: so again, as long as one more has
    /// a value.
    fn fill(&mut self, name: &'static str, fields: &'static [(&'static str, Expression)]) {
        let mut open: Vec<_> = fields.iter().collect();
        loop {
            let before = open.len();
            open.retain(|(field, expression)| {
                let value = self.value(expression);
                let known = value.is_some();
                if let (Some(value), Some(bound)) = (value, self.bound.get_mut(name)) {
                    bound.fields.insert((*field).to_owned(), value);
                }
                !known
            });
            if open.is_empty() || open.len() == before {
                return;
            }
        }
    }

    fn resource(&self, kind: &str) -> Option<&'static Resource> {
        self.service.resources.iter().find(|resource| resource.name == kind)
    }
}

/// Sets fields; those without a value go away.
fn assign(fields: &mut Fields, values: &[(&'static str, Option<Value>)]) {
    for (field, value) in values {
        match value {
            Some(value) => drop(fields.insert((*field).to_owned(), value.clone())),
            None => drop(fields.remove(*field)),
        }
    }
}
