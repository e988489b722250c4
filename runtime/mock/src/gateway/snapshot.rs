//! All that a mock remembers, to be kept and put back.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::Gateway;
use crate::state::{ApiState, SavedApi, saved_time};

/// The version of what is written; what has another one is refused.
const VERSION: u32 = 1;

/// All that a mock remembered at one moment: the resources of each account and how far they are in their states, codes,
/// what was used of limits, what was ordered for coming calls, the time of the virtual clock, and how many random
/// numbers and request ids were drawn.
///
/// [`Mock::snapshot`](crate::Mock::snapshot) takes one and [`Mock::restore`](crate::Mock::restore) puts it back, in the
/// same mock or in another one of the same APIs and accounts. The journal, the coverage, sessions of roles and nonces
/// are not in it: they are about what was called, not about what there is.
///
/// It is serialisable, and its JSON is what `GET /_mock/snapshot` returns. It holds what the resources hold, secrets too;
/// `Debug` shows none of it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Snapshot {
    /// The version of the format.
    snapshot: u32,
    #[serde(with = "saved_time")]
    now: SystemTime,
    pub(super) seed: u64,
    pub(super) random_numbers: u64,
    pub(super) request_ids: u64,
    pub(super) apis: Vec<SavedApiOf>,
}

/// What is remembered of an API.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct SavedApiOf {
    pub(super) product: String,
    version: String,
    #[serde(flatten)]
    pub(super) state: SavedApi,
}

/// Why a snapshot cannot be put back. The mock is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SnapshotError {
    /// It is not a snapshot.
    #[error("this is not a snapshot: {0}")]
    Malformed(String),
    /// It is written in another version of the format.
    #[error("this snapshot has version {found} of the format, and version {VERSION} is understood")]
    Version {
        /// The version it has.
        found: u64,
    },
    /// The mock does not serve one of its APIs.
    #[error("the snapshot has {product} {version}, which is not served, only {}", known.join(", "))]
    UnknownApi {
        /// The product.
        product: String,
        /// The version.
        version: String,
        /// What is served.
        known: Vec<String>,
    },
    /// Something in it does not fit the API or the accounts.
    #[error("the snapshot of {product}: {problem}")]
    Unfit {
        /// The product it is about.
        product: String,
        /// What does not fit.
        problem: String,
    },
}

impl FromStr for Snapshot {
    type Err = SnapshotError;

    /// Reads the JSON of a snapshot.
    fn from_str(text: &str) -> Result<Self, SnapshotError> {
        let malformed = |error: serde_json::Error| SnapshotError::Malformed(error.to_string());
        let value: BTreeMap<String, serde_json::Value> = serde_json::from_str(text).map_err(malformed)?;
        let version = value.get("snapshot").and_then(serde_json::Value::as_u64);
        match version {
            None => {
                Err(SnapshotError::Malformed("the number `snapshot`, the version of the format, is missing".to_owned()))
            }
            Some(found) if found != u64::from(VERSION) => Err(SnapshotError::Version { found }),
            Some(_) => serde_json::from_str(text).map_err(malformed),
        }
    }
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let products: Vec<_> = self.apis.iter().map(|api| &api.product).collect();
        f.debug_struct("Snapshot").field("now", &self.now).field("products", &products).finish_non_exhaustive()
    }
}

impl Gateway {
    pub(crate) fn snapshot(&self) -> Snapshot {
        let mut state = self.state();
        let now = state.clock.now(self.real_clock);
        let (seed, random_numbers) = state.random.position();
        let apis = self.apis.iter().enumerate().map(|(position, hosted)| SavedApiOf {
            product: hosted.service.api.name.to_owned(),
            version: hosted.service.api.version.to_owned(),
            state: state.api(position).save(),
        });
        let apis = apis.collect();
        Snapshot { snapshot: VERSION, now, seed, random_numbers, request_ids: self.request_ids.position(), apis }
    }

    /// Puts all of a snapshot back, or nothing. An API that is not in it has nothing afterwards.
    pub(crate) fn restore(&self, snapshot: &Snapshot) -> Result<(), SnapshotError> {
        if snapshot.snapshot != VERSION {
            return Err(SnapshotError::Version { found: snapshot.snapshot.into() });
        }
        let mut restored: Vec<ApiState> = self.apis.iter().map(|_| ApiState::default()).collect();
        for SavedApiOf { product, version, state } in &snapshot.apis {
            let is_meant = |api: &twinspec_core::Api| api.name == product && api.version == version;
            let hosted = self.apis.iter().zip(&mut restored).find(|(hosted, _)| is_meant(hosted.service.api));
            let (hosted, place) = hosted.ok_or_else(|| SnapshotError::UnknownApi {
                product: product.clone(),
                version: version.clone(),
                known: self.apis.iter().map(|hosted| hosted.name()).collect(),
            })?;
            let account = |id: &str| {
                let known = || format!("there is no account `{id}`, only {}", self.protocol.accounts().join(", "));
                self.protocol.account(id).ok_or_else(known)
            };
            *place = state
                .restore(hosted.service, self.refusals(), account)
                .map_err(|problem| SnapshotError::Unfit { product: product.clone(), problem })?;
        }
        let mut state = self.state();
        state.clock.set(snapshot.now, self.real_clock);
        state.random.set_position(snapshot.seed, snapshot.random_numbers);
        self.request_ids.set_position(snapshot.seed, snapshot.request_ids);
        for (position, restored) in restored.into_iter().enumerate() {
            let api = state.api(position);
            *api = ApiState { coverage: std::mem::take(&mut api.coverage), ..restored };
        }
        Ok(())
    }
}
