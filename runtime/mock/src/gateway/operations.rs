//! The operations a gateway serves, by name.

use super::respond::Template;
use crate::{Operation, Service, StartError};

/// Names more alike than this are worth a suggestion.
const ALIKE: f64 = 0.6;

/// No name is longer, and comparing takes time by the square of the length.
const LONGEST: usize = 200;

#[derive(Debug)]
pub(crate) struct Operations(Vec<Served>);

/// An operation with its success, ready to be sent.
#[derive(Debug)]
pub(crate) struct Served {
    pub(crate) operation: &'static Operation,
    pub(super) success: Template,
}

impl Operations {
    pub(super) fn new(service: &'static Service) -> Result<Self, StartError> {
        let serve = |operation: &&'static Operation| match Template::new(operation.operation.action, operation.response)
        {
            Ok(success) => Ok(Served { operation, success }),
            Err(problem) => Err(StartError::Service(format!("{}: the response: {problem}", operation.id))),
        };
        let operations = service.operations.iter().map(serve);
        Ok(Operations(operations.collect::<Result<_, _>>()?))
    }

    /// The operation of this name, which may be its action or its id.
    pub(crate) fn find(&self, name: &str) -> Option<&Served> {
        self.0.iter().find(|served| served.operation.operation.action == name || served.operation.id == name)
    }

    /// The action with the most similar name.
    pub(crate) fn nearest(&self, name: &str) -> Option<&'static str> {
        let actions = self.0.iter().map(|served| served.operation.operation.action);
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
