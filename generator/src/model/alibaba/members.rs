use serde::{Deserialize, Serialize};

/// Where a mock finds the accounts that are members of others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Members {
    /// The resource that is a member; its key is the number of the account.
    pub resource: String,
    /// The resource that the account of a member has.
    pub membership: String,
    /// The field of that with the number of the account that the members belong to.
    pub keeper: String,
    /// The role of each member that the users and roles of that account may assume.
    #[serde(default)]
    pub access_role: Option<String>,
    /// The policies that restrain members.
    #[serde(default)]
    pub control_policies: Option<ControlPolicies>,
}

/// Where a mock finds the control policies that are in effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlPolicies {
    /// What says that they are in effect.
    pub status: ControlPolicyStatus,
    /// What attaches them.
    pub attachments: ControlPolicyAttachments,
    /// What they are.
    pub policies: ControlPolicyDocuments,
}

/// What says that control policies are in effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlPolicyStatus {
    /// The resource that has it.
    pub resource: String,
    /// The field.
    pub field: String,
    /// The value that says so.
    pub value: String,
}

/// What attaches control policies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlPolicyAttachments {
    /// The resource that is an attachment.
    pub resource: String,
    /// The field with the key of what a policy is attached to.
    pub target: String,
    /// The field with the key of the policy.
    pub policy: String,
}

/// What control policies are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlPolicyDocuments {
    /// The resource that is a policy.
    pub resource: String,
    /// The field with the document.
    pub document: String,
}
