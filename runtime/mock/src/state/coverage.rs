//! Which operations and which rows of their error tables the calls of a mock have reached.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::HashMap;
use crate::{Operation, Service};

/// What was counted, by operation id.
#[derive(Debug, Default)]
pub(crate) struct Counts(HashMap<&'static str, Count>);

#[derive(Debug, Default)]
struct Count {
    successes: u64,
    codes: HashMap<String, u64>,
}

impl Counts {
    /// Counts an answer: a success or an error by its code.
    pub(crate) fn count(&mut self, operation: &'static Operation, code: Option<&str>) {
        let count = self.0.entry(operation.id).or_default();
        match code {
            None => count.successes += 1,
            Some(code) => match count.codes.get_mut(code) {
                Some(times) => *times += 1,
                None => {
                    count.codes.insert(code.to_owned(), 1);
                }
            },
        }
    }

    pub(crate) fn of(&self, service: &Service) -> Vec<OperationCoverage> {
        let none = Count::default();
        let operations = service.operations.iter().map(|operation| {
            let count = self.0.get(operation.id).unwrap_or(&none);
            let times = |code: &str| count.codes.get(code).copied().unwrap_or(0);
            let described = operation.described.errors;
            let rows = described.iter().map(|row| (row.code.to_owned(), times(row.code)));
            let others = count.codes.iter().filter(|(code, _)| described.iter().all(|row| row.code != **code));
            OperationCoverage {
                product: service.api.name.to_owned(),
                operation: operation.described.name.to_owned(),
                successes: count.successes,
                errors: rows.collect(),
                other_errors: others.map(|(code, times)| (code.clone(), *times)).collect(),
            }
        });
        operations.collect()
    }
}

/// Which operations and which rows of their error tables were reached since the mock was started. A reset of the mock
/// does not touch it: a suite resets between its tests.
///
/// `Display` writes a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Coverage {
    /// Every operation of the APIs that the mock was asked to serve.
    pub operations: Vec<OperationCoverage>,
}

/// How often an operation came to what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct OperationCoverage {
    /// The product whose API it belongs to.
    pub product: String,
    /// The operation.
    pub operation: String,
    /// How often it succeeded.
    pub successes: u64,
    /// How often each row of its error table was the answer, also those that never were.
    pub errors: BTreeMap<String, u64>,
    /// How often it was refused with a code that is not in its table.
    pub other_errors: BTreeMap<String, u64>,
}

impl Coverage {
    /// Successes and rows that were reached, and how many there are. An operation's success counts as a row.
    pub fn reached(&self) -> (usize, usize) {
        let outcomes = || {
            self.operations
                .iter()
                .flat_map(|operation| std::iter::once(operation.successes).chain(operation.errors.values().copied()))
        };
        (outcomes().filter(|times| *times > 0).count(), outcomes().count())
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (reached, all) = self.reached();
        writeln!(f, "{reached} of {all} outcomes reached")?;
        for covered in &self.operations {
            writeln!(f, "\n{}", covered.operation)?;
            writeln!(f, "{:>9}  success", covered.successes)?;
            for (code, times) in covered.errors.iter().chain(&covered.other_errors) {
                writeln!(f, "{times:>9}  {code}")?;
            }
        }
        Ok(())
    }
}
