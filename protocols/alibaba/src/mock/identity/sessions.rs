//! Sessions of roles: what Security Token Service has issued.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use secrecy::{ExposeSecret, SecretString};

use super::{RamRole, Secret};
use crate::mock::ram::Policy;
use twinspec_mock::protocol::HashMap;
use twinspec_mock::protocol::mix;

/// The oldest are forgotten beyond this number.
const CAPACITY: usize = 10_000;

/// What every security token begins with, as those of the service do.
const TOKEN_START: &str = "CAIS";

/// How many characters follow.
const TOKEN_LENGTH: usize = 124;

/// Someone has assumed a role.
#[derive(Debug, Clone)]
pub(crate) struct RoleSession {
    pub(crate) access_key_id: Arc<str>,
    pub(crate) access_key_secret: Secret,
    pub(crate) security_token: SecretString,
    pub(crate) role: Arc<RamRole>,
    pub(crate) name: String,
    /// What the session may do at most.
    pub(crate) policy: Option<Policy>,
    /// When it ends; `None` if it does not.
    pub(crate) expiration: Option<SystemTime>,
}

/// What a session is to be like.
pub(crate) struct SessionRequest {
    pub(crate) role: Arc<RamRole>,
    pub(crate) name: String,
    pub(crate) policy: Option<Policy>,
    pub(crate) duration: Duration,
}

/// The sessions by the id of their access key.
#[derive(Debug)]
pub(crate) struct Sessions {
    /// At the start.
    first_seed: u64,
    seed: u64,
    issued: u64,
    by_access_key: HashMap<Arc<str>, Arc<RoleSession>>,
    by_age: VecDeque<Arc<str>>,
}

impl Sessions {
    /// The same seed makes the same access keys and tokens.
    pub(crate) fn new(seed: u64) -> Self {
        Sessions {
            first_seed: seed,
            seed: mixed(seed),
            issued: 0,
            by_access_key: HashMap::default(),
            by_age: VecDeque::new(),
        }
    }

    pub(crate) fn find(&self, access_key_id: &str) -> Option<&Arc<RoleSession>> {
        self.by_access_key.get(access_key_id)
    }

    /// Begins a session.
    pub(crate) fn issue(&mut self, request: SessionRequest, now: SystemTime) -> Arc<RoleSession> {
        let mut characters = Characters { state: mix(self.seed.wrapping_add(self.issued)) };
        self.issued = self.issued.wrapping_add(1);
        let access_key_id: Arc<str> = format!("STS.N{}", characters.take(23)).into();
        let session = Arc::new(RoleSession {
            access_key_id: access_key_id.clone(),
            access_key_secret: SecretString::from(characters.take(44)).into(),
            security_token: format!("{TOKEN_START}{}", characters.take(TOKEN_LENGTH)).into(),
            role: request.role,
            name: request.name,
            policy: request.policy,
            expiration: now.checked_add(request.duration),
        });
        if self.by_access_key.insert(access_key_id.clone(), session.clone()).is_none() {
            self.by_age.push_back(access_key_id);
        }
        while self.by_age.len() > CAPACITY {
            if let Some(oldest) = self.by_age.pop_front() {
                self.by_access_key.remove(&oldest);
            }
        }
        session
    }

    /// Ends all sessions and begins anew, with another seed if there is one.
    pub(crate) fn reset(&mut self, seed: Option<u64>) {
        self.seed = mixed(seed.unwrap_or(self.first_seed));
        self.issued = 0;
        self.by_access_key.clear();
        self.by_age.clear();
    }
}

fn mixed(seed: u64) -> u64 {
    mix(seed ^ 0x5354_5321)
}

/// Whether a text looks like a security token.
pub(crate) fn is_security_token(text: &str) -> bool {
    text.strip_prefix(TOKEN_START).is_some_and(|rest| {
        rest.len() >= 32 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
    })
}

impl RoleSession {
    pub(crate) fn secret(&self) -> &str {
        self.access_key_secret.expose()
    }

    pub(crate) fn token(&self) -> &str {
        self.security_token.expose_secret()
    }

    pub(crate) fn has_expired(&self, now: SystemTime) -> bool {
        self.expiration.is_some_and(|end| end <= now)
    }
}

/// Letters and digits from a seed.
struct Characters {
    state: u64,
}

impl Characters {
    fn take(&mut self, count: usize) -> String {
        const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        let next = |_| {
            self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let position = mix(self.state) % ALPHABET.len() as u64;
            char::from(ALPHABET.get(position as usize).copied().unwrap_or(b'A'))
        };
        (0..count).map(next).collect()
    }
}
