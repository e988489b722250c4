//! Which policy denied a call.

use serde_json::{Map, Value};

/// Why Resource Access Management denied a call: the `AccessDeniedDetail` of an error such as `NoPermission`.
#[derive(Debug, Clone, PartialEq)]
pub struct AccessDeniedDetail {
    raw: Map<String, Value>,
}

impl AccessDeniedDetail {
    pub(super) fn new(raw: Map<String, Value>) -> Self {
        AccessDeniedDetail { raw }
    }

    /// The action that a policy has to allow, `resourcemanager:CreateFolder`.
    pub fn auth_action(&self) -> Option<&str> {
        self.text("AuthAction")
    }

    /// What the caller is: `SubUser`, `AssumedRoleUser` or `Federated`.
    pub fn auth_principal_type(&self) -> Option<&str> {
        self.text("AuthPrincipalType")
    }

    /// The account that the caller belongs to.
    pub fn auth_principal_owner_id(&self) -> Option<&str> {
        self.text("AuthPrincipalOwnerId")
    }

    /// The caller: the id of a user, or role and session, `role:session`.
    pub fn auth_principal_display_name(&self) -> Option<&str> {
        self.text("AuthPrincipalDisplayName")
    }

    /// `ImplicitDeny` if no policy allows the call, `ExplicitDeny` if one denies it.
    pub fn no_permission_type(&self) -> Option<&str> {
        self.text("NoPermissionType")
    }

    /// The kind of policy that decided, `AccountLevelIdentityBasedPolicy`.
    pub fn policy_type(&self) -> Option<&str> {
        self.text("PolicyType")
    }

    /// The whole decision, for `DecodeDiagnosticMessage` of RAM to read.
    pub fn encoded_diagnostic_message(&self) -> Option<&str> {
        self.text("EncodedDiagnosticMessage")
    }

    /// Everything that the service sent.
    pub fn raw(&self) -> &Map<String, Value> {
        &self.raw
    }

    fn text(&self, name: &str) -> Option<&str> {
        field(&self.raw, name)?.as_str()
    }
}

/// A field by its official name or, as some services spell it, with a lower-case initial.
pub(super) fn field<'f>(fields: &'f Map<String, Value>, name: &str) -> Option<&'f Value> {
    fields.get(name).or_else(|| {
        let mut lower = name.to_owned();
        if let Some(initial) = lower.get_mut(..1) {
            initial.make_ascii_lowercase();
        }
        fields.get(&lower)
    })
}
