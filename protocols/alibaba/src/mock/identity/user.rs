//! RAM users.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::located::Located;
use super::{AccessKey, AccountId, Attached, PolicyReference};

/// A RAM user of an account. It may do what its policies allow, at first nothing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct User {
    pub(super) name: Located<String>,
    pub(super) id: Option<String>,
    #[serde(default)]
    pub(super) access_keys: Vec<AccessKey>,
    #[serde(default)]
    pub(super) policies: Vec<Located<PolicyReference>>,
    #[serde(default)]
    pub(super) resource_groups: BTreeMap<String, Vec<Located<PolicyReference>>>,
}

impl User {
    /// A user with this name: letters, digits, `.`, `-` and `_`.
    pub fn new(name: impl Into<String>) -> Self {
        User {
            name: name.into().into(),
            id: None,
            access_keys: Vec::new(),
            policies: Vec::new(),
            resource_groups: BTreeMap::new(),
        }
    }

    /// The id. By default one that is derived from account and name.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Gives the user an access key.
    pub fn access_key(mut self, access_key: AccessKey) -> Self {
        self.access_keys.push(access_key);
        self
    }

    /// Attaches a policy for the whole account.
    pub fn policy(mut self, policy: impl Into<PolicyReference>) -> Self {
        self.policies.push(policy.into().into());
        self
    }

    /// Attaches a policy for one resource group: it concerns the requests that have the group as their parameter
    /// `ResourceGroupId`.
    pub fn resource_group_policy(mut self, group: impl Into<String>, policy: impl Into<PolicyReference>) -> Self {
        self.resource_groups.entry(group.into()).or_default().push(policy.into().into());
        self
    }
}

/// A user that has been checked.
#[derive(Debug)]
pub(crate) struct RamUser {
    pub(crate) account: AccountId,
    pub(crate) id: String,
    pub(crate) arn: String,
    pub(crate) name: String,
    pub(crate) attached: Attached,
}
