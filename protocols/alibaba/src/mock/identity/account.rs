//! Accounts.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::located::Located;
use super::policy_reference::Source;
use super::{AccessKey, OidcProvider, PolicyReference, Role, User};

/// An Alibaba Cloud account.
///
/// ```
/// use twinspec_alibaba::mock::identity::{AccessKey, Account, Role, User};
///
/// let account = Account::new("1234567890123456")
///     .user(User::new("alice").access_key(AccessKey::new("alice-id", "alice-secret")).policy("AliyunSTSAssumeRoleAccess"))
///     .role(Role::new("admin").policy("AdministratorAccess"));
/// # let _ = account;
/// ```
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Account {
    pub(super) id: Located<String>,
    #[serde(default)]
    pub(super) access_keys: Vec<AccessKey>,
    #[serde(default)]
    pub(super) policies: BTreeMap<String, Located<PolicyReference>>,
    #[serde(default)]
    pub(super) users: Vec<User>,
    #[serde(default)]
    pub(super) roles: Vec<Role>,
    #[serde(default)]
    pub(super) oidc_providers: Vec<OidcProvider>,
    pub(super) member_of: Option<Located<String>>,
    #[serde(default)]
    pub(super) control_policies: Vec<Located<PolicyReference>>,
}

impl Account {
    /// An account with this id, usually 16 digits.
    pub fn new(id: impl Into<String>) -> Self {
        Account {
            id: id.into().into(),
            access_keys: Vec::new(),
            policies: BTreeMap::new(),
            users: Vec::new(),
            roles: Vec::new(),
            oidc_providers: Vec::new(),
            member_of: None,
            control_policies: Vec::new(),
        }
    }

    /// An access key of the account itself, which may do everything.
    pub fn access_key(mut self, access_key: AccessKey) -> Self {
        self.access_keys.push(access_key);
        self
    }

    /// A custom policy, for users, roles and members to name.
    pub fn policy(mut self, name: impl Into<String>, policy: crate::mock::ram::Policy) -> Self {
        self.policies.insert(name.into(), PolicyReference(Source::Policy(policy)).into());
        self
    }

    /// A RAM user.
    pub fn user(mut self, user: User) -> Self {
        self.users.push(user);
        self
    }

    /// A role.
    pub fn role(mut self, role: Role) -> Self {
        self.roles.push(role);
        self
    }

    /// An OIDC identity provider.
    pub fn oidc_provider(mut self, provider: OidcProvider) -> Self {
        self.oidc_providers.push(provider);
        self
    }

    /// Makes the account a member of the resource directory of another one, its management account.
    pub fn member_of(mut self, management_account: impl Into<String>) -> Self {
        self.member_of = Some(management_account.into().into());
        self
    }

    /// Attaches a control policy to the member: the policy or its name in the management account. As long as there is
    /// none, the users and roles of the member are not restrained.
    pub fn control_policy(mut self, policy: impl Into<PolicyReference>) -> Self {
        self.control_policies.push(policy.into().into());
        self
    }
}
