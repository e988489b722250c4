//! The tables of rules.

pub(super) mod behaviour;
pub(super) mod docs;
pub(super) mod members;
pub(super) mod operations;
pub(super) mod source;
pub(super) mod values;

use super::rule::Rule;

/// All rules, in the order of their ids within each table.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let tables = [operations::ALL, members::ALL, values::ALL, source::ALL, behaviour::ALL, docs::ALL];
    tables.into_iter().flatten().copied()
}

/// The rule with an id, in either case.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id.eq_ignore_ascii_case(id))
}
