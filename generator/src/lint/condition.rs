//! A condition, as far as it can be judged by a request alone.

use serde_json::{Map, Value};

use super::regexes::Regexes;
use crate::vocabulary::When;

/// A request that an error row has as an example.
pub(super) struct Request<'a> {
    pub(super) site: Option<&'a str>,
    pub(super) parameters: &'a Map<String, Value>,
}

/// Whether a condition holds for a request; nothing if that depends on what the service knows.
pub(super) fn holds(when: &When, request: &Request<'_>, regexes: &mut Regexes) -> Option<bool> {
    let When {
        site,
        parameter,
        field,
        item,
        matches: _,
        not_matches: _,
        present: _,
        equals: _,
        longer_than: _,
        shorter_than: _,
        limit,
        exists,
        count,
        valid_code,
        some,
        unknown_page_token,
        any,
        all: each,
        not,
        forced_only,
    } = when;
    let mut parts = Vec::new();
    if let Some(site) = site {
        parts.push(request.site.map(|called| called == site));
    }
    if let Some(parameter) = parameter {
        parts.push(predicate(when, request.parameters.get(parameter), regexes));
    }
    let of_the_state = [
        field.is_some(),
        item.is_some(),
        limit.is_some(),
        exists.is_some(),
        count.is_some(),
        valid_code.is_some(),
        some.is_some(),
        unknown_page_token.is_some(),
        forced_only.is_some(),
    ];
    if of_the_state.contains(&true) {
        parts.push(None);
    }
    if let Some(any) = any {
        let any: Vec<_> = any.iter().map(|when| holds(when, request, regexes)).collect();
        parts.push(negate(all(any.into_iter().map(negate))));
    }
    if let Some(each) = each {
        let each: Vec<_> = each.iter().map(|when| holds(when, request, regexes)).collect();
        parts.push(all(each));
    }
    if let Some(not) = not {
        parts.push(negate(holds(not, request, regexes)));
    }
    all(parts)
}

fn predicate(when: &When, sent: Option<&Value>, regexes: &mut Regexes) -> Option<bool> {
    if let Some(present) = when.present {
        return Some(sent.is_some() == present);
    }
    if let Some(wanted) = &when.equals {
        return Some(sent.is_some_and(|sent| written(sent) == *wanted));
    }
    let length = |sent: &Value| sent.as_array().map_or_else(|| written(sent).chars().count(), Vec::len) as u64;
    let characters = sent.map(length);
    if let Some(most) = when.longer_than {
        return Some(characters.is_some_and(|characters| characters > most.into()));
    }
    if let Some(least) = when.shorter_than {
        return Some(characters.is_some_and(|characters| characters < least.into()));
    }
    let (pattern, wanted) = match (&when.matches, &when.not_matches) {
        (Some(pattern), None) => (pattern, true),
        (None, Some(pattern)) => (pattern, false),
        _ => return None,
    };
    let Some(sent) = sent else { return Some(false) };
    let found = regexes.get(pattern).ok()?.is_match(&written(sent));
    Some(found == wanted)
}

/// A value as it is in a query.
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
