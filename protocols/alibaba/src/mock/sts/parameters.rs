//! The parameters of a session that is asked for.

use std::time::Duration;

use super::operations::{DURATION, EXTERNAL_ID, NO_ROLE, POLICY_GRAMMAR, POLICY_SIZE, ROLE_ARN, ROLE_SESSION_NAME};
use crate::mock::AlibabaMock;
use crate::mock::described;
use crate::mock::identity::{RamRole, SessionRequest};
use crate::mock::members;
use crate::mock::ram::Policy;
use std::sync::Arc;
use twinspec_mock::protocol::Incoming;
use twinspec_mock::protocol::Refusal;
use twinspec_mock::protocol::Request;

const SHORTEST: Duration = Duration::from_secs(900);
const DEFAULT: Duration = Duration::from_secs(3_600);
const LARGEST_POLICY: usize = 2_048;

/// The parameters, as far as they can be read without knowing the role.
pub(super) struct Parameters<'a> {
    pub(super) role: Arn<'a>,
    pub(super) session_name: &'a str,
    policy: Option<Policy>,
    duration: Option<&'a str>,
}

/// The resource name of something that RAM knows: `acs:ram::<account>:<kind>/<name>`.
#[derive(Clone, Copy)]
pub(super) struct Arn<'a> {
    pub(super) text: &'a str,
    pub(super) account: &'a str,
    pub(super) name: &'a str,
}

impl<'a> Arn<'a> {
    pub(super) fn parse(text: &'a str, kind: &str) -> Option<Self> {
        let (account, name) = text.strip_prefix("acs:ram::")?.split_once(':')?;
        let name = name.strip_prefix(kind)?.strip_prefix('/')?;
        (!account.is_empty() && !name.is_empty()).then_some(Arn { text, account, name })
    }
}

impl<'a> Parameters<'a> {
    pub(super) fn read(request: &'a Request<'_>) -> Result<Self, Refusal> {
        let role = request.parameter("RoleArn").unwrap_or_default();
        let role = Arn::parse(role, "role")
            .ok_or_else(|| Refusal::row(&ROLE_ARN).with_hint("write acs:ram::<account>:role/<name>"))?;
        let session_name = request.parameter("RoleSessionName").unwrap_or_default();
        if !(2..=64).contains(&session_name.len()) || !is_made_of(session_name, ".@-_") {
            let hint = "a name has 2 to 64 letters, digits and the characters .@-_";
            return Err(Refusal::row(&ROLE_SESSION_NAME).with_hint(hint));
        }
        if let Some(id) = request.parameter("ExternalId").filter(|id| !id.is_empty())
            && (!(2..=1_224).contains(&id.len()) || !is_made_of(id, "=,.@:/-_"))
        {
            let hint = "an id has 2 to 1,224 letters, digits and the characters =,.@:/-_";
            return Err(Refusal::row(&EXTERNAL_ID).with_hint(hint));
        }
        Ok(Parameters { role, session_name, policy: policy(request)?, duration: request.parameter("DurationSeconds") })
    }

    /// The session, if the role allows it to last so long.
    pub(super) fn session(self, role: Arc<RamRole>) -> Result<SessionRequest, Refusal> {
        let longest = role.max_session_duration;
        let duration = match self.duration.filter(|text| !text.is_empty()) {
            None => Some(DEFAULT.min(longest)),
            Some(text) => text.parse().ok().map(Duration::from_secs),
        };
        match duration.filter(|duration| (SHORTEST..=longest).contains(duration)) {
            Some(duration) => {
                Ok(SessionRequest { role, name: self.session_name.to_owned(), policy: self.policy, duration })
            }
            None => Err(Refusal::row(&DURATION).with_hint(format!(
                "from {} to {} seconds, which is the max-session-duration of the role",
                SHORTEST.as_secs(),
                longest.as_secs()
            ))),
        }
    }
}

/// The role of this name: one of an account, or that of a member for the account that it belongs to.
pub(super) fn find_role(alibaba: &AlibabaMock, call: &Incoming<'_>, arn: Arn<'_>) -> Result<Arc<RamRole>, Refusal> {
    let known = alibaba.accounts.role(arn.account, arn.name).cloned();
    let known = known.or_else(|| described::role(call, arn.account, arn.name));
    known.or_else(|| members::access_role(call, arn.account, arn.name)).ok_or_else(|| {
        let hint = match alibaba.accounts.role_arns().as_slice() {
            [] => "the mock knows no roles; describe them in the file of --config, or create them in RAM".to_owned(),
            known => format!("the roles are {}", known.join(", ")),
        };
        Refusal::row(&NO_ROLE).with_hint(hint)
    })
}

fn policy(request: &Request<'_>) -> Result<Option<Policy>, Refusal> {
    match request.parameter("Policy").filter(|text| !text.is_empty()) {
        None => Ok(None),
        Some(text) if text.len() > LARGEST_POLICY => Err(Refusal::row(&POLICY_SIZE)),
        Some(text) => text
            .parse()
            .map(Some)
            .map_err(|error: crate::mock::ram::PolicyError| Refusal::row(&POLICY_GRAMMAR).with_hint(error.to_string())),
    }
}

fn is_made_of(text: &str, further: &str) -> bool {
    text.chars().all(|character| character.is_ascii_alphanumeric() || further.contains(character))
}
