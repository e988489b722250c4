use serde::{Deserialize, Serialize};

/// What a description says of an operation of Alibaba Cloud besides OpenAPI.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Operation {
    /// What a RAM policy has to allow.
    pub permissions: Vec<RamAction>,
}

impl Operation {
    /// What a caller has to be allowed, each by itself.
    pub fn demands(&self) -> Vec<String> {
        let of = |row: &RamAction| {
            let own = row.resources.iter().map(|resource| format!("`{}` on `{resource}`", row.action));
            own.chain(row.associated_operations.iter().map(|action| format!("`{action}`"))).collect::<Vec<_>>()
        };
        self.permissions.iter().flat_map(of).collect()
    }
}

/// What a RAM policy has to allow for a call: a row of the authorization table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct RamAction {
    /// `resourcemanager:SendVerificationCodeForEnableRD`, the `Action` of a policy.
    pub action: String,
    /// The class of access.
    pub access_level: AccessLevel,
    /// ARN templates; `*` where permission cannot be given for single resources.
    pub resources: Vec<String>,
    /// What the product calls these resources.
    #[serde(default)]
    pub resource_types: Vec<String>,
    /// Condition keys a policy can use.
    #[serde(default)]
    pub condition_keys: Vec<String>,
    /// Actions that the caller needs besides.
    #[serde(default)]
    pub associated_operations: Vec<String>,
}

/// The class of access of a RAM action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum AccessLevel {
    None,
    Read,
    Write,
    List,
}
