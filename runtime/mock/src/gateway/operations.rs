//! The operations a gateway serves, by name.

use std::sync::Arc;

use twinspec_schemas::Components;

use super::contract::Contract;
use super::hosted::Hosted;
use super::template::Template;
use crate::refusal::most_alike;
use crate::state::HashMap;
use crate::{Operation, StartError};

/// The operations that a mock serves.
#[derive(Debug)]
pub struct Operations {
    served: Vec<Served>,
    /// The schemas of each API.
    components: Vec<Arc<Components>>,
    /// Positions by action and by id, in the order of the APIs.
    by_name: HashMap<&'static str, Vec<usize>>,
}

/// An operation with its success, ready to be sent.
#[derive(Debug)]
pub struct Served {
    /// The operation.
    pub operation: &'static Operation,
    /// Whether its API is one that the protocol serves besides those that the mock was asked to serve.
    pub is_built_in: bool,
    /// The position of its API.
    pub(crate) api: usize,
    pub(super) success: Template,
    /// What its document says of it, whole.
    pub(super) contract: Option<Contract>,
}

impl Served {
    fn new(
        operation: &'static Operation,
        (api, hosted): (usize, &Hosted),
        id_members: &[&str],
        components: &Arc<Components>,
    ) -> Result<Self, StartError> {
        let contract = operation.contract.as_ref().map(|contract| Contract::new(contract, components.clone()));
        match Template::new(operation.described, operation.response, operation.status, id_members) {
            Ok(success) => Ok(Served { operation, is_built_in: hosted.is_built_in, api, success, contract }),
            Err(problem) => Err(StartError::Service(format!("{}: the response: {problem}", operation.id))),
        }
    }
}

impl Operations {
    pub(super) fn new(apis: &[Hosted], id_members: &[&str]) -> Result<Self, StartError> {
        let mut operations = Operations { served: Vec::new(), components: Vec::new(), by_name: HashMap::default() };
        for (api, hosted) in apis.iter().enumerate() {
            let components = Arc::new(Components::read(hosted.service.components));
            operations.components.push(components.clone());
            for operation in hosted.service.operations.iter().copied() {
                let position = operations.served.len();
                operations.served.push(Served::new(operation, (api, hosted), id_members, &components)?);
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

    /// All operations, in the order of their APIs.
    pub fn all(&self) -> &[Served] {
        &self.served
    }

    /// The schemas of the API at a position.
    #[cfg(feature = "webhooks")]
    pub(super) fn components(&self, api: usize) -> Option<&Arc<Components>> {
        self.components.get(api)
    }

    /// The operations of this name, which may be that on the wire or their id, in the order of their APIs.
    pub fn named(&self, name: &str) -> impl DoubleEndedIterator<Item = &Served> + Clone {
        let positions = self.by_name.get(name).into_iter().flatten();
        positions.filter_map(|position| self.served.get(*position))
    }

    /// The most similar name of an operation, if one is similar.
    pub fn nearest(&self, name: &str) -> Option<&'static str> {
        let actions = self.served.iter().map(|served| served.operation.described.name);
        most_alike(name, actions)
    }
}
