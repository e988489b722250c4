//! What a snapshot holds of one API.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::fields::Fields;
use super::order::{Delay, Fault};

/// The state of an API, with names instead of references to its description.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SavedApi {
    /// By account and kind, in the order of their creation.
    #[serde(default)]
    pub(super) resources: BTreeMap<String, BTreeMap<String, Vec<SavedResource>>>,
    /// Accounts that calls have made resources for.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) accounts: BTreeSet<String>,
    /// By account and kind: the last number that was counted.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) numbers: BTreeMap<String, BTreeMap<String, u64>>,
    #[serde(default)]
    pub(super) codes: Vec<SavedCode>,
    #[serde(default)]
    pub(super) usage: Vec<SavedCount>,
    #[serde(default)]
    pub(super) forced: Vec<SavedOrder>,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SavedResource {
    pub(super) fields: Fields,
    /// Of a resource that goes through states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) state: Option<SavedProgress>,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SavedProgress {
    pub(super) name: String,
    #[serde(with = "saved_time")]
    pub(super) since: SystemTime,
    pub(super) polls: u64,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SavedCode {
    pub(super) account: String,
    pub(super) name: String,
    pub(super) recipient: String,
    pub(super) code: String,
    #[serde(with = "saved_time")]
    pub(super) expires: SystemTime,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SavedCount {
    pub(super) account: String,
    pub(super) operation: String,
    pub(super) limit: String,
    /// Empty where nobody knows which was called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) region: String,
    /// Which second, minute, hour or day it is, counted from 1970.
    pub(super) window: i64,
    pub(super) calls: u64,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct SavedOrder {
    pub(super) operation: String,
    pub(super) after: u32,
    /// For ever without one.
    pub(super) times: Option<u32>,
    pub(super) code: Option<String>,
    pub(super) retry_after: Option<Duration>,
    pub(super) fault: Option<Fault>,
    pub(super) delay: Option<Delay>,
}

impl SavedCount {
    /// What is counted.
    pub(super) fn counter(&self) -> (&str, &str, &str, &str) {
        (&self.account, &self.operation, &self.limit, &self.region)
    }
}

/// A time as text, to the nanosecond.
pub(crate) mod saved_time {
    use std::time::SystemTime;

    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(crate) fn serialize<S: Serializer>(time: &SystemTime, serializer: S) -> Result<S::Ok, S::Error> {
        match Timestamp::try_from(*time) {
            Ok(time) => serializer.collect_str(&time),
            Err(_) => serializer.collect_str(&twinspec_core::time::format(*time)),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SystemTime, D::Error> {
        let text = String::deserialize(deserializer)?;
        // The last day of the year 9999, at which what never ends does, is too late for a `Timestamp`.
        if let Some(time) = twinspec_core::time::parse(&text) {
            return Ok(time);
        }
        let time: Timestamp = text.parse().map_err(de::Error::custom)?;
        SystemTime::try_from(time).map_err(de::Error::custom)
    }
}
