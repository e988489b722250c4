//! What is said to people, apart from schemas, parameters and answers.

use super::found::Findings;
use super::pairs::Pair;
use super::rule::Rule;
use super::rules::docs::*;
use crate::model::{Api, Operation};

/// Compares what two descriptions say to people.
pub(super) fn docs(old: &Api, new: &Api, pairs: &[Pair<'_>], findings: &mut Findings) {
    let mut of_api = |differs: bool, rule: &'static Rule, place: &str, text: String| {
        if differs {
            let place = || Some(place.to_owned());
            findings.note(rule, None, "API", (place(), place()), text);
        }
    };
    of_api(
        old.title != new.title,
        &VERSION_CHANGED,
        "/info/title",
        format!("is called `{}`, was `{}`", new.title, old.title),
    );
    let text = format!("has the version `{}`, was `{}`", new.version, old.version);
    of_api(old.version != new.version, &VERSION_CHANGED, "/info/version", text);
    let text = "is described in other words".to_owned();
    of_api(old.description != new.description, &TEXT_CHANGED, "/info/description", text);
    for pair in pairs {
        if let Pair::Both { old: (_, old), new: (_, new) } = pair {
            operation(old, new, findings);
        }
    }
}

fn operation(old: &Operation, new: &Operation, findings: &mut Findings) {
    let texts = |operation: &Operation| {
        let Operation { title, summary, description, .. } = operation;
        (title.clone(), summary.clone(), description.clone())
    };
    let rows = |operation: &Operation| {
        let rows = operation.errors.iter().map(|row| (row.code.clone(), row.description.clone(), row.remedy.clone()));
        rows.collect::<std::collections::BTreeSet<_>>()
    };
    let changes = [
        (texts(old) != texts(new), &TEXT_CHANGED, "is described in other words"),
        (rows(old) != rows(new), &TEXT_CHANGED, "has an error table in other words"),
        (!old.deprecated && new.deprecated, &DEPRECATED, "is deprecated"),
        (old.deprecated && !new.deprecated, &NOT_DEPRECATED, "is not deprecated any more"),
        (old.tags != new.tags, &GROUPS_CHANGED, "is in other groups"),
        (old.changes != new.changes, &HISTORY_CHANGED, "has another change history"),
        (old.substitutes != new.substitutes, &SUBSTITUTES_CHANGED, "names something else to call instead"),
    ];
    for (_, rule, text) in changes.into_iter().filter(|(differs, ..)| *differs) {
        let places = (Some(old.origin.clone()), Some(new.origin.clone()));
        findings.note(rule, Some(&new.id), "operation", places, text);
    }
}
