//! `AssumeRoleWithOIDC`.

use serde_json::{Map, Value, json};
use twinspec_core::time;

use super::operations::NO_PROVIDER;
use super::parameters::{Arn, Parameters, find_role};
use super::session;
use super::web_token::WebToken;
use crate::mock::AlibabaMock;
use crate::mock::authorize::{Refused, RequestFacts, Who, denied};
use crate::mock::ram::{Denial, PolicyType, PrincipalKind, Verdict};
use twinspec_mock::protocol::Incoming;
use twinspec_mock::protocol::Refusal;

const ACTION: &str = "sts:AssumeRole";

/// The token of the identity provider has to be good, and the trust policy of the role has to name the provider.
pub(super) fn answer(alibaba: &AlibabaMock, call: &Incoming<'_>) -> Result<Map<String, Value>, Refusal> {
    let request = call.request;
    let parameters = Parameters::read(request)?;
    let provider_arn = request.parameter("OIDCProviderArn").unwrap_or_default();
    let provider_arn = Arn::parse(provider_arn, "oidc-provider")
        .ok_or_else(|| Refusal::row(&NO_PROVIDER).with_hint("write acs:ram::<account>:oidc-provider/<name>"))?;
    let provider = alibaba.accounts.oidc_provider(provider_arn.account, provider_arn.name).ok_or_else(|| {
        Refusal::row(&NO_PROVIDER)
            .with_hint("the account has no such identity provider; see oidc-providers in the file of --config")
    })?;
    let now = call.virtual_time();
    let token = WebToken::read(request.parameter("OIDCToken").unwrap_or_default(), provider, now)?;
    let role = find_role(alibaba, call, parameters.role)?;
    let claims = [
        ("oidc:iss", token.issuer.as_str()),
        ("oidc:aud", token.audience.as_str()),
        ("oidc:sub", token.subject.as_str()),
    ];
    let facts = RequestFacts::new(call, None).with(&claims);
    let verdict = role.trust.evaluate(ACTION, PrincipalKind::Federated, &[provider_arn.text], &facts);
    if verdict != Verdict::Allow {
        let display_name = format!("oidc-provider/{}", provider_arn.name);
        let mut refusal = denied(&Refused {
            who: Who {
                principal_type: "Federated",
                owner: provider_arn.account.to_owned(),
                described: format!("the identity provider {}", provider_arn.name),
                display_name,
            },
            action: ACTION,
            resource: Some(&role.arn),
            denial: Denial { explicit: verdict == Verdict::Deny, policy_type: PolicyType::AssumeRolePolicy },
        });
        refusal.code = "AuthenticationFail.NoPermission".into();
        return Err(refusal);
    }
    let session = alibaba.accounts.begin_session(parameters.session(role)?, now);
    let mut answer = session::answer(&session);
    answer.insert(
        "OIDCTokenInfo".to_owned(),
        json!({
            "Subject": token.subject,
            "Issuer": token.issuer,
            "ClientIds": token.audience,
            "ExpirationTime": time::format(token.expiration),
            "IssuanceTime": token.issued.map(time::format),
            "VerificationInfo": "Success",
        }),
    );
    Ok(answer)
}
