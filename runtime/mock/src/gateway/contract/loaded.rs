//! The contract of an operation with its schemas, which are read when it is called first.

use std::sync::{Arc, OnceLock};

use serde_json::Value;
use twinspec_schemas::{Components, Direction, Schema};

use crate::gateway::template::Template;

/// Headers of the message and of its connection, whatever a document describes (RFC 9110 6.6.1, 7.6.1, 8.4 and 8.6; RFC 9112 6.1).
const OF_THE_MESSAGE: [&str; 9] = [
    "connection",
    "content-encoding",
    "content-length",
    "date",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// The contract of an operation.
#[derive(Debug)]
pub(in crate::gateway) struct Contract {
    pub(super) described: &'static crate::Contract,
    pub(super) components: Arc<Components>,
    loaded: OnceLock<Loaded>,
}

/// Its schemas, in the order of what they are of.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) parameters: Vec<Schema>,
    pub(super) bodies: Vec<Schema>,
    pub(super) responses: Vec<LoadedResponse>,
}

#[derive(Debug)]
pub(super) struct LoadedResponse {
    pub(super) described: &'static crate::ContractResponse,
    /// The headers that the mock makes up, by their names.
    pub(super) headers: Vec<(&'static str, Schema)>,
    pub(super) contents: Vec<LoadedContent>,
}

#[derive(Debug)]
pub(super) struct LoadedContent {
    pub(super) described: &'static crate::Content,
    pub(super) schema: Schema,
    /// What is answered if nothing else is asked for.
    pub(super) usual: OnceLock<Arc<Template>>,
}

impl Contract {
    pub(in crate::gateway) fn new(described: &'static crate::Contract, components: Arc<Components>) -> Self {
        Contract { described, components, loaded: OnceLock::new() }
    }

    pub(super) fn loaded(&self) -> &Loaded {
        self.loaded.get_or_init(|| Loaded {
            parameters: self.described.parameters.iter().map(|parameter| self.request(parameter.schema)).collect(),
            bodies: self.described.bodies.iter().map(|body| self.request(body.schema)).collect(),
            responses: self.described.responses.iter().map(|response| self.response(response)).collect(),
        })
    }

    fn response(&self, described: &'static crate::ContractResponse) -> LoadedResponse {
        let schema = |text| self.schema(text, Direction::Response);
        let contents = described.contents.iter();
        let made_up = described.headers.iter().filter(|header| !OF_THE_MESSAGE.contains(&header.name));
        LoadedResponse {
            described,
            headers: made_up.map(|header| (header.name, schema(header.schema))).collect(),
            contents: contents
                .map(|content| LoadedContent {
                    described: content,
                    schema: schema(content.schema),
                    usual: OnceLock::new(),
                })
                .collect(),
        }
    }

    fn request(&self, text: &'static str) -> Schema {
        self.schema(text, Direction::Request)
    }

    pub(super) fn schema(&self, text: &'static str, direction: Direction) -> Schema {
        // What is not JSON says nothing.
        let value = serde_json::from_str(text).unwrap_or(Value::Bool(true));
        Schema::new(value, direction, self.components.clone())
    }
}
