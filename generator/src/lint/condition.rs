//! A condition, as far as it can be judged by a request alone.

use serde_json::{Map, Value};

use super::regexes::Regexes;
use super::report::{items, text};

/// A request that an error row gives as an example.
pub(super) struct Request<'a> {
    pub(super) site: Option<&'a str>,
    pub(super) parameters: &'a Map<String, Value>,
}

/// Whether a condition holds for a request; nothing if that depends on what the service knows.
pub(super) fn holds(condition: &Value, request: &Request<'_>, regexes: &mut Regexes) -> Option<bool> {
    let mut parts = Vec::new();
    if let Some(site) = text(condition, "site") {
        parts.push(request.site.map(|called| called == site));
    }
    if let Some(parameter) = text(condition, "parameter") {
        parts.push(predicate(condition, request.parameters.get(parameter), regexes));
    }
    if ["field", "limit", "exists", "count", "valid-code", "unknown-page-token"]
        .iter()
        .any(|key| condition.get(key).is_some())
    {
        parts.push(None);
    }
    if let Some(alternatives) = condition.get("any") {
        let alternatives: Vec<_> = items(Some(alternatives)).map(|(_, each)| holds(each, request, regexes)).collect();
        parts.push(negate(all(alternatives.into_iter().map(negate))));
    }
    if let Some(each) = condition.get("all") {
        let each: Vec<_> = items(Some(each)).map(|(_, each)| holds(each, request, regexes)).collect();
        parts.push(all(each));
    }
    if let Some(negated) = condition.get("not") {
        parts.push(negate(holds(negated, request, regexes)));
    }
    if condition.get("forced-only").is_some() {
        parts.push(None);
    }
    all(parts)
}

fn predicate(condition: &Value, sent: Option<&Value>, regexes: &mut Regexes) -> Option<bool> {
    if let Some(present) = condition.get("present").and_then(Value::as_bool) {
        return Some(sent.is_some() == present);
    }
    if let Some(wanted) = text(condition, "equals") {
        return Some(sent.is_some_and(|sent| written(sent) == wanted));
    }
    let length = |key: &str| condition.get(key).and_then(Value::as_u64);
    let characters = sent.map(|sent| written(sent).chars().count() as u64);
    if let Some(most) = length("longer-than") {
        return Some(characters.is_some_and(|characters| characters > most));
    }
    if let Some(least) = length("shorter-than") {
        return Some(characters.is_some_and(|characters| characters < least));
    }
    let (pattern, wanted) = match (text(condition, "matches"), text(condition, "not-matches")) {
        (Some(pattern), None) => (pattern, true),
        (None, Some(pattern)) => (pattern, false),
        _ => return None,
    };
    let Some(sent) = sent else { return Some(false) };
    let found = regexes.get(pattern).ok()?.is_match(&written(sent));
    Some(found == wanted)
}

/// A value as it stands in a query.
fn written(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn all(parts: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    let mut result = Some(true);
    for part in parts {
        match part {
            Some(true) => {}
            Some(false) => return Some(false),
            None => result = None,
        }
    }
    result
}

fn negate(value: Option<bool>) -> Option<bool> {
    value.map(|value| !value)
}
