//! RAM roles.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::Credentials;
use secrecy::SecretString;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::located::Located;
use super::names::derived_id;
use super::{AccountId, Attached, PolicyReference};
use crate::mock::ram::TrustPolicy;

/// A role of an account, which those assume whom its trust policy names. Who has assumed it may do what its policies
/// allow.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Role {
    pub(super) name: Located<String>,
    pub(super) id: Option<String>,
    pub(super) trust_policy: Option<Located<TrustSource>>,
    #[serde(default)]
    pub(super) policies: Vec<Located<PolicyReference>>,
    #[serde(default)]
    pub(super) resource_groups: BTreeMap<String, Vec<Located<PolicyReference>>>,
    pub(super) max_session_duration: Option<Located<u64>>,
    #[serde(default)]
    pub(super) sessions: Vec<Session>,
}

#[derive(Debug, Clone)]
pub(super) enum TrustSource {
    Written(Value),
    Policy(TrustPolicy),
}

impl<'de> Deserialize<'de> for TrustSource {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(TrustSource::Written)
    }
}

/// A session that is there from the start.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Session {
    pub(super) name: String,
    pub(super) access_key_id: Located<String>,
    pub(super) access_key_secret: SecretString,
    pub(super) security_token: SecretString,
}

impl Role {
    /// A role with this name: letters, digits, `.`, `-` and `_`. The users and roles of its account may assume it,
    /// unless it is given a trust policy.
    pub fn new(name: impl Into<String>) -> Self {
        Role {
            name: name.into().into(),
            id: None,
            trust_policy: None,
            policies: Vec::new(),
            resource_groups: BTreeMap::new(),
            max_session_duration: None,
            sessions: Vec::new(),
        }
    }

    /// The id. By default one that is derived from account and name.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Who may assume the role.
    pub fn trust_policy(mut self, policy: TrustPolicy) -> Self {
        self.trust_policy = Some(TrustSource::Policy(policy).into());
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

    /// How long a session may last at most, in whole seconds, from one hour to twelve. By default one hour.
    pub fn max_session_duration(mut self, duration: Duration) -> Self {
        self.max_session_duration = Some(duration.as_secs().into());
        self
    }

    /// A session that is there from the start and does not expire, for requests that were recorded with its
    /// credentials. Those need a security token.
    pub fn session(mut self, name: impl Into<String>, credentials: &Credentials) -> Self {
        let none = || SecretString::from(String::new());
        self.sessions.push(Session {
            name: name.into(),
            access_key_id: credentials.access_key_id().unwrap_or_default().to_owned().into(),
            access_key_secret: credentials.access_key_secret().cloned().unwrap_or_else(none),
            security_token: credentials.security_token().cloned().unwrap_or_else(none),
        });
        self
    }
}

impl RamRole {
    /// A role that may do everything in its account, and that the users and roles of another account may assume.
    pub(crate) fn of_administrators(account: &str, name: &str, trusted: &str) -> Self {
        RamRole {
            account: account.into(),
            id: derived_id('3', &format!("{account}/{name}")),
            arn: format!("acs:ram::{account}:role/{}", name.to_ascii_lowercase()),
            name: name.to_owned(),
            trust: TrustPolicy::of_account(trusted),
            attached: Attached::of_administrators(),
            max_session_duration: Duration::from_secs(3_600),
            is_kept: false,
        }
    }

    /// The same role, which may do nothing.
    pub(crate) fn without_policies(&self) -> Self {
        RamRole { attached: Attached::default(), ..self.clone() }
    }
}

/// A role that has been checked.
#[derive(Debug, Clone)]
pub(crate) struct RamRole {
    pub(crate) account: AccountId,
    pub(crate) id: String,
    pub(crate) arn: String,
    pub(crate) name: String,
    pub(crate) trust: TrustPolicy,
    pub(crate) attached: Attached,
    pub(crate) max_session_duration: Duration,
    /// Whether Resource Access Management keeps it, so that it can change.
    pub(crate) is_kept: bool,
}
