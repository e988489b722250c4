//! Answers, by status.

use twinspec_schemas::Direction;

use super::bodies::Bodies;
use super::{Operation, Wire};
use crate::diff::places;
use crate::diff::rules::docs::{LINKS_CHANGED, TEXT_CHANGED};
use crate::diff::rules::members::*;
use crate::diff::rules::operations::{FAILURE_ADDED, FAILURE_REMOVED, SUCCESS_ADDED, SUCCESS_REMOVED};
use crate::model::{self, Contract, ContractResponse};
use crate::pointer::join;

impl<'s> Wire<'s> {
    pub(super) fn responses(
        &mut self,
        operation: &Operation<'s>,
        (old, new): (&'s Contract, &'s Contract),
        models: (&'s model::Operation, &'s model::Operation),
        direction: Direction,
    ) {
        let mut done = Vec::new();
        for a in &old.responses {
            match counterpart(a, &new.responses) {
                Some(b) => {
                    self.response(operation, (a, b), models, direction);
                    done.push((&a.statuses, &b.statuses));
                    if b.statuses != a.statuses && is_several(a) && !is_several(b) {
                        self.status(operation, (a, false), &format!("is only `{}`", b.statuses));
                    }
                }
                None => self.status(operation, (a, false), "is gone"),
            }
        }
        for b in &new.responses {
            match counterpart(b, &old.responses) {
                Some(a) => {
                    if !done.contains(&(&a.statuses, &b.statuses)) {
                        self.response(operation, (a, b), models, direction);
                    }
                    if a.statuses != b.statuses && is_several(b) && !is_several(a) {
                        self.status(operation, (b, true), &format!("is there, was only `{}`", a.statuses));
                    }
                }
                None => self.status(operation, (b, true), "is new"),
            }
        }
    }

    /// A status that only one of the two has.
    fn status(&mut self, operation: &Operation<'s>, (response, is_new): (&ContractResponse, bool), text: &str) {
        let rule = match (is_success(&response.statuses), is_new) {
            (true, true) => &SUCCESS_ADDED,
            (true, false) => &SUCCESS_REMOVED,
            (false, true) => &FAILURE_ADDED,
            (false, false) => &FAILURE_REMOVED,
        };
        let place =
            |document, operation: &str| places::member(document, &join(operation, "responses"), &response.statuses);
        let places = (Some(place(self.old.document(), operation.old)), Some(place(self.new.document(), operation.new)));
        let at = self.at(operation, Direction::Response, format!("answer {}", response.statuses));
        self.walker.note(&at, rule, places, text.to_owned());
    }

    fn response(
        &mut self,
        operation: &Operation<'s>,
        (a, b): (&'s ContractResponse, &'s ContractResponse),
        models: (&'s model::Operation, &'s model::Operation),
        direction: Direction,
    ) {
        let subject = format!("answer {}", b.statuses);
        let at = self.at(operation, direction, subject.clone());
        let from = places::member(self.old.document(), &join(operation.old, "responses"), &a.statuses);
        let to = places::member(self.new.document(), &join(operation.new, "responses"), &b.statuses);
        let places = (Some(from.clone()), Some(to.clone()));
        match (a.contents.is_empty(), b.contents.is_empty()) {
            (true, true) => {}
            (false, true) => self.walker.note(&at, &REMOVED, places.clone(), "has no body any more".to_owned()),
            (true, false) => self.walker.note(&at, &ADDED, places.clone(), "has a body".to_owned()),
            (false, false) => {
                let (old, new) = (
                    Bodies { contents: &a.contents, at: from.clone() },
                    Bodies { contents: &b.contents, at: to.clone() },
                );
                self.contents(operation, &old, &new, direction, &subject);
            }
        }
        let model = |operation: &'s model::Operation, statuses: &str| {
            operation.responses().find(|response| response.statuses.to_string() == statuses)
        };
        let (before, after) = (model(models.0, &a.statuses), model(models.1, &b.statuses));
        if let (Some(before), Some(after)) = (before, after) {
            if before.description != after.description {
                self.walker.note(&at, &TEXT_CHANGED, places.clone(), "is described in other words".to_owned());
            }
            if before.links != after.links {
                self.walker.note(&at, &LINKS_CHANGED, places.clone(), "has other links".to_owned());
            }
        }
        let is_required = |response: Option<&model::Response>, name: &str| {
            let headers = response.into_iter().flat_map(|response| &response.headers);
            headers.into_iter().any(|header| header.required && header.name.eq_ignore_ascii_case(name))
        };
        for (name, schema) in &a.headers {
            let at = self.at(operation, direction, format!("{subject}, header {name}"));
            let old = places::member(self.old.document(), &join(&from, "headers"), name);
            let Some((_, other)) = b.headers.iter().find(|(known, _)| known == name) else {
                self.walker.note(&at, &REMOVED, (Some(old), Some(to.clone())), "is gone".to_owned());
                continue;
            };
            let new = places::member(self.new.document(), &join(&to, "headers"), name);
            let places = (Some(old.clone()), Some(new.clone()));
            self.walker.required(is_required(before, name), is_required(after, name), places, &at);
            let old = places::schema(self.old.document(), &old);
            let new = places::schema(self.new.document(), &new);
            self.schemas((schema, old), (other, new), &at);
        }
        for (name, _) in b.headers.iter().filter(|(name, _)| !a.headers.iter().any(|(known, _)| known == name)) {
            let at = self.at(operation, direction, format!("{subject}, header {name}"));
            let new = places::member(self.new.document(), &join(&to, "headers"), name);
            let rule = if is_required(after, name) { &REQUIRED_ADDED } else { &ADDED };
            self.walker.note(&at, rule, (Some(from.clone()), Some(new)), "is new".to_owned());
        }
    }
}

/// What the other description says of the same statuses: by the same name, or by one that has them.
fn counterpart<'s>(response: &ContractResponse, others: &'s [ContractResponse]) -> Option<&'s ContractResponse> {
    let named = |wanted: &str| others.iter().find(|other| other.statuses == wanted);
    let own = response.statuses.as_str();
    let range = format!("{}XX", own.get(..1).unwrap_or_default());
    let hundred = own.get(..1).filter(|_| own.ends_with("XX"));
    let in_range = || {
        hundred.and_then(|first| {
            others.iter().find(|other| other.statuses.starts_with(first) && other.statuses != "default")
        })
    };
    let successes = || others.iter().any(|other| is_success(&other.statuses));
    let default = || named("default").filter(|_| !is_success(own) || !successes());
    // All that were not named are those that are named now, if there is only one of them.
    let only = || others.first().filter(|other| own == "default" && others.len() == 1 && !is_success(&other.statuses));
    named(own).or_else(|| named(&range)).or_else(in_range).or_else(default).or_else(only)
}

fn is_several(response: &ContractResponse) -> bool {
    response.statuses == "default" || response.statuses.ends_with("XX")
}

fn is_success(statuses: &str) -> bool {
    statuses.starts_with('2')
}
