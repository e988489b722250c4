//! What a mock serves. Generated code has these as constants.

use std::any::Any;

use serde::Serialize;

use crate::{Answer, Condition, Contract, Effect, Find, List, Schema, States, Webhook, written};

/// An API with everything the mock has to know of it beyond what a client knows.
#[derive(Debug)]
#[non_exhaustive]
pub struct Service {
    /// The API, as the client crate describes it.
    pub api: &'static twinspec_core::Api,
    /// The sites that offer the API; the first is the default.
    pub sites: &'static [Site],
    /// The resources an account can have, which conditions ask for.
    pub resources: &'static [Resource],
    /// Whether what it remembers was inferred, so that a user may rather have a mock that remembers nothing.
    pub inferred_state: bool,
    /// What can be there before a call, by name: worlds for tests and samples to start from.
    pub given: &'static [Given],
    /// The operations.
    pub operations: &'static [&'static Operation],
    /// What the service sends by itself.
    pub webhooks: &'static [Webhook],
    /// What only the protocol knows of the service.
    pub vendor: Option<&'static Part>,
    /// The schemas that contracts refer to, by name: JSON Schema 2020-12 as JSON, with references `#/$defs/NAME`.
    pub components: &'static str,
}

impl Service {
    /// An API with its operations, on one site that has no name, without resources.
    pub const fn new(api: &'static twinspec_core::Api, operations: &'static [&'static Operation]) -> Self {
        Service {
            api,
            sites: const { &[Site::new("default", "")] },
            resources: &[],
            inferred_state: false,
            given: &[],
            operations,
            webhooks: &[],
            vendor: None,
            components: "{}",
        }
    }

    /// The same service on these sites.
    pub const fn sites(self, sites: &'static [Site]) -> Self {
        Service { sites, ..self }
    }

    /// The same service with the resources that an account can have.
    pub const fn resources(self, resources: &'static [Resource]) -> Self {
        Service { resources, ..self }
    }

    /// The same service, whose state was inferred.
    pub const fn inferred_state(self) -> Self {
        Service { inferred_state: true, ..self }
    }

    /// The same service with what only the protocol knows of it.
    pub const fn vendor(self, part: &'static Part) -> Self {
        Service { vendor: Some(part), ..self }
    }

    /// The same service with worlds to start from.
    pub const fn given(self, given: &'static [Given]) -> Self {
        Service { given, ..self }
    }

    /// The same service with what it sends by itself.
    pub const fn webhooks(self, webhooks: &'static [Webhook]) -> Self {
        Service { webhooks, ..self }
    }

    /// The same service with the schemas that contracts refer to.
    pub const fn components(self, components: &'static str) -> Self {
        Service { components, ..self }
    }

    /// The kind of resource of this name.
    pub fn resource(&self, name: &str) -> Option<&'static Resource> {
        self.resources.iter().find(|resource| resource.name == name)
    }
}

/// A part of a service with accounts of its own; the same API can behave differently on each.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Site {
    /// The short name, `eu` or `us`.
    #[serde(rename = "new id")]
    pub id: &'static str,
    /// The name people know, `Europe`.
    #[serde(rename = "new name")]
    pub name: &'static str,
}

impl Site {
    /// A site with its short name and the name people know.
    pub const fn new(id: &'static str, name: &'static str) -> Self {
        Site { id, name }
    }
}

/// Something an account has or has not.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Resource {
    /// The name, `PetOwner`.
    #[serde(rename = "new name")]
    pub name: &'static str,
    /// What it is.
    #[serde(rename = "new description")]
    pub description: &'static str,
    /// The field that distinguishes one from another; without it an account has at most one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<&'static str>,
    /// The fields that say what it belongs to: the key distinguishes those that have the same values there. No answer shows
    /// them.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub within: &'static [&'static str],
    /// The fields that it has where nothing else is said, as a JSON object; empty if there are none.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub defaults: &'static str,
    /// What it lies in: what kind that is, and the field that has its key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<(&'static str, &'static str)>,
    /// The states that a field of it goes through by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub states: Option<States>,
}

impl Resource {
    /// A resource of which an account has at most one.
    pub const fn new(name: &'static str, description: &'static str) -> Self {
        Resource { name, description, key: None, within: &[], defaults: "", parent: None, states: None }
    }

    /// The same resource, of which an account can have several, each with its own value of a field.
    pub const fn key(self, key: &'static str) -> Self {
        Resource { key: Some(key), ..self }
    }

    /// The same resource with the fields that say what it belongs to.
    pub const fn within(self, within: &'static [&'static str]) -> Self {
        Resource { within, ..self }
    }

    /// The same resource with the fields that it has where nothing else is said, as a JSON object.
    pub const fn defaults(self, defaults: &'static str) -> Self {
        Resource { defaults, ..self }
    }

    /// The same resource, in what it lies: what kind that is, and the field that has its key.
    pub const fn parent(self, parent: (&'static str, &'static str)) -> Self {
        Resource { parent: Some(parent), ..self }
    }

    /// The same resource with a field that goes through states by itself.
    pub const fn states(self, states: States) -> Self {
        Resource { states: Some(states), ..self }
    }
}

/// What can be there before a call.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Given {
    /// The name, `directory`.
    #[serde(rename = "new name")]
    pub name: &'static str,
    /// Each resource by its name, with its fields as a JSON object.
    #[serde(rename = "new resources")]
    pub resources: &'static [(&'static str, &'static str)],
    /// Resources that other accounts have: the number of the account, the name of the resource, its fields.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub of_others: &'static [(&'static str, &'static str, &'static str)],
    /// Codes that were issued: what each is for, whom it was sent to, and the code.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub codes: &'static [(&'static str, &'static str, &'static str)],
}

impl Given {
    /// Resources by their names, each with its fields as a JSON object.
    pub const fn new(name: &'static str, resources: &'static [(&'static str, &'static str)]) -> Self {
        Given { name, resources, of_others: &[], codes: &[] }
    }

    /// The same with resources of other accounts: the number of the account, the name of the resource, its fields as a JSON
    /// object.
    pub const fn of_others(self, of_others: &'static [(&'static str, &'static str, &'static str)]) -> Self {
        Given { of_others, ..self }
    }

    /// The same with codes that were issued: what each is for, whom it was sent to, and the code.
    pub const fn codes(self, codes: &'static [(&'static str, &'static str, &'static str)]) -> Self {
        Given { codes, ..self }
    }
}

/// What a protocol keeps in a descriptor.
pub type Part = dyn Any + Send + Sync;

/// An operation with what the mock does when it is called.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Operation {
    /// The operation, as the client crate describes it.
    #[serde(rename = "new described", serialize_with = "written::client_operation")]
    pub described: &'static twinspec_core::Operation,
    /// The operation id of the OpenAPI document; the mock also answers at the path `/<id>`.
    pub id: &'static str,
    /// Whether it may be called without a signature, by whoever comes; such a call works on the default account.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub anonymous: bool,
    /// What only the protocol of the API knows of it: a type of the protocol's own, which nobody else looks into.
    #[serde(skip)]
    pub vendor: Option<&'static Part>,
    /// What each parameter may be, in the order of `described.parameters`.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub schemas: &'static [Schema],
    /// How often the operation may succeed.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub limits: &'static [Limit],
    /// When each row of the error table is raised, in the order of `described.errors`. The first row whose
    /// condition holds is the answer.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub conditions: &'static [Condition],
    /// The status of the success, 200 to 299.
    #[serde(skip_serializing_if = "is_ok")]
    pub status: u16,
    /// The body of the success as JSON. Of an object, a `RequestId` at its top, or `requestId`, or `request_id`, is replaced
    /// by that of the request. An operation that answers bytes answers those of this text, if it is one. One that answers
    /// server-sent events answers the items of this list, one each: the data of an event is a text as it is, or else JSON.
    /// With the status 204 there is no body.
    #[serde(skip_serializing_if = "is_empty_object")]
    pub response: &'static str,
    /// What the operation looks up, changes and answers; [`Behaviour::new()`](Behaviour::new) if it only ever answers `response`.
    #[serde(skip_serializing_if = "Behaviour::is_none")]
    pub behaviour: Behaviour,
    /// What the document says of requests and responses, whole. With it, `schemas` only says which type a value has, and
    /// `response` is not used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract: Option<Contract>,
}

impl Operation {
    /// An operation that takes any parameters, raises no errors, and answers an empty object.
    pub const fn new(described: &'static twinspec_core::Operation) -> Self {
        Operation {
            described,
            id: described.name,
            anonymous: false,
            vendor: None,
            schemas: &[],
            limits: &[],
            conditions: &[],
            status: 200,
            response: "{}",
            behaviour: Behaviour::new(),
            contract: None,
        }
    }

    /// The same operation with another id than its name.
    pub const fn id(self, id: &'static str) -> Self {
        Operation { id, ..self }
    }

    /// The same operation, but it may be called without a signature.
    pub const fn anonymous(self) -> Self {
        Operation { anonymous: true, ..self }
    }

    /// The same operation with what only the protocol of the API knows of it.
    ///
    /// ```
    /// use twinspec_descriptors::Operation;
    ///
    /// struct Price(u32);
    ///
    /// fn price(operation: &Operation) -> Option<u32> {
    ///     operation.vendor?.downcast_ref::<Price>().map(|price| price.0)
    /// }
    /// ```
    pub const fn vendor(self, part: &'static Part) -> Self {
        Operation { vendor: Some(part), ..self }
    }

    /// The same operation with what each parameter may be.
    pub const fn schemas(self, schemas: &'static [Schema]) -> Self {
        Operation { schemas, ..self }
    }

    /// The same operation with limits.
    pub const fn limits(self, limits: &'static [Limit]) -> Self {
        Operation { limits, ..self }
    }

    /// The same operation with a condition for each row of the error table.
    pub const fn conditions(self, conditions: &'static [Condition]) -> Self {
        Operation { conditions, ..self }
    }

    /// The same operation with another status of the success.
    pub const fn status(self, status: u16) -> Self {
        Operation { status, ..self }
    }

    /// The same operation with another body of the success, as JSON.
    pub const fn response(self, response: &'static str) -> Self {
        Operation { response, ..self }
    }

    /// The same operation with what it looks up, changes and answers.
    pub const fn behaviour(self, behaviour: Behaviour) -> Self {
        Operation { behaviour, ..self }
    }

    /// The same operation with what the document says of its requests and responses, whole.
    pub const fn contract(self, contract: Contract) -> Self {
        Operation { contract: Some(contract), ..self }
    }
}

fn is_empty_object(response: &&str) -> bool {
    *response == "{}"
}

fn is_ok(status: &u16) -> bool {
    *status == 200
}

/// What an operation looks up, changes and answers.
#[derive(Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Behaviour {
    /// The parameter that, if it is true, asks for a call without effects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dry_run: Option<&'static str>,
    /// What is looked up before the error table.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub finds: &'static [Find],
    /// What a successful call changes, in this order.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub effects: &'static [Effect],
    /// What is answered.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub answer: &'static [Answer],
    /// What of that is left out under a condition: where in the body it is, from the outermost field inwards.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub omit: &'static [(&'static [&'static str], Condition)],
    /// The fields of the answer that a recording does not show, by name, wherever in it they are; the empty name is all of
    /// it.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub sensitive: &'static [&'static str],
    /// What is listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<List>,
}

impl Behaviour {
    /// Nothing is looked up, nothing changes, and the answer is the example.
    pub const fn new() -> Self {
        Behaviour { dry_run: None, finds: &[], effects: &[], answer: &[], omit: &[], sensitive: &[], list: None }
    }

    /// The same behaviour with the parameter that asks for a call without effects.
    pub const fn dry_run(self, dry_run: &'static str) -> Self {
        Behaviour { dry_run: Some(dry_run), ..self }
    }

    /// The same behaviour with what is looked up before the error table.
    pub const fn finds(self, finds: &'static [Find]) -> Self {
        Behaviour { finds, ..self }
    }

    /// The same behaviour with what a successful call changes.
    pub const fn effects(self, effects: &'static [Effect]) -> Self {
        Behaviour { effects, ..self }
    }

    /// The same behaviour with what is answered.
    pub const fn answer(self, answer: &'static [Answer]) -> Self {
        Behaviour { answer, ..self }
    }

    /// The same behaviour with what of the answer is left out under a condition.
    pub const fn omit(self, omit: &'static [(&'static [&'static str], Condition)]) -> Self {
        Behaviour { omit, ..self }
    }

    /// The same behaviour with the fields that a recording does not show.
    pub const fn sensitive(self, sensitive: &'static [&'static str]) -> Self {
        Behaviour { sensitive, ..self }
    }

    /// The same behaviour with what is listed.
    pub const fn list(self, list: List) -> Self {
        Behaviour { list: Some(list), ..self }
    }

    /// Whether nothing is looked up, changed, answered or hidden.
    pub fn is_none(&self) -> bool {
        let Behaviour { dry_run, finds, effects, answer, omit, sensitive, list } = self;
        dry_run.is_none()
            && finds.is_empty()
            && effects.is_empty()
            && answer.is_empty()
            && omit.is_empty()
            && sensitive.is_empty()
            && list.is_none()
    }
}

/// How often an operation may succeed.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Limit {
    /// The name by which a [`Condition::Limit`] refers to it.
    #[serde(rename = "new name")]
    pub name: &'static str,
    /// How many calls succeed.
    #[serde(rename = "new count")]
    pub count: u64,
    /// Whose calls are counted together.
    #[serde(rename = "new per")]
    pub per: Per,
    /// Over which time they are counted.
    #[serde(rename = "new window")]
    pub window: Window,
    /// The region whose calls it limits. Without one it holds in every region, and each counts its own calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<&'static str>,
}

impl Limit {
    /// A limit that holds in every region, where each counts its own calls.
    pub const fn new(name: &'static str, count: u64, per: Per, window: Window) -> Self {
        Limit { name, count, per, window, region: None }
    }

    /// The same limit, but of one region.
    pub const fn region(self, region: &'static str) -> Self {
        Limit { region: Some(region), ..self }
    }
}

/// Whose calls are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Per {
    /// Those of one account, whatever its access keys.
    Account,
}

/// Over which time calls are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Window {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A calendar day at UTC+08:00.
    Day,
}
