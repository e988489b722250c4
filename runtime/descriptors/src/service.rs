//! What a mock serves. Generated code fills these in as constants.

use crate::{Answer, Condition, Effect, Find, List, Schema, States};

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

/// A site of Alibaba Cloud; the same API can behave differently on each.
#[derive(Debug)]
pub struct Site {
    /// The short name, `intl` or `cn`.
    pub id: &'static str,
    /// The name people know, `International site (alibabacloud.com)`.
    pub name: &'static str,
}

/// Something an account has or has not.
#[derive(Debug)]
pub struct Resource {
    /// The name, `ResourceDirectory`.
    pub name: &'static str,
    /// What it is.
    pub description: &'static str,
    /// The field that tells one from another; without it an account has at most one.
    pub key: Option<&'static str>,
    /// The states that a field of it goes through by itself.
    pub states: Option<States>,
}

/// Resources that an account can be given at once.
#[derive(Debug)]
pub struct Given {
    /// The name, `directory`.
    pub name: &'static str,
    /// Each resource by its name, with its fields as a JSON object.
    pub resources: &'static [(&'static str, &'static str)],
}

/// An operation with what the mock does when it is called.
#[derive(Debug)]
pub struct Operation {
    /// The operation, as the client crate describes it.
    pub operation: &'static twinspec_core::Operation,
    /// The operation id of the OpenAPI document; the mock also answers at the path `/<id>`.
    pub id: &'static str,
    /// Whether it may be called without a signature, by whoever comes; such a call works on the default account.
    pub anonymous: bool,
    /// What RAM policies have to allow; if it is empty, the action `<product>:<action>`.
    pub authorization: &'static [Authorization],
    /// What each parameter may be, in the order of `operation.parameters`.
    pub schemas: &'static [Schema],
    /// How often the operation may succeed.
    pub limits: &'static [Limit],
    /// When each row of the error table is raised, in the order of `operation.errors`. The first row whose
    /// condition holds is the answer.
    pub conditions: &'static [Condition],
    /// The status of the success, 200 to 299.
    pub status: u16,
    /// The body of the success as JSON. Of an object, a `RequestId` at its top, or `requestId`, or `request_id`, is replaced
    /// by that of the request. An operation that answers bytes answers those of this text, if it is one. One that answers
    /// server-sent events answers the items of this list, one each: the data of an event is a text as it is, or else JSON.
    /// With the status 204 there is no body.
    pub response: &'static str,
    /// What the operation looks up, changes and answers; [`Behaviour::NONE`] if it only ever answers `response`.
    pub behaviour: Behaviour,
}

/// What an operation looks up, changes and answers.
#[derive(Debug)]
pub struct Behaviour {
    /// The parameter that, if it is true, asks for a call without effects.
    pub dry_run: Option<&'static str>,
    /// What is looked up before the error table.
    pub finds: &'static [Find],
    /// What a successful call changes, in this order.
    pub effects: &'static [Effect],
    /// What is answered.
    pub answer: &'static [Answer],
    /// What of that is left out under a condition: where in the body it stands, from the outermost field inwards.
    pub omit: &'static [(&'static [&'static str], Condition)],
    /// The fields of the answer that a recording does not show, by name, wherever in it they stand; the empty name is all of
    /// it.
    pub sensitive: &'static [&'static str],
    /// What is listed.
    pub list: Option<List>,
}

impl Behaviour {
    /// Nothing is looked up, nothing changes, and the answer is the example.
    pub const NONE: Behaviour =
        Behaviour { dry_run: None, finds: &[], effects: &[], answer: &[], omit: &[], sensitive: &[], list: None };
}

/// An action that RAM policies have to allow for a call.
#[derive(Debug)]
pub struct Authorization {
    /// The action, `resourcemanager:CreateFolder`.
    pub action: &'static str,
    /// The names of the resources, with `{#regionId}`, `{#accountId}` and parameters as `{#FolderId}` in them; `*` if
    /// the action is not about single resources.
    pub resources: &'static [&'static str],
    /// Further actions that the caller needs, on whatever resource.
    pub associated_operations: &'static [&'static str],
}

/// How often an operation may succeed.
#[derive(Debug)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// Those of one account, whatever its access keys.
    Account,
}

/// Over which time calls are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
