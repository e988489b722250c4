use std::collections::BTreeMap;

use openapiv3::Operation as OpenApiOperation;
use serde::Deserialize;

use super::Lower;
use super::condition::When;
use crate::model::{Action, Answer, Effect, Expression, Filters, Find, List, Omit, State, States};
use crate::source::join;

/// An entry of `x-twin-find` as it is written.
#[derive(Deserialize)]
struct RawFind {
    resource: String,
    #[serde(default)]
    r#where: Filters,
}

/// An effect as it is written: one of the keys that name what is done, and what belongs to it.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct RawEffect {
    create: Option<String>,
    update: Option<String>,
    delete: Option<String>,
    delete_all: Option<String>,
    update_all: Option<String>,
    issue_code: Option<String>,
    consume_code: Option<String>,
    poll: Option<String>,
    r#as: Option<String>,
    #[serde(default)]
    with: BTreeMap<String, Expression>,
    #[serde(default)]
    r#where: Filters,
    r#for: Option<Expression>,
    expires_after: Option<u32>,
    when: Option<When>,
}

/// How long a code is good for unless the spec says otherwise: ten minutes.
const CODE_EXPIRES_AFTER: u32 = 600;

impl RawEffect {
    /// `None` if it does nothing; lint has spoken of that.
    fn lower(self) -> Option<Effect> {
        let RawEffect { with: fields, r#where: filters, r#for: recipient, .. } = self;
        let action = if let Some(resource) = self.create {
            Action::Create { name: self.r#as.unwrap_or_else(|| resource.clone()), resource, fields }
        } else if let Some(name) = self.update {
            Action::Update { name, fields }
        } else if let Some(name) = self.delete {
            Action::Delete { name }
        } else if let Some(resource) = self.delete_all {
            Action::DeleteAll { resource, filters }
        } else if let Some(resource) = self.update_all {
            Action::UpdateAll { resource, filters, fields }
        } else if let Some(code) = self.issue_code {
            let expires_after = self.expires_after.unwrap_or(CODE_EXPIRES_AFTER);
            Action::IssueCode { code, recipient, expires_after }
        } else if let Some(code) = self.consume_code {
            Action::ConsumeCode { code, recipient }
        } else {
            Action::Poll { name: self.poll? }
        };
        Some(Effect { action, when: self.when.map(Into::into) })
    }
}

/// What `x-twin-list` says.
#[derive(Deserialize)]
struct RawList {
    resource: String,
    #[serde(default)]
    r#where: Filters,
    items: String,
    order: Option<String>,
    #[serde(default)]
    omit: BTreeMap<String, When>,
}

/// `states` of a resource as it is written.
#[derive(Deserialize)]
pub(super) struct RawStates {
    field: String,
    sequence: Vec<RawState>,
}

#[derive(Deserialize)]
struct RawState {
    name: String,
    polls: Option<u32>,
    after: Option<u32>,
    #[serde(default)]
    effects: Vec<RawEffect>,
}

impl From<RawStates> for States {
    fn from(raw: RawStates) -> Self {
        let state = |RawState { name, polls, after, effects }| {
            let effects = effects.into_iter().filter_map(RawEffect::lower).collect();
            State { name, polls, after, effects }
        };
        States { field: raw.field, sequence: raw.sequence.into_iter().map(state).collect() }
    }
}

/// What an operation says of the state of an account.
pub(super) struct Behaviour {
    pub(super) given: Vec<String>,
    pub(super) dry_run: Option<String>,
    pub(super) finds: Vec<Find>,
    pub(super) effects: Vec<Effect>,
    pub(super) answer: Vec<Answer>,
    pub(super) omit: Vec<Omit>,
    pub(super) list: Option<List>,
}

impl Lower<'_> {
    pub(super) fn behaviour(&mut self, operation: &OpenApiOperation, origin: &str) -> Behaviour {
        let key = |name: &str| (operation.extensions.get(name), join(origin, name));
        let (given, at) = key("x-twin-given");
        let given = self.extension(given, &at).unwrap_or_default();
        let (dry_run, at) = key("x-twin-dry-run");
        let dry_run = self.extension(dry_run, &at);
        let (finds, at) = key("x-twin-find");
        let finds: BTreeMap<String, RawFind> = self.extension(finds, &at).unwrap_or_default();
        let find = |(name, RawFind { resource, r#where })| Find { name, resource, filters: r#where };
        let (effects, at) = key("x-twin-effects");
        let effects: Vec<RawEffect> = self.extension(effects, &at).unwrap_or_default();
        let (answer, at) = key("x-twin-answer");
        let answer: BTreeMap<String, Expression> = self.extension(answer, &at).unwrap_or_default();
        let (omit, at) = key("x-twin-omit");
        let omit: BTreeMap<String, When> = self.extension(omit, &at).unwrap_or_default();
        let (list, at) = key("x-twin-list");
        let list: Option<RawList> = self.extension(list, &at);
        Behaviour {
            given,
            dry_run,
            finds: finds.into_iter().map(find).collect(),
            effects: effects.into_iter().filter_map(RawEffect::lower).collect(),
            answer: answer.into_iter().map(|(path, value)| Answer { path, value }).collect(),
            omit: omit.into_iter().map(|(path, when)| Omit { path, when: when.into() }).collect(),
            list: list.map(|RawList { resource, r#where, items, order, omit }| List {
                resource,
                filters: r#where,
                items,
                order,
                omit: omit.into_iter().map(|(field, when)| (field, when.into())).collect(),
            }),
        }
    }
}
