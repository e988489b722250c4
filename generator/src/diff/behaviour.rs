//! What the service does: errors, limits, permissions, state, pages.

use std::collections::BTreeSet;

use super::differences::differences;
use super::found::Findings;
use super::pairs::Pair;
use super::rule::Rule;
use super::rules::behaviour::*;
use crate::model::{Api, ErrorRow, Limit, Operation};

/// Compares what two descriptions say of the service.
pub(super) fn behaviour(old: &Api, new: &Api, pairs: &[Pair<'_>], findings: &mut Findings) {
    let mut of_api = |rule: &'static Rule, what: &str, text: String| {
        if !text.is_empty() {
            let place = || Some(String::new());
            findings.note(rule, None, what, (place(), place()), text);
        }
    };
    of_api(&STATE_CHANGED, "resources", differences(&old.resources, &new.resources));
    of_api(&STATE_CHANGED, "what can be there before a call", differences(&old.given, &new.given));
    of_api(&STATE_CHANGED, "sites", differences(&old.sites, &new.sites));
    for pair in pairs {
        if let Pair::Both { old: (_, old), new: (_, new) } = pair {
            Both { old, new, findings }.compare();
        }
    }
}

/// An operation of both.
struct Both<'s, 'f> {
    old: &'s Operation,
    new: &'s Operation,
    findings: &'f mut Findings,
}

impl<'s> Both<'s, '_> {
    fn compare(&mut self) {
        let (a, b) = (self.old, self.new);
        self.errors();
        self.limits();
        self.permissions();
        self.note(&STATE_CHANGED, "resources that are looked up", differences(&a.finds, &b.finds));
        self.note(&STATE_CHANGED, "effects", differences(&a.effects, &b.effects));
        self.note(&STATE_CHANGED, "what it answers of the state", differences(&a.answer, &b.answer));
        self.note(&STATE_CHANGED, "what is left out of its answer", differences(&a.omit, &b.omit));
        self.note(&STATE_CHANGED, "what it lists", differences(&a.list, &b.list));
        self.note(&STATE_CHANGED, "what is there before its documented call", differences(&a.given, &b.given));
        self.note(&STATE_CHANGED, "parameter of a dry run", differences(&a.dry_run, &b.dry_run));
        self.note(&PAGES_CHANGED, "pages", differences(&pages(a), &pages(b)));
        self.note(&POLL_CHANGED, "outcome", differences(&a.poll, &b.poll));
        self.note(&RETRIES_CHANGED, "whether it only reads", differences(&a.operation_type, &b.operation_type));
        self.note(
            &RETRIES_CHANGED,
            "token of a repeated call",
            differences(&a.idempotency_token, &b.idempotency_token),
        );
        self.note(&COST_CHANGED, "risk", differences(&a.risk, &b.risk));
        self.note(&COST_CHANGED, "charge", differences(&a.charge, &b.charge));
    }

    /// A change, if there is something to say.
    fn note(&mut self, rule: &'static Rule, subject: &str, text: String) {
        if !text.is_empty() {
            self.at(rule, subject, (&self.old.origin, &self.new.origin), text);
        }
    }

    fn at(
        &mut self,
        rule: &'static Rule,
        subject: impl Into<String>,
        (old, new): (&str, &str),
        text: impl Into<String>,
    ) {
        let places = (Some(old.to_owned()), Some(new.to_owned()));
        self.findings.note(rule, Some(&self.new.id), subject, places, text);
    }

    fn errors(&mut self) {
        let (old, new) = (&self.old.errors, &self.new.errors);
        let pairs = rows(old, new);
        for (index, row) in old.iter().enumerate() {
            if !pairs.iter().any(|(from, _)| *from == index) {
                self.at(&ERROR_REMOVED, name(row), (&row.origin, &self.new.origin), "is gone");
            }
        }
        for (index, row) in new.iter().enumerate() {
            if !pairs.iter().any(|(_, to)| *to == index) {
                let text = format!("is new, with status {}", row.status);
                self.at(&ERROR_ADDED, name(row), (&self.old.origin, &row.origin), text);
            }
        }
        for (a, b) in pairs.iter().filter_map(|(from, to)| Some((old.get(*from)?, new.get(*to)?))) {
            let places = (a.origin.as_str(), b.origin.as_str());
            let mut note = |rule: &'static Rule, text: String| {
                if !text.is_empty() {
                    self.at(rule, name(b), places, text);
                }
            };
            if a.status != b.status {
                note(&ERROR_STATUS_CHANGED, format!("has the status {}, was {}", b.status, a.status));
            }
            if a.message != b.message {
                note(&ERROR_MESSAGE_CHANGED, "has another message".to_owned());
            }
            if a.when != b.when {
                let text = match (&a.when, &b.when) {
                    (None, _) => "has a condition, had none",
                    (_, None) => "has no condition any more",
                    _ => "is raised under another condition",
                };
                note(&ERROR_CONDITION_CHANGED, text.to_owned());
            }
            if a.retryable != b.retryable {
                let text = if b.retryable { "goes away by itself" } else { "does not go away by itself any more" };
                note(&ERROR_RETRY_CHANGED, text.to_owned());
            }
        }
        if !pairs.is_sorted_by_key(|(_, to)| *to) {
            self.note(&ERROR_ORDER_CHANGED, "errors", "are tried in another order".to_owned());
        }
    }

    fn limits(&mut self) {
        for a in &self.old.limits {
            let subject = format!("limit {}", a.name);
            match self.new.limits.iter().find(|b| same(a, b)) {
                None => self.note(&LIMIT_LOOSER, &subject, "is gone".to_owned()),
                Some(b) if (a.per, a.window) != (b.per, b.window) => {
                    self.note(&LIMIT_CHANGED, &subject, differences(a, b));
                }
                Some(b) if a.count != b.count => {
                    let rule = if b.count < a.count { &LIMIT_TIGHTER } else { &LIMIT_LOOSER };
                    self.note(rule, &subject, format!("is {}, was {}", b.count, a.count));
                }
                Some(_) => {}
            }
        }
        for b in &self.new.limits {
            if !self.old.limits.iter().any(|a| same(a, b)) {
                self.note(&LIMIT_TIGHTER, &format!("limit {}", b.name), format!("is new: {} calls", b.count));
            }
        }
    }

    /// What a caller has to be allowed, as the family says it.
    fn permissions(&mut self) {
        let (a, b) = (&self.old.vendor, &self.new.vendor);
        if a == b {
            return;
        }
        let (old, new): (BTreeSet<_>, BTreeSet<_>) =
            (a.demands().into_iter().collect(), b.demands().into_iter().collect());
        for demand in new.difference(&old) {
            self.note(&PERMISSION_ADDED, "permissions", format!("ask for {demand}"));
        }
        for demand in old.difference(&new) {
            self.note(&PERMISSION_REMOVED, "permissions", format!("do not ask for {demand} any more"));
        }
        if old == new {
            self.note(&PERMISSION_CHANGED, "permissions", differences(a, b));
        }
    }
}

/// How a list comes in pages, whoever says so.
fn pages(operation: &Operation) -> Option<crate::model::Pagination> {
    operation.pagination.clone().map(|pagination| crate::model::Pagination { found: None, ..pagination })
}

fn name(row: &ErrorRow) -> String {
    format!("error {}", row.code)
}

fn same(a: &Limit, b: &Limit) -> bool {
    a.name == b.name && a.region == b.region
}

/// Which row became which: by code, status and message, then by code and message, then by code.
fn rows(old: &[ErrorRow], new: &[ErrorRow]) -> Vec<(usize, usize)> {
    let alike: [fn(&ErrorRow, &ErrorRow) -> bool; 3] = [
        |a, b| a.code == b.code && a.message == b.message && a.status == b.status,
        |a, b| a.code == b.code && a.message == b.message,
        |a, b| a.code == b.code,
    ];
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for alike in alike {
        for (from, a) in old.iter().enumerate() {
            let is_free = |to: &usize| !pairs.iter().any(|(_, taken)| taken == to);
            if !pairs.iter().any(|(taken, _)| *taken == from)
                && let Some((to, _)) = new.iter().enumerate().find(|(to, b)| is_free(to) && alike(a, b))
            {
                pairs.push((from, to));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}
