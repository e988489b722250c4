//! The policies of a user or a role.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::PolicyReference;
use super::located::Located;
use crate::mock::ram::{Policies, Policy, system_policy};
use twinspec_mock::protocol::HashMap;

/// The policies that are attached to a user or a role, as they are given.
#[derive(Debug, Clone, Default)]
pub(super) struct Attachments<'a> {
    pub(super) account_level: &'a [Located<PolicyReference>],
    pub(super) resource_groups: Option<&'a BTreeMap<String, Vec<Located<PolicyReference>>>>,
}

/// The same, ready to be evaluated.
#[derive(Debug, Clone, Default)]
pub(crate) struct Attached {
    /// The control policies of the account; none unless it is a member of a resource directory.
    pub(super) control: Vec<Arc<Policy>>,
    pub(super) account_level: Vec<Arc<Policy>>,
    pub(super) resource_groups: HashMap<String, Vec<Arc<Policy>>>,
}

impl Attached {
    /// The policy that allows everything.
    pub(super) fn of_administrators() -> Self {
        let policy = system_policy("AdministratorAccess").map(Arc::new);
        Attached { account_level: policy.into_iter().collect(), ..Attached::default() }
    }

    /// These policies, for the whole account.
    pub(crate) fn to_account(policies: Vec<Arc<Policy>>) -> Self {
        Attached { account_level: policies, ..Attached::default() }
    }

    /// The policies that concern a request for a resource group.
    pub(crate) fn policies<'a>(&'a self, session: Option<&'a Policy>, resource_group: Option<&str>) -> Policies<'a> {
        let of_group = resource_group.and_then(|group| self.resource_groups.get(group));
        Policies {
            control: &self.control,
            session,
            account_level: &self.account_level,
            resource_group_level: of_group.map_or(&[], Vec::as_slice),
        }
    }
}
