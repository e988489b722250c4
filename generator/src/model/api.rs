use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Given, Operation, SecurityScheme, Server, Shape, States, Webhook, Xml, vendor};

/// An API: one product in one version.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Api {
    /// The name of its folder, `pet-store`; crates and output folders are named after it.
    pub id: String,
    /// What people call it, `Pet Store`.
    pub title: String,
    /// Markdown.
    pub description: String,
    /// `2022-04-19`.
    pub version: String,
    /// Where it is served, in the order of the spec.
    pub servers: Vec<Server>,
    /// How a call can say who makes it.
    pub security_schemes: Vec<SecurityScheme>,
    /// What only its vendor says; `None` for an API that OpenAPI describes whole.
    pub vendor: Option<vendor::Api>,
    /// The sites that differ in behaviour; the mock plays the first by default.
    pub sites: Vec<Site>,
    /// What an account can own that error rows ask for.
    pub resources: Vec<Resource>,
    /// What can be there before a call, by name.
    pub given: BTreeMap<String, Vec<Given>>,
    /// Sorted by id.
    pub operations: Vec<Operation>,
    /// Operations that cannot be generated yet, sorted by id.
    pub left_out: Vec<LeftOut>,
    /// Whether that was inferred: the document says nothing of its state.
    pub state_is_inferred: bool,
    /// What the service sends by itself: webhooks, then callbacks, each sorted by name.
    pub webhooks: Vec<Webhook>,
    /// The schemas under `components`, by name.
    pub shapes: BTreeMap<String, Shape>,
    /// The same as JSON Schemas (2020-12) that say all that the document says, as far as operations have contracts.
    pub schemas: Map<String, Value>,
    /// How components are written in XML that are not written as usual.
    pub xml: BTreeMap<String, Xml>,
}

/// An operation that cannot be generated yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// The OpenAPI `operationId`.
    pub id: String,
    /// What keeps it from being generated.
    pub reason: String,
}

/// A part of the service with accounts and rules of its own, on which an error row can depend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Site {
    /// `eu`.
    pub id: String,
    /// `Europe`.
    pub name: String,
}

/// Something an account can own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Resource {
    /// `PetOwner`.
    pub name: String,
    /// Markdown.
    pub description: String,
    /// The field that distinguishes one from another; without it an account has at most one.
    pub key: Option<String>,
    /// The fields that say what it belongs to; no answer shows them.
    pub within: Vec<String>,
    /// The fields that it has where nothing else is said.
    pub defaults: serde_json::Map<String, serde_json::Value>,
    /// What it lies in.
    pub parent: Option<Parent>,
    /// What a field of it goes through by itself.
    pub states: Option<States>,
}

/// What a resource lies in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parent {
    /// The resource that it is one of.
    pub resource: String,
    /// The field that has its key.
    pub field: String,
}
