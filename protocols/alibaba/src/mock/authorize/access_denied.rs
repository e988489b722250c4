//! What an error answer says of a denial by RAM.

/// The member `AccessDeniedDetail` of an error answer.
pub(crate) struct AccessDeniedDetail {
    pub(crate) auth_action: String,
    pub(crate) auth_principal_display_name: String,
    pub(crate) auth_principal_owner_id: String,
    pub(crate) auth_principal_type: &'static str,
    /// What `DecodeDiagnosticMessage` of the service makes readable. Here it is the Base64 of JSON.
    pub(crate) encoded_diagnostic_message: String,
    pub(crate) no_permission_type: &'static str,
    pub(crate) policy_type: String,
}

impl AccessDeniedDetail {
    /// The members by name.
    pub(crate) fn members(self) -> Vec<(&'static str, String)> {
        vec![
            ("AuthAction", self.auth_action),
            ("AuthPrincipalDisplayName", self.auth_principal_display_name),
            ("AuthPrincipalOwnerId", self.auth_principal_owner_id),
            ("AuthPrincipalType", self.auth_principal_type.to_owned()),
            ("EncodedDiagnosticMessage", self.encoded_diagnostic_message),
            ("NoPermissionType", self.no_permission_type.to_owned()),
            ("PolicyType", self.policy_type),
        ]
    }
}
