//! What an operation looks up, changes and answers names what is declared: resources, what was found or created,
//! parameters, and places in the response.

use std::collections::BTreeSet;

use serde_json::Value;

use super::api::{Api, Operation, resolve};
use super::conditions::{Declared, readable};
use super::regexes::Regexes;
use super::report::{Report, items, members, text};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::join;

/// What an effect can do; each needs one of these keys.
const ACTIONS: [&str; 8] =
    ["create", "update", "delete", "update-all", "delete-all", "issue-code", "consume-code", "poll"];

/// Values that are no expression, but a test of a filter around one.
const TESTS: [&str; 4] = ["contains", "has-all", "starts", "starts-with"];

pub(super) fn check(api: &Api<'_>, regexes: &mut Regexes, report: &mut Report<'_>) {
    let resources = api.resources();
    let worlds: Vec<_> = members(api.document.get("x-twin-given")).map(|(name, _)| name.as_str()).collect();
    for (name, world) in members(api.document.get("x-twin-given")) {
        for (index, given) in items(Some(world)) {
            let at = format!("{}/{index}", join("/x-twin-given", name));
            declared_resource(given, "resource", &at, &resources, report);
        }
    }
    for (name, resource) in members(api.document.get("x-twin-resources")) {
        let mut scope = Scope { resources: &resources, names: resources.iter().copied().collect(), parameters: &[] };
        scope.names.insert("self");
        for (index, state) in items(resource.pointer("/states/sequence")) {
            let at = format!("{}/states/sequence/{index}/effects", join("/x-twin-resources", name));
            effects(state.get("effects"), &at, &mut scope, None, regexes, report);
        }
    }
    for operation in &api.operations {
        given(operation.value, &operation.pointer, "x-twin-given", &worlds, report);
        for (index, row) in items(operation.value.get("x-twin-errors")) {
            for (example, value) in items(row.get("examples")) {
                let at = format!("{}/x-twin-errors/{index}/examples/{example}", operation.pointer);
                given(value, &at, "given", &worlds, report);
            }
        }
        of_operation(api, operation, &resources, regexes, report);
    }
}

/// What an expression may name.
struct Scope<'a> {
    resources: &'a [&'a str],
    /// What was found or created.
    names: BTreeSet<&'a str>,
    parameters: &'a [&'a str],
}

fn of_operation(
    api: &Api<'_>,
    operation: &Operation<'_>,
    resources: &[&str],
    regexes: &mut Regexes,
    report: &mut Report<'_>,
) {
    let parameters = operation.parameter_names();
    let found = operation.found();
    let names = found.iter().chain(resources).copied().collect();
    let mut scope = Scope { resources, names, parameters: &parameters };
    let at = |key: &str| join(&operation.pointer, key);
    if let Some(name) = text(operation.value, "x-twin-dry-run").filter(|name| !parameters.contains(name)) {
        report.undeclared(&at("x-twin-dry-run"), "parameter", name, parameters.iter().copied());
    }
    for (name, find) in members(operation.value.get("x-twin-find")) {
        let at = join(&at("x-twin-find"), name);
        declared_resource(find, "resource", &at, resources, report);
        filters(find.get("where"), &join(&at, "where"), &scope, report);
    }
    let (sites, limits) = (api.sites(), operation.limits());
    let declared =
        |names| Declared { sites: &sites, resources, found: names, limits: &limits, parameters: &parameters };
    effects(
        operation.value.get("x-twin-effects"),
        &at("x-twin-effects"),
        &mut scope,
        Some(&declared(&found)),
        regexes,
        report,
    );
    for (path, value) in members(operation.value.get("x-twin-answer")) {
        let at = join(&at("x-twin-answer"), path);
        expression(value, &at, &scope, report);
        place(api, operation, path, &at, true, report);
    }
    for (path, condition) in members(operation.value.get("x-twin-omit")) {
        let at = join(&at("x-twin-omit"), path);
        readable(condition, &at, false, &declared(&found), regexes, report);
        place(api, operation, path, &at, true, report);
    }
    if let Some(list) = operation.value.get("x-twin-list") {
        let at = at("x-twin-list");
        declared_resource(list, "resource", &at, resources, report);
        filters(list.get("where"), &join(&at, "where"), &scope, report);
        if let Some(path) = text(list, "items") {
            place(api, operation, path, &join(&at, "items"), false, report);
        }
        for (field, condition) in members(list.get("omit")) {
            let at = join(&join(&at, "omit"), field);
            readable(condition, &at, false, &declared(&found), regexes, report);
        }
    }
}

/// The names of what is there before a call.
fn given(holder: &Value, pointer: &str, key: &str, worlds: &[&str], report: &mut Report<'_>) {
    for (index, name) in items(holder.get(key)) {
        if let Some(name) = name.as_str().filter(|name| !worlds.contains(name)) {
            let at = format!("{}/{index}", join(pointer, key));
            report.undeclared(&at, "given state", name, worlds.iter().copied());
        }
    }
}

fn declared_resource(holder: &Value, key: &str, pointer: &str, resources: &[&str], report: &mut Report<'_>) {
    if let Some(name) = text(holder, key).filter(|name| !resources.contains(name)) {
        report.undeclared(&join(pointer, key), "resource", name, resources.iter().copied());
    }
}

fn effects<'a>(
    list: Option<&'a Value>,
    pointer: &str,
    scope: &mut Scope<'a>,
    declared: Option<&Declared<'_>>,
    regexes: &mut Regexes,
    report: &mut Report<'_>,
) {
    for (index, effect) in items(list) {
        let at = format!("{pointer}/{index}");
        one_action(effect, &at, report);
        declared_resource(effect, "create", &at, scope.resources, report);
        declared_resource(effect, "delete-all", &at, scope.resources, report);
        declared_resource(effect, "update-all", &at, scope.resources, report);
        for key in ["update", "delete", "poll"] {
            if let Some(name) = text(effect, key).filter(|name| !scope.names.contains(name)) {
                report.undeclared(&join(&at, key), "name", name, scope.names.iter().copied());
            }
        }
        // What is created may be spoken of in its own fields.
        scope.names.extend(text(effect, "as").or(text(effect, "create")));
        for (field, value) in members(effect.get("with")) {
            expression(value, &join(&join(&at, "with"), field), scope, report);
        }
        if let Some(recipient) = effect.get("for") {
            expression(recipient, &join(&at, "for"), scope, report);
        }
        filters(effect.get("where"), &join(&at, "where"), scope, report);
        if let (Some(condition), Some(declared)) = (effect.get("when"), declared) {
            readable(condition, &join(&at, "when"), false, declared, regexes, report);
        }
    }
}

fn one_action(effect: &Value, pointer: &str, report: &mut Report<'_>) {
    let said: Vec<_> = ACTIONS.into_iter().filter(|action| effect.get(action).is_some()).collect();
    let message = match said.as_slice() {
        [_] => return,
        [] => format!("an effect needs one of {}", ACTIONS.map(|action| format!("`{action}`")).join(", ")),
        [first, second, ..] => format!("`{first}` and `{second}` are two effects"),
    };
    report.error(Code::MalformedEffect, pointer, message);
}

/// The expressions in filters, without the tests around them.
fn compared(filters: Option<&Value>) -> impl Iterator<Item = &Value> {
    members(filters).map(|(_, filter)| match filter.as_object().and_then(|object| object.iter().next()) {
        Some((test, value)) if TESTS.contains(&test.as_str()) => value,
        _ => filter,
    })
}

fn filters(filters: Option<&Value>, pointer: &str, scope: &Scope<'_>, report: &mut Report<'_>) {
    for ((field, _), value) in members(filters).zip(compared(filters)) {
        expression(value, &join(pointer, field), scope, report);
    }
}

fn expression(value: &Value, pointer: &str, scope: &Scope<'_>, report: &mut Report<'_>) {
    if let Some(name) = text(value, "parameter").filter(|name| !scope.parameters.contains(name)) {
        report.undeclared(pointer, "parameter", name, scope.parameters.iter().copied());
    }
    let of = text(value, "field").and_then(|field| field.split_once('.')).map(|(of, _)| of);
    if let Some(name) = of.or(text(value, "resource")).filter(|name| !scope.names.contains(name)) {
        report.undeclared(pointer, "name", name, scope.names.iter().copied());
    }
    for key in ["join", "first-of"] {
        for (index, part) in items(value.get(key)) {
            expression(part, &format!("{}/{index}", join(pointer, key)), scope, report);
        }
    }
}

/// A place in the body of the response, `Accounts.Account`, is in its schema.
fn place(api: &Api<'_>, operation: &Operation<'_>, path: &str, pointer: &str, key: bool, report: &mut Report<'_>) {
    let Some(mut schema) = response_schema(api, operation) else { return };
    for name in path.split('.') {
        let Some((object, _)) = resolve(api.document, schema, String::new()) else { return };
        let fields = members(object.get("properties")).map(|(name, _)| name.as_str());
        match object.get("properties").and_then(|fields| fields.get(name)) {
            Some(field) => schema = field,
            None => {
                let span = if key { report.key_span(pointer) } else { report.span(pointer) };
                let fault =
                    Diagnostic::error(Code::UndeclaredName, format!("the response has no field `{name}` there"));
                return report.push(pointer, super::report::choose(fault, span, name, "declared", fields));
            }
        }
    }
}

/// The schema of the JSON body of the first response of success.
fn response_schema<'a>(api: &Api<'a>, operation: &Operation<'a>) -> Option<&'a Value> {
    let responses = operation.value.get("responses");
    let (_, response) = members(responses).find(|(status, _)| status.starts_with('2'))?;
    let (response, _) = resolve(api.document, response, String::new())?;
    response.pointer("/content/application~1json/schema")
}
