/// Where a mock finds the accounts that are members of others, and what restrains them: the vendor's part of the descriptor of
/// a service.
///
/// ```
/// use twinspec_alibaba::Members;
///
/// static MEMBERS: Members = Members::new("Account", "Membership", "Keeper").access_role("OrganizationAccessRole");
/// assert_eq!(MEMBERS.access_role, Some("OrganizationAccessRole"));
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Members {
    /// The resource that is a member. Its key is the number of the account, and what it lies in is above it.
    pub resource: &'static str,
    /// The resource that the account of a member has.
    pub membership: &'static str,
    /// The field of that with the number of the account that the members belong to.
    pub keeper: &'static str,
    /// The role of each member that the users and roles of that account may assume.
    pub access_role: Option<&'static str>,
    /// The policies that restrain members.
    pub control_policies: Option<ControlPolicies>,
}

impl Members {
    /// Members without a role for others, whom nothing restrains.
    pub const fn new(resource: &'static str, membership: &'static str, keeper: &'static str) -> Self {
        Members { resource, membership, keeper, access_role: None, control_policies: None }
    }

    /// The same members with a role that the users and roles of the account they belong to may assume.
    pub const fn access_role(self, access_role: &'static str) -> Self {
        Members { access_role: Some(access_role), ..self }
    }

    /// The same members with policies that restrain them.
    pub const fn control_policies(self, control_policies: ControlPolicies) -> Self {
        Members { control_policies: Some(control_policies), ..self }
    }
}

/// Where a mock finds the control policies that are in effect.
#[derive(Debug)]
#[non_exhaustive]
pub struct ControlPolicies {
    /// The resource that says whether they are in effect, its field, and the value that says so.
    pub status: [&'static str; 3],
    /// The resource that is an attachment, its field with the key of what a policy is attached to, and its field with the key
    /// of the policy.
    pub attachments: [&'static str; 3],
    /// The resource that is a policy, and its field with the document.
    pub policies: [&'static str; 2],
}

impl ControlPolicies {
    /// Policies by what says that they are in effect, by what attaches them, and by what they are.
    pub const fn new(status: [&'static str; 3], attachments: [&'static str; 3], policies: [&'static str; 2]) -> Self {
        ControlPolicies { status, attachments, policies }
    }
}
