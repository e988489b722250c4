//! The operations a gateway serves, by name.

use twinspec_core::Location;

use super::path_template::{filled, fixed_pairs, literal_segments, variables};
use super::respond::Template;
use super::route::{is_called, is_told_by_action};
use super::{Hosted, Request, host};
use crate::alike::{ALIKE, LONGEST, most_alike};
use crate::hash_map::HashMap;
use crate::{Operation, StartError};

#[derive(Debug)]
pub(crate) struct Operations {
    served: Vec<Served>,
    /// Positions by action and by id, in the order of the APIs.
    by_name: HashMap<&'static str, Vec<usize>>,
}

/// An operation with its success, ready to be sent.
#[derive(Debug)]
pub(crate) struct Served {
    pub(crate) operation: &'static Operation,
    /// The position of its API.
    pub(crate) api: usize,
    pub(super) success: Template,
}

impl Served {
    fn new(operation: &'static Operation, api: usize) -> Result<Self, StartError> {
        let described = operation.described;
        match Template::new(described.name, operation.response, operation.status, described.response) {
            Ok(success) => Ok(Served { operation, api, success }),
            Err(problem) => Err(StartError::Service(format!("{}: the response: {problem}", operation.id))),
        }
    }
}

impl Operations {
    pub(super) fn new(apis: &[Hosted]) -> Result<Self, StartError> {
        let mut operations = Operations { served: Vec::new(), by_name: HashMap::default() };
        for (api, hosted) in apis.iter().enumerate() {
            for operation in hosted.service.operations.iter().copied() {
                let position = operations.served.len();
                operations.served.push(Served::new(operation, api)?);
                for name in [operation.described.name, operation.id] {
                    let positions = operations.by_name.entry(name).or_default();
                    if positions.last() != Some(&position) {
                        positions.push(position);
                    }
                }
            }
        }
        Ok(operations)
    }

    /// The operations of this name, which may be their action or their id, in the order of their APIs.
    pub(crate) fn named(&self, name: &str) -> impl DoubleEndedIterator<Item = &Served> {
        let positions = self.by_name.get(name).into_iter().flatten();
        positions.filter_map(|position| self.served.get(*position))
    }

    /// The operation that is called by its name: of several the one of this version, then the one whose API is served
    /// at this host.
    pub(super) fn called(&self, name: &str, version: Option<&str>, host: &str) -> Option<&Served> {
        // Most names are those of one operation, so that there is nothing to choose.
        if let [only] = self.by_name.get(name)?.as_slice() {
            return self.served.get(*only);
        }
        // Of equals the last counts.
        self.named(name).rev().max_by_key(|served| {
            let api = served.operation.described.api;
            (version == Some(api.version), host::is_endpoint(host, api))
        })
    }

    /// The ROA operation that is called by this method at this path, of this version if one is named. Of several the
    /// one that says most about the path, then about the query; then the one that is called at such a host.
    pub(super) fn at(&self, request: &Request<'_>, version: Option<&str>) -> Option<&Served> {
        self.with_path()
            .filter(|served| {
                let described = served.operation.described;
                version.is_none_or(|version| described.api.version == version) && is_called(described, request)
            })
            .max_by_key(|served| {
                let described = served.operation.described;
                let mut parameters = described.parameters.iter();
                let has_host = parameters.any(|parameter| parameter.location == Location::Host);
                let host_fits = has_host == host::variable(request.host, described.api).is_some();
                let at_endpoint = host::is_endpoint(request.host, described.api);
                (literal_segments(described.path), fixed_pairs(described.path).count(), host_fits, at_endpoint)
            })
    }

    /// The ROA operation that is called in the most similar way.
    pub(super) fn nearest_path(&self, method: &str, path: &str) -> Option<&'static twinspec_core::Operation> {
        if path.len() > LONGEST {
            return None;
        }
        let likeness = |described: &twinspec_core::Operation| {
            let same_method = described.methods.iter().any(|known| known.as_str() == method);
            // Another method at the same path is nearer than another path.
            let of_path = match variables(described.path, path) {
                Some(_) => 1.0,
                None => strsim::normalized_levenshtein(&filled(described.path, path), path),
            };
            of_path + if same_method { 0.1 } else { 0.0 }
        };
        self.with_path()
            .map(|served| (likeness(served.operation.described), served.operation.described))
            .filter(|(likeness, _)| *likeness > ALIKE)
            .max_by(|(a, _), (b, _)| a.total_cmp(b))
            .map(|(_, described)| described)
    }

    fn with_path(&self) -> impl Iterator<Item = &Served> {
        self.served.iter().filter(|served| !is_told_by_action(served.operation.described))
    }

    /// The action with the most similar name.
    pub(crate) fn nearest(&self, name: &str) -> Option<&'static str> {
        let actions = self.served.iter().map(|served| served.operation.described.name);
        most_alike(name, actions)
    }
}
