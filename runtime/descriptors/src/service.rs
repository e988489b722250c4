//! What a mock serves. Generated code fills these in as constants.

use serde::Serialize;

use crate::{Answer, Condition, Effect, Find, List, Schema, States, written};

/// An API with everything the mock has to know of it beyond what a client knows.
#[derive(Debug)]
pub struct Service {
    /// The API, as the client crate describes it.
    pub api: &'static twinspec_core::Api,
    /// The sites that offer the API; the first is the default.
    pub sites: &'static [Site],
    /// The resources an account can have, which conditions ask for.
    pub resources: &'static [Resource],
    /// What can be there before a call, by name: worlds for tests and samples to start from.
    pub given: &'static [Given],
    /// The operations.
    pub operations: &'static [&'static Operation],
}

impl Service {
    /// The kind of resource of this name.
    pub fn resource(&self, name: &str) -> Option<&'static Resource> {
        self.resources.iter().find(|resource| resource.name == name)
    }
}

/// A part of a service with accounts of its own; the same API can behave differently on each.
#[derive(Debug, Serialize)]
pub struct Site {
    /// The short name, `intl` or `cn`.
    pub id: &'static str,
    /// The name people know, `International site`.
    pub name: &'static str,
}

/// Something an account has or has not.
#[derive(Debug, Serialize)]
pub struct Resource {
    /// The name, `PetOwner`.
    pub name: &'static str,
    /// What it is.
    pub description: &'static str,
    /// The field that tells one from another; without it an account has at most one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<&'static str>,
    /// The states that a field of it goes through by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub states: Option<States>,
}

impl Resource {
    /// Nothing; to fill in.
    pub const NONE: Resource = Resource { name: "", description: "", key: None, states: None };
}

/// Resources that an account can be given at once.
#[derive(Debug, Serialize)]
pub struct Given {
    /// The name, `directory`.
    pub name: &'static str,
    /// Each resource by its name, with its fields as a JSON object.
    pub resources: &'static [(&'static str, &'static str)],
}

/// An operation with what the mock does when it is called.
#[derive(Debug, Serialize)]
pub struct Operation {
    /// The operation, as the client crate describes it.
    #[serde(rename = "new described", serialize_with = "written::client_operation")]
    pub described: &'static twinspec_core::Operation,
    /// The operation id of the OpenAPI document; the mock also answers at the path `/<id>`.
    pub id: &'static str,
    /// Whether it may be called without a signature, by whoever comes; such a call works on the default account.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub anonymous: bool,
    /// What policies have to allow; if it is empty, the action `<product>:<action>`.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub authorization: &'static [Authorization],
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
    pub response: &'static str,
    /// What the operation looks up, changes and answers; [`Behaviour::NONE`] if it only ever answers `response`.
    #[serde(skip_serializing_if = "Behaviour::is_none")]
    pub behaviour: Behaviour,
}

impl Operation {
    /// An operation that takes any parameters, raises no errors, and answers an empty object.
    pub const fn new(described: &'static twinspec_core::Operation) -> Self {
        Operation {
            described,
            id: described.name,
            anonymous: false,
            authorization: &[],
            schemas: &[],
            limits: &[],
            conditions: &[],
            status: 200,
            response: "{}",
            behaviour: Behaviour::NONE,
        }
    }
}

fn is_ok(status: &u16) -> bool {
    *status == 200
}

/// What an operation looks up, changes and answers.
#[derive(Debug, Serialize)]
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
    /// What of that is left out under a condition: where in the body it stands, from the outermost field inwards.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub omit: &'static [(&'static [&'static str], Condition)],
    /// The fields of the answer that a recording does not show, by name, wherever in it they stand; the empty name is all of
    /// it.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub sensitive: &'static [&'static str],
    /// What is listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list: Option<List>,
}

impl Behaviour {
    /// Nothing is looked up, nothing changes, and the answer is the example.
    pub const NONE: Behaviour =
        Behaviour { dry_run: None, finds: &[], effects: &[], answer: &[], omit: &[], sensitive: &[], list: None };

    /// Whether it is [`Behaviour::NONE`].
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

/// An action that policies have to allow for a call.
#[derive(Debug, Serialize)]
pub struct Authorization {
    /// The action, `storage:CreateFolder`.
    #[serde(rename = "new action")]
    pub action: &'static str,
    /// The names of the resources, with `{#regionId}`, `{#accountId}` and parameters as `{#FolderId}` in them; `*` if
    /// the action is not about single resources.
    #[serde(skip_serializing_if = "is_anything")]
    pub resources: &'static [&'static str],
    /// Further actions that the caller needs, on whatever resource.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub associated_operations: &'static [&'static str],
}

impl Authorization {
    /// An action that is not about single resources.
    pub const fn new(action: &'static str) -> Self {
        Authorization { action, resources: &["*"], associated_operations: &[] }
    }
}

fn is_anything(resources: &[&str]) -> bool {
    resources == ["*"]
}

/// How often an operation may succeed.
#[derive(Debug, Serialize)]
pub struct Limit {
    /// The name by which a [`Condition::Limit`] refers to it.
    pub name: &'static str,
    /// How many calls succeed.
    pub count: u64,
    /// Whose calls are counted together.
    pub per: Per,
    /// Over which time they are counted.
    pub window: Window,
    /// The region whose calls it limits. Without one it holds in every region, and each counts its own calls.
    pub region: Option<&'static str>,
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
