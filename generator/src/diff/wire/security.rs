//! What a call has to carry.

use super::{Operation, Wire};
use crate::diff::rules::operations::{SCHEME_CHANGED, SECURITY_LOOSER, SECURITY_STRICTER};
use crate::model::{self, SecurityRequirement};

impl<'s> Wire<'s> {
    pub(super) fn security(&mut self, operation: &Operation<'s>, old: &model::Operation, new: &model::Operation) {
        let (from, to) = (alternatives(old), alternatives(new));
        for requirement in &from {
            if !to.iter().any(|other| is_within(other, requirement)) {
                let text = format!("{} not enough any more: {}", shown(requirement), all(&to));
                self.note(operation, &SECURITY_STRICTER, "security", text);
            }
        }
        for requirement in &to {
            if !from.iter().any(|other| is_within(other, requirement)) {
                self.note(operation, &SECURITY_LOOSER, "security", format!("{} enough now", shown(requirement)));
            }
        }
        for name in to.iter().flat_map(|requirement| requirement.schemes.iter().map(|scheme| &scheme.name)) {
            let scheme = |api: &'s model::Api| api.security_schemes.iter().find(|scheme| scheme.name == *name);
            if let (Some(before), Some(after)) = (scheme(self.old.api()), scheme(self.new.api()))
                && before.kind != after.kind
            {
                let text = format!("`{name}` is {:?}, was {:?}", after.kind, before.kind);
                self.note(operation, &SCHEME_CHANGED, "security", text);
            }
        }
    }
}

/// What is enough for a call, each by itself.
fn alternatives(operation: &model::Operation) -> Vec<SecurityRequirement> {
    let mut all = operation.security.clone();
    if all.is_empty() {
        all.push(SecurityRequirement { schemes: Vec::new() });
    }
    all
}

/// Whether whoever sends the second sends the first.
fn is_within(inner: &SecurityRequirement, outer: &SecurityRequirement) -> bool {
    inner.schemes.iter().all(|scheme| {
        let same = outer.schemes.iter().find(|other| other.name == scheme.name);
        same.is_some_and(|other| scheme.scopes.iter().all(|scope| other.scopes.contains(scope)))
    })
}

fn shown(requirement: &SecurityRequirement) -> String {
    if requirement.schemes.is_empty() {
        return "no credentials are".to_owned();
    }
    let names = requirement.schemes.iter().map(|scheme| match scheme.scopes.is_empty() {
        true => format!("`{}`", scheme.name),
        false => format!("`{}` with {}", scheme.name, scheme.scopes.join(", ")),
    });
    let names: Vec<_> = names.collect();
    format!("{} {}", names.join(" and "), if names.len() == 1 { "is" } else { "are" })
}

fn all(requirements: &[SecurityRequirement]) -> String {
    requirements.iter().map(shown).collect::<Vec<_>>().join(", or ")
}
