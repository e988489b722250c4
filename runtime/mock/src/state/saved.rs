//! What a snapshot holds of one API.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::AccountId;
use super::{ApiState, Delay, Disturbance, Fault, Fields, Order, Step};
use crate::refusal::{Refusal, Refusals, by_code};
use crate::{Action, Effect, Operation, Service};

/// The state of an API, with names instead of references to its description.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SavedApi {
    /// By account and kind, in the order of their creation.
    #[serde(default)]
    pub(super) resources: BTreeMap<String, BTreeMap<String, Vec<SavedResource>>>,
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
    operation: String,
    after: u32,
    /// For ever without one.
    times: Option<u32>,
    code: Option<String>,
    retry_after: Option<Duration>,
    fault: Option<Fault>,
    delay: Option<Delay>,
}

impl ApiState {
    pub(crate) fn save(&self) -> SavedApi {
        let orders = self.forced.all().map(|(operation, order)| SavedOrder {
            operation: operation.to_owned(),
            after: order.after,
            times: order.times,
            code: order.step.refusal.as_ref().map(|refusal| refusal.code.to_string()),
            retry_after: order.step.refusal.as_ref().and_then(|refusal| refusal.retry_after),
            fault: order.step.disturbance.fault,
            delay: order.step.disturbance.delay,
        });
        SavedApi {
            resources: self.resources.save(),
            codes: self.codes.save(),
            usage: self.usage.save(),
            forced: orders.collect(),
        }
    }
}

impl SavedApi {
    /// The state that was saved; or what of it does not fit the API or the accounts.
    pub(crate) fn restore(
        &self,
        service: &'static Service,
        refusals: &dyn Refusals,
        account: impl Fn(&str) -> Result<AccountId, String>,
    ) -> Result<ApiState, String> {
        let mut state = ApiState::default();
        for (id, kinds) in &self.resources {
            let own = state.resources.of(&account(id)?);
            for (kind, resources) in kinds {
                let mut known = service.resources.iter();
                let known = known.find(|resource| resource.name == kind);
                let resource = known.ok_or_else(|| format!("there is no kind of resource `{kind}`"))?;
                resources.iter().try_for_each(|saved| own.put_saved(resource, saved))?;
            }
        }
        for saved in &self.codes {
            let name = code_name(service, &saved.name).ok_or_else(|| format!("no code is for `{}`", saved.name))?;
            state.codes.put_saved((account(&saved.account)?, name, saved.recipient.clone()), saved);
        }
        for saved in &self.usage {
            let operation = operation(service, &saved.operation)?;
            let mut limits = operation.limits.iter();
            let limit = limits.find(|limit| limit.name == saved.limit);
            let limit = limit.ok_or_else(|| format!("{} has no limit `{}`", operation.id, saved.limit))?;
            state
                .usage
                .put_saved((account(&saved.account)?, operation.id, limit.name, saved.region.clone().into()), saved);
        }
        for saved in &self.forced {
            let operation = operation(service, &saved.operation)?;
            state.forced.push(operation.id, saved.order(refusals, operation)?);
        }
        Ok(state)
    }
}

impl SavedCount {
    /// What is counted.
    pub(super) fn counter(&self) -> (&str, &str, &str, &str) {
        (&self.account, &self.operation, &self.limit, &self.region)
    }
}

impl SavedOrder {
    fn order(&self, refusals: &dyn Refusals, operation: &'static Operation) -> Result<Order, String> {
        let refusal = match &self.code {
            Some(code) => {
                let refusal = by_code(refusals, operation, code).map_err(|error| error.to_string())?;
                Some(Refusal { retry_after: self.retry_after, ..refusal })
            }
            None => None,
        };
        let disturbance = Disturbance { fault: self.fault, delay: self.delay };
        Ok(Order { after: self.after, times: self.times, step: Step { refusal, disturbance } })
    }
}

fn operation(service: &'static Service, id: &str) -> Result<&'static Operation, String> {
    let mut operations = service.operations.iter().copied();
    operations.find(|operation| operation.id == id).ok_or_else(|| format!("there is no operation `{id}`"))
}

/// The name of a code as the description has it.
fn code_name(service: &'static Service, name: &str) -> Option<&'static str> {
    let of_operations = service.operations.iter().flat_map(|operation| operation.behaviour.effects);
    let states = service.resources.iter().filter_map(|resource| resource.states.as_ref());
    let of_states = states.flat_map(|states| states.sequence).flat_map(|state| state.effects);
    let issued = |effect: &'static Effect| match &effect.action {
        Action::IssueCode { code, .. } => Some(*code),
        _ => None,
    };
    of_operations.chain(of_states).filter_map(issued).find(|code| *code == name)
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
