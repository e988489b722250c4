//! Whose call it is.

use std::borrow::Cow;
use std::sync::Arc;

use super::{AccountId, RamUser, RoleSession};
use crate::mock::ram::Policies;

/// Who calls, with which access key.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub(crate) access_key_id: Arc<str>,
    pub(crate) principal: Principal,
}

/// An identity that can call.
#[derive(Debug, Clone)]
pub(crate) enum Principal {
    /// The account itself, which may do everything.
    Account(AccountId),
    /// A RAM user.
    User(Arc<RamUser>),
    /// Someone who has assumed a role.
    Role(Arc<RoleSession>),
}

impl Caller {
    /// The account that the caller belongs to.
    pub(crate) fn account(&self) -> &AccountId {
        match &self.principal {
            Principal::Account(account) => account,
            Principal::User(user) => &user.account,
            Principal::Role(session) => &session.role.account,
        }
    }

    /// The policies that concern a request for a resource group; `None` if the caller may do everything.
    pub(crate) fn policies(&self, resource_group: Option<&str>) -> Option<Policies<'_>> {
        match &self.principal {
            Principal::Account(_) => None,
            Principal::User(user) => Some(user.attached.policies(None, resource_group)),
            Principal::Role(session) => Some(session.role.attached.policies(session.policy.as_ref(), resource_group)),
        }
    }

    /// The kind of identity as error answers name it.
    pub(crate) fn principal_type(&self) -> &'static str {
        match &self.principal {
            Principal::Account(_) => "Account",
            Principal::User(_) => "SubUser",
            Principal::Role(_) => "AssumedRoleUser",
        }
    }

    /// The identity as error answers name it: the id of a user, role and session name.
    pub(crate) fn display_name(&self) -> Cow<'_, str> {
        match &self.principal {
            Principal::Account(account) => Cow::Borrowed(account),
            Principal::User(user) => Cow::Borrowed(&user.id),
            Principal::Role(session) => Cow::Owned(format!("{}:{}", session.role.name, session.name)),
        }
    }

    /// The identity as people name it.
    pub(crate) fn described(&self) -> String {
        match &self.principal {
            Principal::Account(account) => format!("the account {account}"),
            Principal::User(user) => format!("the user {}", user.name),
            Principal::Role(session) => format!("the role {}", session.role.name),
        }
    }
}
