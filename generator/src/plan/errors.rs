//! Rows of the error tables that several operations share, and what they are called.

use std::collections::{HashMap, HashSet};

use super::names::{Case, Names};
use crate::model::{Api, ErrorRow};
use crate::source::Source;

/// A row that is in the error tables of several operations.
#[derive(Debug)]
pub struct SharedRow<'a> {
    /// The constant, `ENTITY_NOT_EXISTS_FOLDER`.
    pub name: String,
    /// The row, in the first table that has it.
    pub row: &'a ErrorRow,
}

/// The rows that several operations share.
#[derive(Debug)]
pub struct SharedRows<'a> {
    /// Sorted by name.
    pub rows: Vec<SharedRow<'a>>,
    names: HashMap<Seen<'a>, String>,
}

/// What a caller sees of a row.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Seen<'a> {
    status: u16,
    code: &'a str,
    message: &'a str,
    remedy: &'a str,
    retryable: bool,
}

impl<'a> Seen<'a> {
    fn of(row: &'a ErrorRow) -> Self {
        let ErrorRow { status, code, message, remedy, retryable, .. } = row;
        Seen { status: *status, code, message, remedy, retryable: *retryable }
    }
}

impl<'a> SharedRows<'a> {
    pub(super) fn of(api: &'a Api, source: &Source) -> Self {
        let mut operations: HashMap<Seen<'_>, usize> = HashMap::new();
        for operation in &api.operations {
            let seen: HashSet<_> = operation.errors.iter().map(Seen::of).collect();
            seen.into_iter().for_each(|seen| *operations.entry(seen).or_default() += 1);
        }
        let mut constants = Names::new(Case::Snake, "error row", &[]);
        let mut shared = SharedRows { rows: Vec::new(), names: HashMap::new() };
        for row in api.operations.iter().flat_map(|operation| &operation.errors) {
            if operations.remove(&Seen::of(row)).is_some_and(|operations| operations > 1) {
                let name = constants.take_first(std::slice::from_ref(&row.code), source.span(&row.origin));
                let name = name.to_ascii_uppercase();
                shared.names.insert(Seen::of(row), name.clone());
                shared.rows.push(SharedRow { name, row });
            }
        }
        shared.rows.sort_by(|a, b| a.name.cmp(&b.name));
        shared
    }

    /// The constant of a row, if it is one of these.
    pub fn name<'s>(&'s self, row: &'s ErrorRow) -> Option<&'s str> {
        self.names.get(&Seen::of(row)).map(String::as_str)
    }
}
