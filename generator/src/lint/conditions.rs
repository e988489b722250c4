//! Conditions can be read, name what is declared, and hold for the examples of their rows.

use serde_json::{Map, Value};

use super::api::{Api, Operation};
use super::condition::{Request, holds};
use super::regexes::Regexes;
use super::report::{Report, choose, items, members, text};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::join;

pub(super) fn check(api: &Api<'_>, regexes: &mut Regexes, report: &mut Report<'_>) {
    let declared = (api.sites(), api.resources());
    for operation in &api.operations {
        let (sites, resources) = (declared.0.as_slice(), declared.1.as_slice());
        let (limits, parameters, found) = (operation.limits(), operation.parameter_names(), operation.found());
        let declared = Declared { sites, resources, found: &found, limits: &limits, parameters: &parameters };
        for (index, row) in items(operation.value.get("x-twin-errors")) {
            let pointer = format!("{}/x-twin-errors/{index}", operation.pointer);
            if let Some(condition) = row.get("when") {
                readable(condition, &join(&pointer, "when"), true, &declared, regexes, report);
            }
            examples(row, &pointer, operation, &declared, regexes, report);
        }
    }
}

/// What a condition of an operation may name.
pub(super) struct Declared<'a> {
    pub(super) sites: &'a [&'a str],
    pub(super) resources: &'a [&'a str],
    /// The names of `x-twin-find`.
    pub(super) found: &'a [&'a str],
    pub(super) limits: &'a [&'a str],
    pub(super) parameters: &'a [&'a str],
}

/// Whether a condition can be read, and names what is declared.
pub(super) fn readable(
    condition: &Value,
    pointer: &str,
    outermost: bool,
    declared: &Declared<'_>,
    regexes: &mut Regexes,
    report: &mut Report<'_>,
) {
    let Some(keys) = condition.as_object() else {
        return;
    };
    for (key, what, names) in [
        ("site", "site", declared.sites),
        ("parameter", "parameter", declared.parameters),
        ("unknown-page-token", "parameter", declared.parameters),
        ("limit", "limit", declared.limits),
        ("exists", "resource", &[declared.found, declared.resources].concat()),
    ] {
        if let Some(name) = text(condition, key).filter(|name| !names.contains(name)) {
            report.undeclared(&join(pointer, key), what, name, names.iter().copied());
        }
    }
    for (key, what, names) in [
        ("count", "resource", ("resource", declared.resources)),
        ("valid-code", "parameter", ("parameter", declared.parameters)),
    ] {
        let (inner, names) = names;
        let name = condition.get(key).and_then(|value| text(value, inner)).filter(|name| !names.contains(name));
        if let Some(name) = name {
            report.undeclared(&join(&join(pointer, key), inner), what, name, names.iter().copied());
        }
    }
    let of = text(condition, "field").and_then(|field| field.split_once('.')).map(|(of, _)| of);
    let names = [declared.found, declared.resources].concat();
    if let Some(of) = of.filter(|of| !names.contains(of)) {
        report.undeclared(&join(pointer, "field"), "name", of, names.iter().copied());
    }
    predicate(keys, pointer, report);
    for key in ["matches", "not-matches"] {
        if let Some(pattern) = text(condition, key) {
            regexes.check(pattern, &join(pointer, key), report);
        }
    }
    if keys.contains_key("forced-only") && (keys.len() > 1 || !outermost) {
        let fault = Diagnostic::error(Code::MalformedCondition, "`forced-only` stands alone")
            .at(report.key_span(&join(pointer, "forced-only")), "")
            .help("a row that is only forced has no other condition");
        report.push(pointer, fault);
    }
    for key in ["any", "all"] {
        for (index, each) in items(condition.get(key)) {
            readable(each, &format!("{pointer}/{key}/{index}"), false, declared, regexes, report);
        }
    }
    if let Some(negated) = condition.get("not") {
        readable(negated, &join(pointer, "not"), false, declared, regexes, report);
    }
}

/// `parameter` or `field`, and what is said of it.
fn predicate(keys: &Map<String, Value>, pointer: &str, report: &mut Report<'_>) {
    const SUBJECTS: [&str; 2] = ["parameter", "field"];
    const PREDICATES: [&str; 6] = ["matches", "not-matches", "present", "equals", "longer-than", "shorter-than"];
    let among = |names: &[&'static str]| -> Vec<&'static str> {
        names.iter().copied().filter(|name| keys.contains_key(*name)).collect()
    };
    let (key, message) = match (among(&SUBJECTS).as_slice(), among(&PREDICATES).as_slice()) {
        ([], []) | ([_], [_]) => return,
        ([first, second, ..], _) | ([_], [first, second, ..]) => {
            (*second, format!("`{first}` and `{second}` cannot stand side by side"))
        }
        ([subject], []) => {
            let predicates = PREDICATES.map(|name| format!("`{name}`")).join(", ");
            (*subject, format!("`{subject}` needs one of {predicates} beside it"))
        }
        ([], [first, ..]) => (*first, format!("`{first}` needs a `parameter` or a `field` beside it")),
    };
    let fault = Diagnostic::error(Code::MalformedCondition, message).at(report.key_span(&join(pointer, key)), "");
    report.push(pointer, fault);
}

/// The examples of a row name what is declared, and raise the row.
fn examples(
    row: &Value,
    pointer: &str,
    operation: &Operation<'_>,
    declared: &Declared<'_>,
    regexes: &mut Regexes,
    report: &mut Report<'_>,
) {
    let none = Map::new();
    for (index, example) in items(row.get("examples")) {
        let pointer = format!("{pointer}/examples/{index}");
        let site = text(example, "site");
        if let Some(site) = site.filter(|site| !declared.sites.contains(site)) {
            report.undeclared(&join(&pointer, "site"), "site", site, declared.sites.iter().copied());
        }
        parameters_declared(example, &pointer, operation, report);
        let parameters = example.get("parameters").and_then(Value::as_object).unwrap_or(&none);
        let request = Request { site, parameters };
        let when = row.get("when").unwrap_or(&Value::Null);
        if holds(when, &request, regexes) == Some(false) {
            let code = text(row, "code").unwrap_or_default();
            let fault = Diagnostic::error(Code::UnfitErrorExample, format!("the example does not raise `{code}`"))
                .at(report.span(&pointer), "with this request")
                .related(report.key_span(&pointer_to_when(&pointer)), "this does not hold");
            report.push(&pointer, fault);
        }
    }
}

/// Each of the `parameters` of an example or a recorded request is one of the operation.
pub(super) fn parameters_declared(holder: &Value, pointer: &str, operation: &Operation<'_>, report: &mut Report<'_>) {
    for (name, _) in members(holder.get("parameters")).filter(|(name, _)| operation.parameter(name).is_none()) {
        let at = join(&join(pointer, "parameters"), name);
        let message = format!("the parameter `{name}` is not declared");
        let fault = Diagnostic::error(Code::UndeclaredName, message);
        report.push(&at, choose(fault, report.key_span(&at), name, "declared", operation.parameter_names()));
    }
}

/// The condition of the row that an example belongs to.
fn pointer_to_when(example: &str) -> String {
    let row = example.rsplit_once("/examples/").map_or(example, |(row, _)| row);
    join(row, "when")
}
