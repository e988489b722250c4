//! What can be called, and where.

use super::{Operation, Wire};
use crate::diff::differences::differences;
use crate::diff::pairs::{Pair, address};
use crate::diff::rules::docs::RENAMED;
use crate::diff::rules::operations::*;
use crate::model::{self, LeftOut, Server};

impl<'s> Wire<'s> {
    /// Operations that only one of the two has, and where all are served.
    pub(super) fn addresses(&mut self, pairs: &[Pair<'s>]) {
        let (old, new) = (self.old.api(), self.new.api());
        let is_unread =
            |api: &model::Api, operation: &model::Operation| api.left_out.iter().any(|other| other.id == operation.id);
        for pair in pairs {
            let shown = |operation: &model::Operation| {
                format!("{} {}", operation.methods.first().map_or("", |method| method.name()), operation.path)
            };
            match pair {
                Pair::Gone((_, operation)) if !is_unread(new, operation) => {
                    let places = (Some(operation.origin.clone()), None);
                    self.alone(
                        &OPERATION_REMOVED,
                        Some(&operation.id),
                        &shown(operation),
                        places,
                        "is gone".to_owned(),
                    );
                }
                Pair::New((_, operation)) if !is_unread(old, operation) => {
                    let places = (None, Some(operation.origin.clone()));
                    self.alone(&OPERATION_ADDED, Some(&operation.id), &shown(operation), places, "is new".to_owned());
                }
                _ => {}
            }
        }
        self.unread();
        self.servers(None, &old.servers, &new.servers);
        if old.vendor != new.vendor {
            let text = differences(&old.vendor, &new.vendor);
            self.alone(&FAMILY_CHANGED, None, "API", (Some(String::new()), Some(String::new())), text);
        }
    }

    /// Operations of which the model does not know all.
    fn unread(&mut self) {
        for (LeftOut { id, reason }, pointer) in &self.new.unread {
            let text = format!("cannot be generated: {reason}");
            let old = self.old.unread.iter().find(|(other, _)| other.id == *id).map(|(_, pointer)| pointer.clone());
            self.alone(&OPERATION_UNREAD, Some(id), "operation", (old, Some(pointer.clone())), text);
        }
        for (LeftOut { id, reason }, pointer) in &self.old.unread {
            if !self.new.unread.iter().any(|(other, _)| other.id == *id) {
                let text = format!("could not be generated: {reason}");
                self.alone(&OPERATION_UNREAD, Some(id), "operation", (Some(pointer.clone()), None), text);
            }
        }
    }

    pub(super) fn address(&mut self, operation: &Operation<'s>, old: &model::Operation, new: &model::Operation) {
        let (from, to) = (address(old), address(new));
        if from != to || old.name != new.name && self.new.api().vendor.is_some() {
            let shown =
                |(methods, path): &(Vec<&str>, String), name: &str| format!("{} {path} ({name})", methods.join(" or "));
            let text = format!("is at {}, was at {}", shown(&to, &new.name), shown(&from, &old.name));
            // A further method takes nothing away.
            let widened = from.1 == to.1 && old.name == new.name && from.0.iter().all(|method| to.0.contains(method));
            let rule = if widened { &OPERATION_ADDED } else { &ADDRESS_CHANGED };
            self.note(operation, rule, "operation", text);
        }
        if old.id != new.id {
            self.note(operation, &RENAMED, "operation", format!("has the id `{}`, was `{}`", new.id, old.id));
        }
        self.servers(Some(operation), &old.servers, &new.servers);
    }

    fn servers(&mut self, operation: Option<&Operation<'s>>, old: &[Server], new: &[Server]) {
        let mut changes = Vec::new();
        for server in old {
            match new.iter().find(|other| other.url == server.url) {
                None => changes.push((&SERVER_REMOVED, format!("`{}` is gone", server.url))),
                Some(other) => {
                    let says = |server: &Server| -> Vec<_> {
                        server
                            .variables
                            .iter()
                            .map(|own| (own.name.clone(), own.default.clone(), own.values.clone()))
                            .collect()
                    };
                    if says(server) != says(other) {
                        changes.push((&SERVER_CHANGED, format!("`{}` has other variables", server.url)));
                    }
                }
            }
        }
        let added = new.iter().filter(|server| !old.iter().any(|other| other.url == server.url));
        changes.extend(added.map(|server| (&SERVER_ADDED, format!("`{}` is new", server.url))));
        let first = |servers: &[Server]| servers.first().map(|server| server.url.clone());
        if changes.is_empty() && first(old) != first(new) {
            changes.push((&SERVER_CHANGED, "another one is first, which clients take".to_owned()));
        }
        for (rule, text) in changes {
            match operation {
                Some(operation) => self.note(operation, rule, "servers", text),
                None => {
                    let place = Some("/servers".to_owned());
                    self.alone(rule, None, "servers", (place.clone(), place), text);
                }
            }
        }
    }
}
