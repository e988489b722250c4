//! Users, roles and policies that Resource Access Management keeps, as its description says. What a call to it creates counts
//! from the next call on, in every API of the mock.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;
use serde_json::Value;
use twinspec_mock::Service;
use twinspec_mock::protocol::{Fields, Incoming};

use super::identity::{Attached, Caller, FoundKey, Principal, RamRole, RamUser, RoleSession};
use super::ram::{Policy, TrustPolicy, system_policy};

const PRODUCT: &str = "Ram";
const VERSION: &str = "2015-05-01";

/// The resources that the description has, and what refers from one to another.
const USER: &str = "User";
const ACCESS_KEY: &str = "AccessKey";
const MEMBER_OF_GROUP: &str = "GroupMember";
const ROLE: &str = "Role";
const POLICY_VERSION: &str = "PolicyVersion";
const ATTACHMENT: &str = "PolicyAttachment";

/// What the service says of a role that does not say it itself.
const MAX_SESSION_DURATION: u64 = 3_600;

/// Whether the mock keeps roles.
pub(super) fn keeps_roles(call: &Incoming<'_>) -> bool {
    ram(call).is_some()
}

/// An access key that was created for a user.
pub(super) fn key(call: &Incoming<'_>, access_key_id: &str) -> Option<FoundKey<'static>> {
    let service = ram(call)?;
    let (account, key) = call.accounts(service).into_iter().find_map(|account| {
        let keys = call.resources(service, &account, ACCESS_KEY);
        let key = keys.into_iter().find(|key| text(key, "AccessKeyId") == access_key_id)?;
        Some((account, key))
    })?;
    let name = text(&key, "UserName");
    let user = call.resources(service, &account, USER).into_iter().find(|user| text(user, "UserName") == name)?;
    let groups = call.resources(service, &account, MEMBER_OF_GROUP).into_iter();
    let groups: Vec<Fields> = groups.filter(|member| text(member, "UserName") == name).collect();
    let entities = std::iter::once((USER, name)).chain(groups.iter().map(|group| ("Group", text(group, "GroupName"))));
    let attached = attached(call, service, &account, &entities.collect::<Vec<_>>());
    let user = RamUser {
        id: text(&user, "UserId").to_owned(),
        arn: format!("acs:ram::{account}:user/{name}"),
        name: name.to_owned(),
        account,
        attached,
    };
    Some(FoundKey::LongTerm {
        secret: Cow::Owned(SecretString::from(text(&key, "AccessKeySecret")).into()),
        is_disabled: text(&key, "Status") != "Active",
        caller: Caller { access_key_id: access_key_id.into(), principal: Principal::User(Arc::new(user)) },
    })
}

/// The role of this name, in upper or lower case.
pub(super) fn role(call: &Incoming<'_>, account: &str, name: &str) -> Option<Arc<RamRole>> {
    let service = ram(call)?;
    let roles = call.resources(service, account, ROLE);
    let role = roles.iter().find(|role| text(role, "RoleName").eq_ignore_ascii_case(name))?;
    let name = text(role, "RoleName");
    let trust = serde_json::from_str::<Value>(text(role, "AssumeRolePolicyDocument")).ok();
    let longest = role.get("MaxSessionDuration").and_then(Value::as_u64).unwrap_or(MAX_SESSION_DURATION);
    Some(Arc::new(RamRole {
        account: account.into(),
        id: text(role, "RoleId").to_owned(),
        arn: format!("acs:ram::{account}:role/{}", name.to_ascii_lowercase()),
        name: name.to_owned(),
        // One that cannot be read trusts nobody.
        trust: trust.and_then(|json| TrustPolicy::from_json(&json).ok()).unwrap_or_else(TrustPolicy::of_nobody),
        attached: attached(call, service, account, &[(ROLE, name)]),
        max_session_duration: Duration::from_secs(longest),
        is_kept: true,
    }))
}

/// A session with its role as it is now: its policies can have changed, and a role that was deleted may do nothing.
pub(super) fn current(call: &Incoming<'_>, session: Arc<RoleSession>) -> Arc<RoleSession> {
    let before = &session.role;
    if !before.is_kept {
        return session;
    }
    let now = role(call, &before.account, &before.name).filter(|role| role.id == before.id);
    let role = now.unwrap_or_else(|| Arc::new(before.without_policies()));
    Arc::new(RoleSession { role, ..RoleSession::clone(&session) })
}

/// Resource Access Management, if the mock serves it.
fn ram(call: &Incoming<'_>) -> Option<&'static Service> {
    let is_it = |service: &&Service| service.api.name == PRODUCT && service.api.version == VERSION;
    call.services().into_iter().find(is_it).filter(|service| service.resource(ROLE).is_some())
}

/// What is attached to all of these: each is a kind and a name.
fn attached(call: &Incoming<'_>, service: &'static Service, account: &str, entities: &[(&str, &str)]) -> Attached {
    let mut versions = call.resources(service, account, POLICY_VERSION);
    versions.retain(|version| version.get("IsDefaultVersion") == Some(&Value::Bool(true)));
    let attachments = call.resources(service, account, ATTACHMENT).into_iter();
    let concerned = attachments.filter(|it| entities.contains(&(text(it, "EntityKind"), text(it, "EntityName"))));
    let read = |attachment: Fields| {
        let name = text(&attachment, "PolicyName");
        if text(&attachment, "PolicyType") == "System" {
            return system_policy(name);
        }
        let version = versions.iter().find(|version| text(version, "PolicyName") == name)?;
        // One that cannot be read allows nothing, and denies nothing.
        Policy::from_json(&serde_json::from_str::<Value>(text(version, "PolicyDocument")).ok()?).ok()
    };
    Attached::to_account(concerned.filter_map(read).map(Arc::new).collect())
}

fn text<'f>(fields: &'f Fields, name: &str) -> &'f str {
    fields.get(name).and_then(Value::as_str).unwrap_or_default()
}
