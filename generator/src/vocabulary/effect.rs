use std::collections::BTreeMap;

use serde::Deserialize;

use super::When;
use crate::model::{Expression, Filters, Owner};

/// What an effect can do; each needs one of these keys.
pub(crate) const ACTIONS: [&str; 10] = [
    "create",
    "update",
    "replace",
    "merge",
    "delete",
    "update-all",
    "delete-all",
    "issue-code",
    "consume-code",
    "poll",
];

/// An effect: one of the keys that name what is done, and what belongs to it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(crate) struct Effect {
    pub(crate) create: Option<String>,
    pub(crate) update: Option<String>,
    pub(crate) replace: Option<String>,
    pub(crate) merge: Option<String>,
    pub(crate) delete: Option<String>,
    pub(crate) update_all: Option<String>,
    pub(crate) delete_all: Option<String>,
    pub(crate) issue_code: Option<String>,
    pub(crate) consume_code: Option<String>,
    pub(crate) poll: Option<String>,
    pub(crate) account: Option<Owner>,
    pub(crate) r#as: Option<String>,
    pub(crate) from: Option<Expression>,
    pub(crate) except: Vec<String>,
    pub(crate) present: Option<u16>,
    pub(crate) with: BTreeMap<String, Expression>,
    pub(crate) r#where: Filters,
    pub(crate) r#for: Option<Expression>,
    pub(crate) expires_after: Option<u32>,
    pub(crate) when: Option<When>,
}

impl Effect {
    /// Those of [`ACTIONS`] that are there.
    pub(crate) fn actions(&self) -> Vec<&'static str> {
        let Effect {
            create,
            update,
            replace,
            merge,
            delete,
            update_all,
            delete_all,
            issue_code,
            consume_code,
            poll,
            ..
        } = self;
        let there = [create, update, replace, merge, delete, update_all, delete_all, issue_code, consume_code, poll];
        ACTIONS.into_iter().zip(there).filter(|(_, there)| there.is_some()).map(|(name, _)| name).collect()
    }
}

/// `states` of a resource.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct States {
    pub(crate) field: String,
    pub(crate) sequence: Vec<State>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct State {
    pub(crate) name: String,
    pub(crate) polls: Option<u32>,
    pub(crate) after: Option<u32>,
    pub(crate) effects: Vec<Effect>,
}
