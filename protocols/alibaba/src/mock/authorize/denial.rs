//! The answer to a request that RAM denies.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::access_denied::AccessDeniedDetail;
use crate::mock::identity::Caller;
use crate::mock::ram::Denial;
use crate::mock::refusals::common;
use twinspec_mock::protocol::Refusal;

/// What was refused to whom, and why.
pub(crate) struct Refused<'a> {
    pub(crate) who: Who,
    pub(crate) action: &'a str,
    pub(crate) resource: Option<&'a str>,
    pub(crate) denial: Denial,
}

/// Who was refused, as error answers name it.
pub(crate) struct Who {
    pub(crate) principal_type: &'static str,
    pub(crate) owner: String,
    pub(crate) display_name: String,
    /// The same for people.
    pub(crate) described: String,
}

impl From<&Caller> for Who {
    fn from(caller: &Caller) -> Self {
        Who {
            principal_type: caller.principal_type(),
            owner: caller.account().to_string(),
            display_name: caller.display_name().into_owned(),
            described: caller.described(),
        }
    }
}

/// The refusal that the service sends.
pub(crate) fn denied(refused: &Refused<'_>) -> Refusal {
    let Refused { who, action, resource, denial } = refused;
    let resource = resource.unwrap_or("*");
    let diagnosis = json!({
        "ExplicitDeny": denial.explicit,
        "NoPermissionPolicyType": denial.policy_type.to_string(),
        "AuthAction": action,
        "AuthResource": resource,
        "AuthPrincipal": {
            "AuthPrincipalType": who.principal_type,
            "AuthPrincipalOwnerId": who.owner,
            "AuthPrincipalDisplayName": who.display_name,
        },
    });
    let reason = match denial.explicit {
        true => format!("a {} denies `{action}` on `{resource}` to {}", denial.policy_type, who.described),
        false => format!("no {} allows `{action}` on `{resource}` to {}", denial.policy_type, who.described),
    };
    let mut refusal = common("NoPermission").with_hint(reason);
    refusal.details = AccessDeniedDetail {
        auth_action: (*action).to_owned(),
        auth_principal_display_name: who.display_name.clone(),
        auth_principal_owner_id: who.owner.clone(),
        auth_principal_type: who.principal_type,
        encoded_diagnostic_message: STANDARD.encode(diagnosis.to_string()),
        no_permission_type: denial.no_permission_type(),
        policy_type: denial.policy_type.to_string(),
    }
    .members();
    refusal
}
