//! What the judge says of what was generated.

use serde_json::{Map, Value, json};

/// What the judge says of an API.
#[derive(Debug, Default)]
pub(crate) struct Proof {
    /// Why the calls were not judged, if they were not.
    pub(crate) skipped: Option<String>,
    pub(crate) calls: Tally,
    pub(crate) components: Tally,
    /// What the calls try.
    pub(crate) coverage: Coverage,
    /// What came of the calls at a live server, if it was asked; or why it says nothing.
    pub(crate) answers: Option<Result<Tally, String>>,
}

/// What the calls of an API try.
#[derive(Debug, Default, Clone)]
pub(crate) struct Coverage {
    /// Optional parameters, and fields of forms.
    pub(crate) optional: Reached,
    /// Branches of unions in parameters and bodies.
    pub(crate) branches: Reached,
}

/// A number of some things, how many of them are in a call, and why the others are not: what is missing, and the reason.
#[derive(Debug, Default, Clone)]
pub(crate) struct Reached {
    pub(crate) count: u64,
    pub(crate) reached: u64,
    pub(crate) missing: Vec<(String, String)>,
}

impl Coverage {
    fn of(said: &Value) -> Self {
        Coverage { optional: Reached::of(&said["optional"]), branches: Reached::of(&said["branches"]) }
    }

    fn to_json(&self) -> Value {
        json!({ "optional": self.optional.to_json(), "branches": self.branches.to_json() })
    }
}

impl Reached {
    fn of(said: &Value) -> Self {
        let number = |key: &str| said[key].as_u64().unwrap_or_default();
        let missing = said["missing"].as_object().into_iter().flatten();
        let missing = missing.map(|(name, reason)| (name.clone(), reason.as_str().unwrap_or_default().to_owned()));
        Reached { count: number("count"), reached: number("reached"), missing: missing.collect() }
    }

    fn to_json(&self) -> Value {
        let missing: Map<String, Value> =
            self.missing.iter().map(|(name, reason)| (name.clone(), json!(reason))).collect();
        json!({ "count": self.count, "reached": self.reached, "missing": missing })
    }
}

/// How many of some things are right, and what is said of the others, with how many times.
#[derive(Debug, Default, Clone)]
pub(crate) struct Tally {
    pub(crate) count: u64,
    pub(crate) right: u64,
    /// By a fault of the judge or of the document.
    pub(crate) excused: u64,
    pub(crate) reasons: Vec<(String, u64)>,
}

impl Tally {
    pub(super) fn of(said: &Value) -> Self {
        let number = |key: &str| said[key].as_u64().unwrap_or_default();
        let reasons = said["reasons"].as_object().into_iter().flatten();
        let mut reasons: Vec<_> =
            reasons.map(|(reason, count)| (reason.clone(), count.as_u64().unwrap_or(0))).collect();
        reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Tally { count: number("count"), right: number("right"), excused: number("excused"), reasons }
    }

    pub(crate) fn wrong(&self) -> u64 {
        self.count.saturating_sub(self.right + self.excused)
    }

    fn to_json(&self) -> Value {
        let reasons: Map<String, Value> =
            self.reasons.iter().map(|(reason, count)| (reason.clone(), json!(count))).collect();
        json!({ "count": self.count, "right": self.right, "excused": self.excused, "reasons": reasons })
    }
}

impl Proof {
    pub(super) fn of(said: &Value) -> Self {
        Proof {
            skipped: said["skipped"].as_str().map(str::to_owned),
            calls: Tally::of(&said["calls"]),
            components: Tally::of(&said["components"]),
            coverage: Coverage::of(&said["coverage"]),
            answers: None,
        }
    }

    /// Whether nothing is wrong.
    pub(crate) fn is_well(&self) -> bool {
        let is_answered =
            self.answers.as_ref().is_none_or(|answers| answers.as_ref().is_ok_and(|said| said.wrong() == 0));
        self.calls.wrong() == 0 && self.components.wrong() == 0 && is_answered
    }

    /// Calls, refused and excused ones among them, components, and those that change and that are excused.
    pub(crate) fn counts(&self) -> [u64; 6] {
        let [calls, types] = [&self.calls, &self.components];
        [calls.count, calls.wrong(), calls.excused, types.count, types.wrong(), types.excused]
    }

    pub(crate) fn to_json(&self) -> Value {
        let answers = self.answers.as_ref().map(|answers| match answers {
            Ok(said) => said.to_json(),
            Err(reason) => json!({ "fault": reason }),
        });
        json!({
            "skipped": self.skipped,
            "calls": self.calls.to_json(),
            "components": self.components.to_json(),
            "coverage": self.coverage.to_json(),
            "answers": answers,
        })
    }
}
