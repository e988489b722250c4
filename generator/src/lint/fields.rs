//! Fields of a response by their path, and whether parameters and fields fit what they are for.

use serde_json::Value;

use super::api::{Api, Parameter, resolve};
use super::report::{Report, choose, items, members, text};
use crate::diagnostics::{Code, Diagnostic};
use crate::pointer::join;
use crate::vocabulary::{Described, Pointer, Role};

/// The types that a role takes.
fn types(role: Role) -> &'static [&'static str] {
    match role {
        Role::Text => &["string"],
        Role::Number => &["integer", "string"],
        Role::List => &["array"],
        Role::State => &["string", "boolean"],
        Role::Any => &[],
    }
}

/// The parameter that is named at `pointer` fits its role.
pub(super) fn parameter(api: &Api<'_>, parameter: &Parameter<'_>, pointer: &str, role: Role, report: &mut Report<'_>) {
    let Some((schema, at)) = parameter.schema() else { return };
    let sensitive = is_sensitive(parameter.value);
    fits(api, &format!("the parameter `{}`", parameter.name), (schema, at), sensitive, pointer, role, report);
}

/// A place in the body of a response.
pub(super) struct Place<'a> {
    schema: (&'a Value, String),
    /// Whether something on the way to it is sensitive.
    sensitive: bool,
}

/// The place that the path at `pointer` leads to, below `schema`.
pub(super) fn place<'a>(
    api: &Api<'a>,
    schema: (&'a Value, String),
    path: &str,
    pointer: &Pointer,
    report: &mut Report<'_>,
) -> Option<Place<'a>> {
    match walk(api, schema, path) {
        Ok(place) => Some(place),
        Err(Missing { rest, names }) => {
            let fault = Diagnostic::error(Code::UndeclaredName, format!("the response has no field `{path}`"));
            let step = rest.split_once('.').map_or(rest, |(step, _)| step);
            report.push(&pointer.path, choose(fault, report.mention_span(pointer), step, "fields there", names));
            None
        }
    }
}

/// The fields at a place, which may be a list of objects; nothing if there may be any.
pub(super) fn names_at(api: &Api<'_>, schema: (&Value, String), path: &str) -> Option<Vec<String>> {
    let Place { schema: (schema, at), .. } = walk(api, schema, path).ok()?;
    let (schema, at, _) = behind(api, schema, at)?;
    let (schema, at) = match schema.get("items") {
        Some(items) => (items, join(&at, "items")),
        None => (schema, at),
    };
    let names: Vec<_> = properties(api, schema, at).into_iter().map(|(name, ..)| name.to_owned()).collect();
    Some(names).filter(|names| !names.is_empty())
}

/// What a path does not lead to.
struct Missing<'p, 'a> {
    rest: &'p str,
    /// The fields that there are.
    names: Vec<&'a str>,
}

fn walk<'p, 'a>(api: &Api<'a>, schema: (&'a Value, String), path: &'p str) -> Result<Place<'a>, Missing<'p, 'a>> {
    let (mut place, mut rest) = (Place { schema, sensitive: false }, path);
    while !rest.is_empty() {
        let properties = properties(api, place.schema.0, place.schema.1);
        let Some((name, value, at)) = properties.iter().find(|(name, ..)| begins_with(rest, name)).cloned() else {
            return Err(Missing { rest, names: properties.iter().map(|(name, ..)| *name).collect() });
        };
        rest = rest.get(name.len() + 1..).unwrap_or_default();
        place = Place { schema: (value, at), sensitive: place.sensitive || is_sensitive(value) };
    }
    Ok(place)
}

/// The path at `pointer` leads to a field below `schema`, and that fits its role.
pub(super) fn field(
    api: &Api<'_>,
    schema: (&Value, String),
    path: &str,
    pointer: &Pointer,
    role: Role,
    report: &mut Report<'_>,
) {
    if let Some(Place { schema, sensitive }) = place(api, schema, path, pointer, report) {
        fits(api, &format!("the field `{path}`"), schema, sensitive, &pointer.path, role, report);
    }
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
    Described::read(&|key| value.get(key), "").sensitive
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
        format!("{what} has only a few allowed values")
    } else if is_bytes {
        format!("{what} contains bytes")
    } else if !types(role).contains(&found) {
        let types: Vec<_> = types(role).iter().map(|name| format!("`{name}`")).collect();
        format!("{what} has the type `{found}`, not {}", types.join(" or "))
    } else {
        return;
    };
    let fault = Diagnostic::error(Code::UnfitRole, message)
        .at(report.span(pointer), "")
        .related(report.key_span(&at), "it is described here");
    report.push(pointer, fault);
}
