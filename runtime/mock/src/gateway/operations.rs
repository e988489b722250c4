//! The operations a gateway serves, by name.

use std::collections::HashMap;

use acs_core::Location;
use http::Method;

use super::path_template::{filled, fixed_pairs, literal_segments, variables};
use super::respond::Template;
use super::route::{is_called, is_told_by_action};
use super::{Request, host_variable};
use crate::{Operation, Service, StartError, sts};

/// Names more alike than this are worth a suggestion.
const ALIKE: f64 = 0.6;

/// No name is longer, and comparing takes time by the square of the length.
const LONGEST: usize = 200;

#[derive(Debug)]
pub(crate) struct Operations {
    served: Vec<Served>,
    /// Positions by action and by id.
    by_name: HashMap<&'static str, usize>,
    /// What every mock serves beside its own API.
    sts: Vec<Served>,
}

/// An operation with its success, ready to be sent.
#[derive(Debug)]
pub(crate) struct Served {
    pub(crate) operation: &'static Operation,
    pub(super) success: Template,
}

impl Served {
    fn new(operation: &'static Operation) -> Result<Self, StartError> {
        let described = operation.operation;
        match Template::new(described.action, operation.response, described.response) {
            Ok(success) => Ok(Served { operation, success }),
            Err(problem) => Err(StartError::Service(format!("{}: the response: {problem}", operation.id))),
        }
    }
}

impl Operations {
    pub(super) fn new(service: &'static Service) -> Result<Self, StartError> {
        let mut operations = Operations { served: Vec::new(), by_name: HashMap::new(), sts: Vec::new() };
        for (position, operation) in service.operations.iter().copied().enumerate() {
            operations.served.push(Served::new(operation)?);
            for name in [operation.operation.action, operation.id] {
                operations.by_name.entry(name).or_insert(position);
            }
        }
        if service.api.product != sts::PRODUCT {
            operations.sts = sts::OPERATIONS.into_iter().map(Served::new).collect::<Result<_, _>>()?;
        }
        Ok(operations)
    }

    /// The operation of this name, which may be its action or its id.
    pub(crate) fn find(&self, name: &str) -> Option<&Served> {
        match self.by_name.get(name) {
            Some(position) => self.served.get(*position),
            None => self.sts.iter().find(|served| served.operation.operation.action == name),
        }
    }

    /// The operation of this name and version of its API. An API can have an operation of the same name as Security
    /// Token Service.
    pub(super) fn find_version(&self, name: &str, version: &str) -> Option<&Served> {
        let fits = |served: &&Served| served.operation.operation.api.version == version;
        let of_sts = || self.sts.iter().filter(fits).find(|served| served.operation.operation.action == name);
        self.find(name).filter(fits).or_else(of_sts)
    }

    /// The ROA operation that is called by this method at this path, of this version if one is named. Of several the
    /// one that says most about the path, then about the query; then the one that is called at such a host.
    pub(super) fn at(&self, request: &Request<'_>, version: Option<&str>) -> Option<&Served> {
        self.with_path()
            .filter(|served| {
                let described = served.operation.operation;
                version.is_none_or(|version| described.api.version == version) && is_called(described, request)
            })
            .max_by_key(|served| {
                let described = served.operation.operation;
                let mut parameters = described.parameters.iter();
                let has_host = parameters.any(|parameter| parameter.location == Location::Host);
                let host_fits = has_host == host_variable(&request.host, described.api).is_some();
                (literal_segments(described.path), fixed_pairs(described.path).count(), host_fits)
            })
    }

    /// The ROA operation that is called in the most similar way.
    pub(super) fn nearest_path(&self, method: &Method, path: &str) -> Option<&'static acs_core::Operation> {
        if path.len() > LONGEST {
            return None;
        }
        let likeness = |described: &acs_core::Operation| {
            let same_method = described.methods.iter().any(|known| known.as_str() == method.as_str());
            // Another method at the same path is nearer than another path.
            let of_path = match variables(described.path, path) {
                Some(_) => 1.0,
                None => strsim::normalized_levenshtein(&filled(described.path, path), path),
            };
            of_path + if same_method { 0.1 } else { 0.0 }
        };
        self.with_path()
            .map(|served| (likeness(served.operation.operation), served.operation.operation))
            .filter(|(likeness, _)| *likeness > ALIKE)
            .max_by(|(a, _), (b, _)| a.total_cmp(b))
            .map(|(_, described)| described)
    }

    fn with_path(&self) -> impl Iterator<Item = &Served> {
        self.served.iter().filter(|served| !is_told_by_action(served.operation.operation))
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
