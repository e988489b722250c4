//! What a call changes.

use serde_json::Value;

use super::session::{Bound, Session};
use crate::refusal::Refusal;
use crate::state::{AccountId, Fields, place};
use crate::{Action, Effect, Expression, Filter, Resource};

/// What the resource is called whose state has ended.
const SELF: &str = "self";

/// What each of several resources is called in what is said of it.
pub(super) const EACH: &str = "each";

impl Session<'_> {
    /// Runs effects one after the other.
    pub(crate) fn run(&mut self, effects: &'static [Effect]) -> Result<(), Refusal> {
        for effect in effects {
            if effect.when.as_ref().is_none_or(|when| self.holds(when)) {
                for owner in self.owners(effect.owner.as_ref()) {
                    if owner != self.account
                        && matches!(effect.action, Action::Create { .. } | Action::CreateFrom { .. })
                    {
                        self.state.resources.register(&owner);
                    }
                    self.act(&effect.action, &owner)?;
                }
            }
        }
        Ok(())
    }

    /// Takes each resource through the states whose time is over, whichever account it belongs to.
    pub(crate) fn advance(&mut self) {
        let caller = self.account.clone();
        for resource in self.service.resources {
            let Some(states) = &resource.states else { continue };
            for owner in self.state.resources.accounts() {
                while let Some((key, state)) = self.state.resources.of(&owner).advance(resource, self.now) {
                    let Some(state) = states.sequence.get(state) else { break };
                    self.bind(SELF, &owner, resource.name, &key);
                    self.account = owner.clone();
                    // What such an effect could not do is not reported.
                    drop(self.run(state.effects));
                    self.account = caller.clone();
                    self.bound.remove(SELF);
                }
            }
        }
    }

    /// Does something to the resources of an account. What was found or created is changed where it is.
    fn act(&mut self, action: &'static Action, owner: &AccountId) -> Result<(), Refusal> {
        match action {
            Action::Create { resource, name, fields } => {
                self.create(owner, resource, name, (Fields::new(), None), fields)?;
            }
            Action::CreateFrom { resource, name, from, except, present, fields } => {
                let members = self.members(from, except);
                self.create(owner, resource, name, (members, *present), fields)?;
            }
            Action::Replace { name, from, except, fields } => self.replace(name, from, except, fields),
            Action::Merge { name, from, except, fields } => self.merge(name, from, except, fields)?,
            Action::Update { name, fields } => self.update(name, fields),
            Action::Delete { name } => {
                if let Some(Bound { account, kind, key, .. }) = self.bound.get(name) {
                    self.state.resources.of(account).remove(kind, key);
                }
            }
            Action::DeleteAll { resource, filters } => {
                let wanted = self.wanted(filters);
                if wanted.len() == filters.len() {
                    let passing = self.passing(owner, resource, &wanted);
                    let keys: Vec<String> = passing.map(|(key, _)| key.to_owned()).collect();
                    let own = self.state.resources.of(owner);
                    keys.iter().for_each(|key| drop(own.remove(resource, key)));
                }
            }
            Action::UpdateAll { resource, filters, fields } => self.update_all(owner, resource, filters, fields),
            Action::IssueCode { code, recipient, expires_after } => {
                let recipient = self.recipient(recipient.as_ref());
                let text = self.random.text("######");
                let key = (owner.clone(), *code, recipient);
                self.state.codes.issue(key, text, self.now, *expires_after);
            }
            Action::ConsumeCode { code, recipient } => {
                let recipient = self.recipient(recipient.as_ref());
                self.state.codes.consume(&(owner.clone(), *code, recipient));
            }
            Action::Poll { name } => {
                if let Some(Bound { account, kind, key, .. }) = self.bound.get(name)
                    && let Some(record) = self.state.resources.of(account).get_mut(kind, key)
                {
                    record.poll();
                }
            }
        }
        Ok(())
    }

    /// The members of an object, without nulls; none of anything else.
    fn members(&mut self, from: &Expression, except: &[&str]) -> Fields {
        let Some(Value::Object(mut members)) = self.value(from) else { return Fields::new() };
        except.iter().for_each(|name| drop(place::take(&mut members, name)));
        members.retain(|_, value| !value.is_null());
        members
    }

    fn create(
        &mut self,
        owner: &AccountId,
        kind: &str,
        name: &'static str,
        (members, present): (Fields, Option<u16>),
        fields: &'static [(&'static str, Expression)],
    ) -> Result<(), Refusal> {
        let Some(resource) = self.service.resource(kind) else { return Ok(()) };
        let members = with_defaults(resource, members);
        self.bound
            .insert(name, Bound { account: owner.clone(), kind: resource.name, key: String::new(), fields: members });
        self.fill(name, fields);
        let Some(Bound { fields, .. }) = self.bound.get(name).cloned() else { return Ok(()) };
        let own = self.state.resources.of(owner);
        if let Some(status) = present
            && own.has(resource, &fields)
        {
            return Err(Refusal::status(status, format!("This {} exists already.", resource.name)));
        }
        match own.put(resource, fields, self.now) {
            Some(key) => self.bind(name, owner, resource.name, &key),
            None => drop(self.bound.remove(name)),
        }
        Ok(())
    }

    fn replace(
        &mut self,
        name: &'static str,
        from: &Expression,
        except: &[&str],
        fields: &'static [(&'static str, Expression)],
    ) {
        let mut members = self.members(from, except);
        let Some(bound) = self.bound.get(name) else { return };
        for field in except {
            if let Some(value) = place::get(&bound.fields, field) {
                place::put(&mut members, field, value.clone());
            }
        }
        self.become_of(name, members, fields);
    }

    fn merge(
        &mut self,
        name: &'static str,
        from: &Expression,
        except: &[&str],
        fields: &'static [(&'static str, Expression)],
    ) -> Result<(), Refusal> {
        let (Some(change), Some(bound)) = (self.value(from), self.bound.get(name)) else { return Ok(()) };
        let mut changed = Value::Object(bound.fields.clone());
        match change {
            Value::Array(_) => {
                let patch: json_patch::Patch = serde_json::from_value(change).map_err(|error| {
                    Refusal::status(400, "The body is not a JSON Patch.").with_hint(error.to_string())
                })?;
                json_patch::patch(&mut changed, &patch)
                    .map_err(|error| Refusal::status(409, "The patch does not apply.").with_hint(error.to_string()))?;
            }
            Value::Object(_) => json_patch::merge(&mut changed, &change),
            _ => {}
        }
        let Value::Object(mut changed) = changed else {
            return Err(Refusal::status(409, "The patch leaves no object."));
        };
        for field in except {
            match place::get(&bound.fields, field) {
                Some(value) => place::put(&mut changed, field, value.clone()),
                None => drop(place::take(&mut changed, field)),
            }
        }
        self.become_of(name, changed, fields);
        Ok(())
    }

    /// Makes something that was found or created of these members, and of what belongs to its kind. What tells it from
    /// others it keeps.
    fn become_of(&mut self, name: &'static str, members: Fields, fields: &'static [(&'static str, Expression)]) {
        let values: Vec<_> = fields.iter().map(|(field, expression)| (*field, self.value(expression))).collect();
        let Some(bound) = self.bound.get_mut(name) else { return };
        let Some(resource) = self.service.resource(bound.kind) else { return };
        let mut members = with_defaults(resource, members);
        assign(&mut members, &values);
        for field in resource.key.iter().chain(resource.within) {
            if let Some(value) = place::get(&bound.fields, field) {
                place::put(&mut members, field, value.clone());
            }
        }
        bound.fields.clone_from(&members);
        let Bound { account, kind, key, .. } = bound;
        if let Some(record) = self.state.resources.of(account).get_mut(kind, key) {
            record.change(resource, members, self.now);
        }
    }

    fn update(&mut self, name: &'static str, fields: &'static [(&'static str, Expression)]) {
        // What the fields are now is what the expressions see: taken away first, they could not refer to themselves.
        let values: Vec<_> = fields.iter().map(|(field, expression)| (*field, self.value(expression))).collect();
        let Some(bound) = self.bound.get_mut(name) else { return };
        assign(&mut bound.fields, &values);
        let Bound { account, kind, key, fields } = bound;
        let Some(resource) = self.service.resource(kind) else { return };
        if let Some(record) = self.state.resources.of(account).get_mut(kind, key) {
            record.change(resource, fields.clone(), self.now);
        }
    }

    /// Changes each resource of a kind that passes; the values may refer to it as `each`.
    fn update_all(
        &mut self,
        owner: &AccountId,
        kind: &'static str,
        filters: &'static [Filter],
        fields: &'static [(&'static str, Expression)],
    ) {
        let wanted = self.wanted(filters);
        if wanted.len() < filters.len() {
            return;
        }
        let keys: Vec<String> = self.passing(owner, kind, &wanted).map(|(key, _)| key.to_owned()).collect();
        let outer = self.bound.remove(EACH);
        for key in keys {
            self.bind(EACH, owner, kind, &key);
            let before = self.bound.get(EACH).map(|bound| bound.fields.clone());
            self.update(EACH, fields);
            let (Some(before), Some(changed)) = (before, self.bound.remove(EACH)) else { continue };
            if before != changed.fields {
                // What was found before is what it is now.
                let is_it = |bound: &&mut Bound| bound.account == *owner && bound.kind == kind && bound.key == key;
                let found = self.bound.values_mut().filter(is_it);
                found.for_each(|bound| bound.fields.clone_from(&changed.fields));
            }
        }
        if let Some(outer) = outer {
            self.bound.insert(EACH, outer);
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
                    place::put(&mut bound.fields, field, value);
                }
                !known
            });
            if open.is_empty() || open.len() == before {
                return;
            }
        }
    }
}

/// Members with those that a resource has where nothing else is said.
fn with_defaults(resource: &Resource, members: Fields) -> Fields {
    let mut all: Fields = serde_json::from_str(resource.defaults).unwrap_or_default();
    all.extend(members);
    all
}

/// Sets fields; those without a value go away.
fn assign(fields: &mut Fields, values: &[(&'static str, Option<Value>)]) {
    for (field, value) in values {
        match value {
            Some(value) => place::put(fields, field, value.clone()),
            None => drop(place::take(fields, field)),
        }
    }
}
