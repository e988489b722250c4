//! The operations a gateway serves, by name.

use std::collections::HashMap;

use super::respond::Template;
use crate::{Operation, Service, StartError};

/// Names more alike than this are worth a suggestion.
const ALIKE: f64 = 0.6;

/// No name is longer, and comparing takes time by the square of the length.
const LONGEST: usize = 200;

#[derive(Debug)]
pub(crate) struct Operations {
    served: Vec<Served>,
    /// Positions by action and by id.
    by_name: HashMap<&'static str, usize>,
}

/// An operation with its success, ready to be sent.
#[derive(Debug)]
pub(crate) struct Served {
    pub(crate) operation: &'static Operation,
    pub(super) success: Template,
}

impl Operations {
    pub(super) fn new(service: &'static Service) -> Result<Self, StartError> {
        let mut operations = Operations { served: Vec::new(), by_name: HashMap::new() };
        for (position, operation) in service.operations.iter().copied().enumerate() {
            let success = Template::new(operation.operation.action, operation.response)
                .map_err(|problem| StartError::Service(format!("{}: the response: {problem}", operation.id)))?;
            operations.served.push(Served { operation, success });
            for name in [operation.operation.action, operation.id] {
                operations.by_name.entry(name).or_insert(position);
            }
        }
        Ok(operations)
    }

    /// The operation of this name, which may be its action or its id.
    pub(crate) fn find(&self, name: &str) -> Option<&Served> {
        self.served.get(*self.by_name.get(name)?)
    }

    /// The action with the most similar name.
    pub(crate) fn nearest(&self, name: &str) -> Option<&'static str> {
        let actions = self.served.iter().map(|served| served.operation.operation.action);
        most_alike(name, actions)
    }
}

/// The most similar of some names, if one is similar.
pub(super) fn most_alike(name: &str, candidates: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    if name.len() > LONGEST {
        return None;
    }
    candidates
        .map(|candidate| (strsim::normalized_levenshtein(name, candidate), candidate))
        .filter(|(likeness, _)| *likeness > ALIKE)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}
