//! From what is said of accounts to accounts that are ready, or what is wrong.

use std::collections::BTreeMap;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use crate::Credentials;
use secrecy::{ExposeSecret, SecretString};

use super::accounts::{KnownAccount, LongTermKey, Owner};
use super::attachments::Attachments;
use super::located::{Located, Place};
use super::names::{derived_id, is_name};
use super::policy_reference::Source;
use super::role::TrustSource;
use super::{
    AccessKey, Account, AccountId, Accounts, AccountsError, Attached, DEFAULT_ACCOUNT, Identity, IdentityError,
    PolicyReference, RamRole, RamUser, Role, RoleSession, Sessions, User,
};
use crate::mock::ram::{Policy, SYSTEM_POLICIES, TrustPolicy, did_you_mean, system_policy};
use twinspec_mock::protocol::HashMap;

/// How long a session of a role lasts at most unless the role says otherwise, and the bounds of what it can say.
const MAX_SESSION_DURATION: u64 = 3_600;
const LONGEST_SESSION_DURATION: u64 = 43_200;

type Policies = BTreeMap<String, Arc<Policy>>;

impl Accounts {
    /// The accounts of an identity, and access keys besides with the account of each; without any access key at all,
    /// `testid` with the secret `testsecret`. The seed decides the access keys and tokens of sessions.
    pub(crate) fn new(
        access_keys: Vec<(String, Credentials)>,
        identity: Identity,
        seed: u64,
    ) -> Result<Self, AccountsError> {
        let file = identity.file.clone();
        let mut resolver = Resolver::default();
        let none = || SecretString::from(String::new());
        for (account, credentials) in &access_keys {
            if account.is_empty() {
                let id = credentials.access_key_id().unwrap_or_default().to_owned();
                return Err(AccountsError::AccessKey { id, reason: "the account is empty" });
            }
            let account = resolver.account_id(account);
            let key = AccessKey {
                id: credentials.access_key_id().unwrap_or_default().to_owned().into(),
                secret: credentials.access_key_secret().cloned().unwrap_or_else(none),
                disabled: false,
            };
            resolver.key(&key, Owner::Account(account))?;
        }
        resolver.identity(&identity).map_err(|error| match error {
            AccountsError::Identity(error) => AccountsError::Identity(error.in_file(file.as_deref())),
            other => other,
        })?;
        if resolver.first.is_none() {
            let account = resolver.account_id(identity.accounts.first().map_or(DEFAULT_ACCOUNT, |account| &account.id));
            resolver.key(&AccessKey::new("testid", "testsecret"), Owner::Account(account))?;
        }
        Ok(Accounts {
            first: resolver.first.unwrap_or_else(|| Credentials::new("testid", "testsecret")),
            accounts: resolver.accounts,
            keys: resolver.keys,
            fixed_sessions: resolver.fixed_sessions,
            sessions: RwLock::new(Sessions::new(seed)),
        })
    }
}

#[derive(Default)]
struct Resolver {
    first: Option<Credentials>,
    accounts: HashMap<AccountId, KnownAccount>,
    keys: HashMap<Arc<str>, LongTermKey>,
    fixed_sessions: HashMap<Arc<str>, Arc<RoleSession>>,
}

fn wrong<T>(place: Option<Place>, problem: impl Into<String>) -> Result<T, AccountsError> {
    Err(AccountsError::Identity(IdentityError::new(place, problem)))
}

impl Resolver {
    fn account_id(&mut self, id: &str) -> AccountId {
        match self.accounts.get_key_value(id) {
            Some((id, _)) => id.clone(),
            None => {
                let id: AccountId = id.into();
                self.accounts.insert(id.clone(), KnownAccount::default());
                id
            }
        }
    }

    fn identity(&mut self, identity: &Identity) -> Result<(), AccountsError> {
        let mut policies = BTreeMap::<&str, Policies>::new();
        for account in &identity.accounts {
            let id = account.id.as_str();
            if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b':' | b'/')) {
                return wrong(
                    account.id.place,
                    format!("`{id}` is not the id of an account; use a number of 16 digits"),
                );
            }
            if policies.insert(id, custom_policies(account)?).is_some() {
                return wrong(account.id.place, format!("the account `{id}` appears twice; merge the two"));
            }
        }
        for account in &identity.accounts {
            let own = policies.get(account.id.as_str()).cloned().unwrap_or_default();
            let control = control_policies(account, identity, &policies)?;
            self.account(account, &own, &control)?;
        }
        Ok(())
    }

    fn account(&mut self, account: &Account, own: &Policies, control: &[Arc<Policy>]) -> Result<(), AccountsError> {
        let id = self.account_id(&account.id);
        for key in &account.access_keys {
            self.key(key, Owner::Account(id.clone()))?;
        }
        let mut names = Vec::new();
        for user in &account.users {
            check_name("user", &user.name, &mut names)?;
            let resolved = Arc::new(ram_user(user, &id, own, control)?);
            for key in &user.access_keys {
                self.key(key, Owner::User(resolved.clone()))?;
            }
        }
        names.clear();
        let mut roles = HashMap::default();
        for role in &account.roles {
            check_name("role", &role.name, &mut names)?;
            let resolved = Arc::new(ram_role(role, &id, own, control)?);
            roles.insert(role.name.to_ascii_lowercase(), resolved.clone());
            for session in &role.sessions {
                self.session(session, &resolved)?;
            }
        }
        names.clear();
        let mut oidc_providers = HashMap::default();
        for provider in &account.oidc_providers {
            check_name("identity provider", &provider.name, &mut names)?;
            oidc_providers.insert(provider.name.value.clone(), Arc::new(provider.clone()));
        }
        self.accounts.insert(id, KnownAccount { roles, oidc_providers });
        Ok(())
    }

    fn key(&mut self, key: &AccessKey, owner: Owner) -> Result<(), AccountsError> {
        self.check_key(&key.id, &key.secret)?;
        if self.first.is_none() && !key.disabled {
            self.first = Some(Credentials::new(key.id.value.as_str(), key.secret.expose_secret()));
        }
        let id: Arc<str> = key.id.as_str().into();
        let key = LongTermKey { id: id.clone(), secret: key.secret.clone().into(), is_disabled: key.disabled, owner };
        self.keys.insert(id, key);
        Ok(())
    }

    fn session(&mut self, session: &super::role::Session, role: &Arc<RamRole>) -> Result<(), AccountsError> {
        self.check_key(&session.access_key_id, &session.access_key_secret)?;
        if session.security_token.expose_secret().is_empty() {
            return wrong(session.access_key_id.place, "the session has no security token");
        }
        let access_key_id: Arc<str> = session.access_key_id.as_str().into();
        let secrets = (session.access_key_secret.expose_secret(), session.security_token.expose_secret());
        self.first.get_or_insert_with(|| Credentials::new(&*access_key_id, secrets.0).with_security_token(secrets.1));
        let session = RoleSession {
            access_key_id: access_key_id.clone(),
            access_key_secret: session.access_key_secret.clone().into(),
            security_token: session.security_token.clone(),
            role: role.clone(),
            name: session.name.clone(),
            policy: None,
            expiration: None,
        };
        self.fixed_sessions.insert(access_key_id, Arc::new(session));
        Ok(())
    }

    fn check_key(&self, id: &Located<String>, secret: &SecretString) -> Result<(), AccountsError> {
        let refuse = |reason: &'static str| match id.place {
            Some(place) => wrong(Some(place), format!("access key `{}`: {reason}", id.value)),
            None => Err(AccountsError::AccessKey { id: id.value.clone(), reason }),
        };
        if id.is_empty() {
            return refuse("the id is empty");
        }
        // A comma or a blank would end the id in an `Authorization` header.
        if !id.bytes().all(|byte| byte.is_ascii_graphic() && byte != b',') {
            return refuse("the id has a character that is not allowed in an Authorization header");
        }
        if secret.expose_secret().is_empty() {
            return refuse("the secret is empty");
        }
        if self.keys.contains_key(id.as_str()) || self.fixed_sessions.contains_key(id.as_str()) {
            return refuse("the id appears twice");
        }
        Ok(())
    }
}

fn check_name(what: &str, name: &Located<String>, taken: &mut Vec<String>) -> Result<(), AccountsError> {
    if !is_name(name) {
        let problem =
            format!("`{}` is not a valid name of a {what}; use 1 to 64 letters, digits, `.`, `-` and `_`", name.value);
        return wrong(name.place, problem);
    }
    let lower = name.to_ascii_lowercase();
    if taken.contains(&lower) {
        return wrong(name.place, format!("the {what} `{}` appears twice; merge the two", name.value));
    }
    taken.push(lower);
    Ok(())
}

fn ram_user(
    user: &User,
    account: &AccountId,
    own: &Policies,
    control: &[Arc<Policy>],
) -> Result<RamUser, AccountsError> {
    let name = &user.name.value;
    let given = Attachments { account_level: &user.policies, resource_groups: Some(&user.resource_groups) };
    Ok(RamUser {
        account: account.clone(),
        id: user.id.clone().unwrap_or_else(|| derived_id('2', &format!("{account}/{name}"))),
        arn: format!("acs:ram::{account}:user/{name}"),
        name: name.clone(),
        attached: attach(&given, own, control)?,
    })
}

fn ram_role(
    role: &Role,
    account: &AccountId,
    own: &Policies,
    control: &[Arc<Policy>],
) -> Result<RamRole, AccountsError> {
    let name = &role.name.value;
    let given = Attachments { account_level: &role.policies, resource_groups: Some(&role.resource_groups) };
    let trust = match &role.trust_policy {
        Some(source) => trust_policy(source),
        None => Ok(TrustPolicy::of_account(account)),
    };
    let longest = role.max_session_duration.as_ref();
    if let Some(longest) = longest.filter(|it| !(MAX_SESSION_DURATION..=LONGEST_SESSION_DURATION).contains(&it.value)) {
        let bounds = format!("{MAX_SESSION_DURATION} to {LONGEST_SESSION_DURATION}");
        return wrong(longest.place, format!("a session lasts at most {bounds} seconds, not {}", longest.value));
    }
    Ok(RamRole {
        account: account.clone(),
        id: role.id.clone().unwrap_or_else(|| derived_id('3', &format!("{account}/{name}"))),
        arn: format!("acs:ram::{account}:role/{}", name.to_ascii_lowercase()),
        name: name.clone(),
        trust: trust.map_err(AccountsError::Identity)?,
        attached: attach(&given, own, control)?,
        max_session_duration: Duration::from_secs(longest.map_or(MAX_SESSION_DURATION, |longest| longest.value)),
        is_kept: false,
    })
}

fn trust_policy(source: &Located<TrustSource>) -> Result<TrustPolicy, IdentityError> {
    match &source.value {
        TrustSource::Policy(policy) => Ok(policy.clone()),
        TrustSource::Written(json) => TrustPolicy::from_json(json)
            .map_err(|error| IdentityError::new(source.place, format!("the trust policy: {error}"))),
    }
}

fn attach(given: &Attachments<'_>, own: &Policies, control: &[Arc<Policy>]) -> Result<Attached, AccountsError> {
    let all = |references: &[Located<PolicyReference>]| {
        references.iter().map(|reference| policy(reference, own)).collect::<Result<Vec<_>, _>>()
    };
    let groups = given.resource_groups.into_iter().flatten();
    Ok(Attached {
        control: control.to_vec(),
        account_level: all(given.account_level)?,
        resource_groups: groups
            .map(|(group, references)| Ok((group.clone(), all(references)?)))
            .collect::<Result<_, AccountsError>>()?,
    })
}

/// The policies that an account defines by name.
fn custom_policies(account: &Account) -> Result<Policies, AccountsError> {
    let mut policies = Policies::new();
    for (name, reference) in &account.policies {
        if SYSTEM_POLICIES.iter().any(|(known, _)| known == name) {
            return wrong(reference.place, format!("`{name}` is the name of a system policy; choose another one"));
        }
        if let Source::Named(other) = &reference.0 {
            return wrong(reference.place, format!("`{name}` must be a policy, but `{other}` is a name"));
        }
        policies.insert(name.clone(), policy(reference, &Policies::new())?);
    }
    Ok(policies)
}

fn control_policies(
    account: &Account,
    identity: &Identity,
    policies: &BTreeMap<&str, Policies>,
) -> Result<Vec<Arc<Policy>>, AccountsError> {
    let Some(management) = &account.member_of else {
        return match account.control_policies.first() {
            Some(first) => {
                wrong(first.place, "only a member has control policies; name its management account with `member-of`")
            }
            None => Ok(Vec::new()),
        };
    };
    let Some(manager) = identity.accounts.iter().find(|other| other.id.value == management.value) else {
        let known = identity.accounts.iter().map(|other| other.id.as_str());
        let hint = did_you_mean(management, known.clone());
        let problem =
            format!("no account `{}`{hint}; there are {}", management.value, known.collect::<Vec<_>>().join(", "));
        return wrong(management.place, problem);
    };
    if manager.member_of.is_some() || manager.id.value == account.id.value {
        let problem = format!("`{}` is itself a member; name the management account", management.value);
        return wrong(management.place, problem);
    }
    let named = policies.get(manager.id.as_str()).cloned().unwrap_or_default();
    account.control_policies.iter().map(|reference| policy(reference, &named)).collect()
}

fn policy(reference: &Located<PolicyReference>, named: &Policies) -> Result<Arc<Policy>, AccountsError> {
    match &reference.0 {
        Source::Policy(policy) => Ok(Arc::new(policy.clone())),
        Source::Written(json) => match Policy::from_json(json) {
            Ok(policy) => Ok(Arc::new(policy)),
            Err(error) => wrong(reference.place, format!("the policy: {error}")),
        },
        Source::Named(name) => {
            if let Some(policy) = named.get(name) {
                return Ok(policy.clone());
            }
            if let Some(policy) = system_policy(name) {
                return Ok(Arc::new(policy));
            }
            let known = named.keys().map(String::as_str).chain(SYSTEM_POLICIES.iter().map(|(known, _)| *known));
            let hint = did_you_mean(name, known.clone());
            let problem = format!("no policy `{name}`{hint}; there are {}", known.collect::<Vec<_>>().join(", "));
            wrong(reference.place, problem)
        }
    }
}
