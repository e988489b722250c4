//! `AssumeRole`.

use serde_json::{Map, Value};

use super::parameters::{Parameters, find_role};
use super::session;
use crate::mock::AlibabaMock;
use crate::mock::authorize::{Refused, RequestFacts, check, denied};
use crate::mock::identity::{Caller, Principal};
use crate::mock::ram::{Denial, PolicyType, PrincipalKind, Verdict};
use crate::mock::refusals::common;
use twinspec_mock::protocol::Incoming;
use twinspec_mock::protocol::Refusal;

const ACTION: &str = "sts:AssumeRole";

/// Both the policies of the caller and the trust policy of the role have to allow it.
pub(super) fn answer(
    alibaba: &AlibabaMock,
    call: &Incoming<'_>,
    caller: &Caller,
) -> Result<Map<String, Value>, Refusal> {
    let request = call.request;
    let parameters = Parameters::read(request)?;
    let further: Vec<(&str, &str)> = [
        ("sts:ExternalId", request.parameter("ExternalId")),
        ("sts:RoleSessionName", Some(parameters.session_name)),
        ("sts:SourceIdentity", request.parameter("SourceIdentity")),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((key, value.filter(|value| !value.is_empty())?)))
    .collect();
    let facts = RequestFacts::new(call, Some(caller)).with(&further);
    let Some(policies) = caller.policies(None) else {
        return Err(common("NoPermission")
            .with_hint("an account itself cannot assume a role; call with the access key of a RAM user"));
    };
    check(caller, &policies, ACTION, Some(parameters.role.text), &facts)?;
    let role = find_role(alibaba, call, parameters.role)?;
    let names = names(caller);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let explicit = match role.trust.evaluate(ACTION, PrincipalKind::Ram, &names, &facts) {
        Verdict::Allow => None,
        Verdict::Deny => Some(true),
        Verdict::Silent => Some(false),
    };
    if let Some(explicit) = explicit {
        return Err(denied(&Refused {
            who: caller.into(),
            action: ACTION,
            resource: Some(&role.arn),
            denial: Denial { explicit, policy_type: PolicyType::AssumeRolePolicy },
        }));
    }
    let session = alibaba.accounts.begin_session(parameters.session(role)?, call.virtual_time());
    let mut answer = session::answer(&session);
    if let Some(identity) = request.parameter("SourceIdentity") {
        answer.insert("SourceIdentity".to_owned(), identity.into());
    }
    Ok(answer)
}

/// The names by which a trust policy can speak of the caller.
fn names(caller: &Caller) -> Vec<String> {
    let everyone = format!("acs:ram::{}:root", caller.account());
    match &caller.principal {
        Principal::Account(_) => vec![everyone],
        Principal::User(user) => vec![user.arn.clone(), everyone],
        Principal::Role(session) => {
            let role = &session.role;
            let assumed = format!("acs:ram::{}:assumed-role/{}/{}", role.account, role.name, session.name);
            let as_written = format!("acs:ram::{}:role/{}", role.account, role.name);
            vec![role.arn.clone(), as_written, assumed, everyone]
        }
    }
}
