//! The verification codes that a mock has issued.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use serde::Serialize;

use super::AccountId;
use super::saved::SavedCode;

/// Codes by account, by what they are for, and by whom they were sent to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Codes(BTreeMap<(AccountId, &'static str, String), Entry>);

#[derive(Debug, Clone)]
struct Entry {
    code: String,
    expires: SystemTime,
}

/// A code that can still be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct IssuedCode {
    /// The account that asked for it.
    pub account: String,
    /// What it is for, as the description of the API calls it.
    pub name: String,
    /// Whom it was sent to, such as a phone number; empty if the account itself.
    pub recipient: String,
    /// Six digits.
    pub code: String,
}

impl Codes {
    pub(crate) fn issue(
        &mut self,
        (account, name, recipient): (AccountId, &'static str, String),
        code: String,
        now: SystemTime,
        expires_after: u64,
    ) {
        let expires = now.checked_add(Duration::from_secs(expires_after)).unwrap_or(now);
        self.0.insert((account, name, recipient), Entry { code, expires });
    }

    pub(crate) fn is_valid(&self, key: &(AccountId, &'static str, String), code: &str, now: SystemTime) -> bool {
        self.0.get(key).is_some_and(|entry| entry.code == code && now < entry.expires)
    }

    pub(crate) fn consume(&mut self, key: &(AccountId, &'static str, String)) {
        self.0.remove(key);
    }

    pub(super) fn save(&self) -> Vec<SavedCode> {
        let saved = |((account, name, recipient), entry): (&(AccountId, &'static str, String), &Entry)| SavedCode {
            account: account.to_string(),
            name: (*name).to_owned(),
            recipient: recipient.clone(),
            code: entry.code.clone(),
            expires: entry.expires,
        };
        self.0.iter().map(saved).collect()
    }

    pub(super) fn put_saved(&mut self, key: (AccountId, &'static str, String), saved: &SavedCode) {
        self.0.insert(key, Entry { code: saved.code.clone(), expires: saved.expires });
    }

    /// Those that have not expired.
    pub(crate) fn valid(&self, now: SystemTime) -> Vec<IssuedCode> {
        let valid = self.0.iter().filter(|(_, entry)| now < entry.expires);
        valid
            .map(|((account, name, recipient), entry)| IssuedCode {
                account: account.to_string(),
                name: (*name).to_owned(),
                recipient: recipient.clone(),
                code: entry.code.clone(),
            })
            .collect()
    }
}
