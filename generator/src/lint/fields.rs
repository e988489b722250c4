//! Fields of a response by their path, and whether parameters and fields fit what they are for.

use serde_json::Value;

use super::api::{Api, Operation, resolve};
use super::report::{Report, choose, items, members, text};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::join;

/// What a parameter or a field has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Text,
    /// An integer, or one written as text.
    Number,
    List,
    /// A text, which may be one of a few values, or a flag.
    State,
    /// Whatever it is.
    Any,
}

impl Role {
    fn types(self) -> &'static [&'static str] {
        match self {
            Role::Text => &["string"],
            Role::Number => &["integer", "string"],
            Role::List => &["array"],
            Role::State => &["string", "boolean"],
            Role::Any => &[],
        }
    }
}

/// The text at `pointer` names a parameter of the operation, and that fits its role.
pub(super) fn parameter(
    api: &Api<'_>,
    operation: &Operation<'_>,
    name: &str,
    pointer: &str,
    role: Role,
    report: &mut Report<'_>,
) {
    let Some(parameter) = operation.parameter(name) else {
        return report.undeclared(pointer, "parameter", name, operation.parameter_names());
    };
    let Some((schema, at)) = parameter.schema() else { return };
    let sensitive = is_sensitive(parameter.value);
    fits(api, &format!("the parameter `{name}`"), (schema, at), sensitive, pointer, role, report);
}

/// The text at `pointer` is the path of a field below `schema`, and that fits its role.
pub(super) fn field(
    api: &Api<'_>,
    schema: (&Value, String),
    path: &str,
    pointer: &str,
    role: Role,
    report: &mut Report<'_>,
) {
    let (mut place, mut rest, mut sensitive) = (schema, path, false);
    while !rest.is_empty() {
        let properties = properties(api, place.0, place.1);
        let Some((name, value, at)) = properties.iter().find(|(name, ..)| begins_with(rest, name)).cloned() else {
            let fault = Diagnostic::error(Code::UndeclaredName, format!("the response has no field `{path}`"));
            let names: Vec<_> = properties.iter().map(|(name, ..)| *name).collect();
            report.push(pointer, choose(fault, report.span(pointer), rest, "fields there", names));
            return;
        };
        sensitive |= is_sensitive(value);
        rest = rest.get(name.len() + 1..).unwrap_or_default();
        place = (value, at);
    }
    fits(api, &format!("the field `{path}`"), place, sensitive, pointer, role, report);
}

/// Whether a path is a name, or the name and more steps after it. A name can have dots in it.
fn begins_with(path: &str, name: &str) -> bool {
    path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The properties of an object with what they stand at, longest names first.
fn properties<'a>(api: &Api<'a>, schema: &'a Value, pointer: String) -> Vec<(&'a str, &'a Value, String)> {
    let mut found = Vec::new();
    let mut open = vec![(schema, pointer)];
    // A schema that consists of itself was reported by the source.
    for _ in 0..100 {
        let Some((schema, pointer)) = open.pop().and_then(|(schema, at)| resolve(api.document, schema, at)) else {
            break;
        };
        let at = join(&pointer, "properties");
        found.extend(members(schema.get("properties")).map(|(name, value)| (name.as_str(), value, join(&at, name))));
        open.extend(items(schema.get("allOf")).map(|(index, part)| (part, format!("{pointer}/allOf/{index}"))));
    }
    found.sort_by_key(|(name, ..)| std::cmp::Reverse(name.len()));
    found
}

/// A schema behind its references and behind an `allOf` that only describes it anew.
fn behind<'a>(api: &Api<'a>, schema: &'a Value, pointer: String) -> Option<(&'a Value, String, bool)> {
    let (mut schema, mut pointer, mut sensitive) = (schema, pointer, false);
    for _ in 0..100 {
        (schema, pointer) = resolve(api.document, schema, pointer)?;
        sensitive |= is_sensitive(schema);
        match schema.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
            Some([only]) => (schema, pointer) = (only, format!("{pointer}/allOf/0")),
            _ => return Some((schema, pointer, sensitive)),
        }
    }
    None
}

fn is_sensitive(value: &Value) -> bool {
    value.get("x-twin-sensitive").and_then(Value::as_bool).unwrap_or(false)
}

fn fits(
    api: &Api<'_>,
    what: &str,
    (schema, at): (&Value, String),
    sensitive: bool,
    pointer: &str,
    role: Role,
    report: &mut Report<'_>,
) {
    if role == Role::Any {
        return;
    }
    let Some((schema, at, behind_it)) = behind(api, schema, at) else { return };
    let found = text(schema, "type").unwrap_or("any");
    let is_enum = !matches!(role, Role::List | Role::State) && schema.get("enum").is_some();
    let is_bytes = matches!(text(schema, "format"), Some("binary" | "byte"));
    let message = if sensitive || behind_it {
        format!("{what} is sensitive")
    } else if is_enum {
        format!("{what} is one of a few values")
    } else if is_bytes {
        format!("{what} holds bytes")
    } else if !role.types().contains(&found) {
        let types: Vec<_> = role.types().iter().map(|name| format!("`{name}`")).collect();
        format!("{what} has the type `{found}`, not {}", types.join(" or "))
    } else {
        return;
    };
    let fault = Diagnostic::error(Code::UnfitRole, message)
        .at(report.span(pointer), "")
        .related(report.key_span(&at), "it is described here");
    report.push(pointer, fault);
}
