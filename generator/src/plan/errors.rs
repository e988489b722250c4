//! Rows of the error tables that several operations share, and what they are called.

use std::collections::{HashMap, HashSet};

use super::names::{Case, Names};
use crate::model::{Api, ErrorRow};
use crate::source::Source;

/// A row that stands in the error tables of several operations.
#[derive(Debug)]
pub struct SharedRow<'a> {
    /// The constant, `ENTITY_NOT_EXISTS_FOLDER`.
    pub name: String,
    /// The row, in the first table that has it.
    pub row: &'a ErrorRow,
}

/// What a caller sees of a row.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Seen<'a> {
    status: u16,
    code: &'a str,
    message: &'a str,
    remedy: &'a str,
    retryable: bool,
}

impl<'a> Seen<'a> {
    pub(super) fn of(row: &'a ErrorRow) -> Self {
        let ErrorRow { status, code, message, remedy, retryable, .. } = row;
        Seen { status: *status, code, message, remedy, retryable: *retryable }
    }
}

/// The rows that several operations share, sorted by name.
pub(super) fn shared<'a>(api: &'a Api, source: &Source) -> Vec<SharedRow<'a>> {
    let mut operations: HashMap<Seen<'_>, usize> = HashMap::new();
    for operation in &api.operations {
        let seen: HashSet<_> = operation.errors.iter().map(Seen::of).collect();
        seen.into_iter().for_each(|seen| *operations.entry(seen).or_default() += 1);
    }
    let mut names = Names::new(Case::Snake, "error row", &[]);
    let mut shared = Vec::new();
    for row in api.operations.iter().flat_map(|operation| &operation.errors) {
        if operations.remove(&Seen::of(row)).is_some_and(|operations| operations > 1) {
            let name = names.take_first(std::slice::from_ref(&row.code), source.span(&row.origin));
            let name = name.to_ascii_uppercase();
            shared.push(SharedRow { name, row });
        }
    }
    shared.sort_by(|a, b| a.name.cmp(&b.name));
    shared
}
