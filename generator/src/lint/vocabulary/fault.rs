//! From an error of the JSON Schema to a diagnostic that points at the very key or value.

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{JsonType, ValidationError};
use serde_json::Value;

use super::super::finding::Repair;
use super::super::report::{Report, choose};
use super::reason::{reason, shown};
use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::pointer::{find, join, steps};
use crate::vocabulary::{PREFIXES, is_vocabulary, under_another_prefix};

/// What has keys of the vocabulary: where the schema describes it, and how people call it.
const PLACES: [(&str, &str); 8] = [
    ("", "the document"),
    ("/definitions/Info", "`info`"),
    ("/definitions/Server", "a server"),
    ("/definitions/Operation", "an operation"),
    ("/definitions/Parameter", "a parameter"),
    ("/definitions/HostParameter", "a variable of the host"),
    ("/definitions/RequestBody", "a request body"),
    ("/definitions/Schema", "a schema"),
];

pub(super) fn report(error: &ValidationError<'_>, schema: &Value, document: &Value, report: &mut Report<'_>) {
    let at = error.instance_path().as_str();
    match error.kind() {
        Kind::AdditionalProperties { unexpected } => {
            let known = known_keys(schema, error.schema_path().as_str());
            unexpected.iter().for_each(|key| unknown_key(at, key, &known, schema, report));
        }
        Kind::PropertyNames { error } => name(at, schema, error, report),
        Kind::Required { property } => missing(at, property.as_str().unwrap_or_default(), document, report),
        Kind::FalseSchema => {
            let key = last(at);
            let fault = Diagnostic::error(Code::UnknownKey, format!("`{key}` is not allowed here"))
                .at(report.key_span(at), "")
                .help("it contradicts another key of the same object");
            report.push(at, fault);
        }
        Kind::Enum { options } => {
            let fault = Diagnostic::error(Code::UnknownValue, format!("{}: {}", place(at), reason(error)));
            let options: Vec<_> = options.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let value = error.instance().as_str().unwrap_or_default();
            report.push(at, choose(fault, report.span(at), value, "allowed", options));
        }
        Kind::Pattern { .. } if at == "/openapi" => {
            let fault = Diagnostic::error(Code::UnsupportedVersion, "this version of OpenAPI is not supported")
                .at(report.span(at), "")
                .help("write `openapi:` with 3.0, 3.1 or 3.2, or `swagger: \"2.0\"`");
            report.push(at, fault);
        }
        kind => {
            let code = match kind {
                Kind::Type { .. } => Code::WrongType,
                Kind::Constant { .. } => Code::UnknownValue,
                Kind::Pattern { .. } => Code::MalformedValue,
                _ => Code::OutOfBounds,
            };
            let fault = Diagnostic::error(code, format!("{}: {}", place(at), reason(error))).at(report.span(at), "");
            let help = match kind {
                Kind::Type { kind: TypeKind::Single(JsonType::String) }
                    if error.instance().is_number() || error.instance().is_boolean() =>
                {
                    Some(format!("in quotes it is a string: `\"{}\"`", report.written(at)))
                }
                Kind::Pattern { .. } => meaning(schema, error).map(str::to_owned),
                _ => None,
            };
            let repair = match kind {
                // What is not a text here can be written as one.
                Kind::Type { kind: TypeKind::Single(JsonType::String) }
                    if error.instance().is_number() || error.instance().is_boolean() =>
                {
                    Repair::Set(at.to_owned(), Value::from(report.written(at)))
                }
                Kind::Pattern { .. } if last(at) == "operationId" => {
                    let id = error.instance().as_str().unwrap_or_default();
                    let words = id.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
                    match words.collect::<Vec<_>>().join("_") {
                        // It gets the id of an operation without one.
                        id if id.is_empty() => Repair::Remove(at.to_owned()),
                        id if id.starts_with(|c: char| c.is_ascii_digit()) => {
                            Repair::Set(at.to_owned(), format!("operation_{id}").into())
                        }
                        id => Repair::Set(at.to_owned(), id.into()),
                    }
                }
                Kind::MaxLength { limit } if last(at) == "operationId" => {
                    let id = error.instance().as_str().unwrap_or_default();
                    let length = usize::try_from(*limit).unwrap_or(usize::MAX);
                    Repair::Set(at.to_owned(), id.chars().take(length).collect::<String>().into())
                }
                _ => Repair::Remove(at.to_owned()),
            };
            report.push_with(at, help.into_iter().fold(fault, Diagnostic::help), repair);
        }
    }
}

/// What is at a pointer, as the beginning of a message.
fn place(pointer: &str) -> String {
    match last(pointer) {
        place if place.is_empty() => "the document".to_owned(),
        place if place.bytes().all(|byte| byte.is_ascii_digit()) => format!("item {place}"),
        place => format!("`{place}`"),
    }
}

/// What the schema says of the value that does not fit it.
fn meaning<'s>(schema: &'s Value, error: &ValidationError<'_>) -> Option<&'s str> {
    let (holder, _) = error.schema_path().as_str().rsplit_once('/')?;
    find(schema, holder)?.get("description")?.as_str()
}

fn unknown_key(holder: &str, key: &str, known: &[&str], schema: &Value, report: &mut Report<'_>) {
    let at = join(holder, key);
    let extension = is_vocabulary(key);
    let code = if extension { Code::UnknownExtension } else { Code::UnknownKey };
    let fault = Diagnostic::error(code, format!("unknown key `{key}`"));
    let span = report.key_span(&at);
    let known = known.iter().copied().filter(|name| is_vocabulary(name) == extension);
    if let Some(name) = under_another_prefix(key, known.clone()) {
        return report.push(&at, fault.at(span, format!("it is called `{name}`")));
    }
    if let Some((name, place)) = elsewhere(key, schema) {
        let belongs = format!("`{name}` is a key of {place}");
        // A key that is one elsewhere can still be a slip of the pen here.
        let fault = match nearest(key, known).filter(|_| name == key) {
            Some(meant) => fault.at(span, format!("did you mean `{meant}`?")).help(belongs),
            None => fault.at(span, belongs),
        };
        return report.push(&at, fault);
    }
    let fault = match known.clone().next() {
        Some(_) => choose(fault, span, key, "known here", known),
        None if extension => {
            let prefixes = PREFIXES.map(|prefix| format!("`{prefix}`"));
            fault.at(span, "").help(format!("no {} key is allowed here", prefixes.join(" or ")))
        }
        None => fault.at(span, ""),
    };
    report.push(&at, fault);
}

/// Where a key of the vocabulary is known, under whichever prefix, and what it is called there.
fn elsewhere<'s>(key: &str, schema: &'s Value) -> Option<(&'s str, &'static str)> {
    PLACES.into_iter().find_map(|(pointer, place)| {
        let known = find(schema, pointer)?.get("properties")?.as_object()?;
        let known = known.keys().map(String::as_str).filter(|name| is_vocabulary(name));
        let same = known.clone().find(|name| *name == key);
        Some((same.or_else(|| under_another_prefix(key, known))?, place))
    })
}

/// A key that the description chooses, of the wrong form.
fn name(holder: &str, schema: &Value, error: &ValidationError<'_>, report: &mut Report<'_>) {
    let key = error.instance().as_str().unwrap_or_default();
    if is_vocabulary(key) {
        return unknown_key(holder, key, &[], schema, report);
    }
    let at = join(holder, key);
    let fault =
        Diagnostic::error(Code::MalformedValue, format!("the key {}", reason(error))).at(report.key_span(&at), "");
    let fault = meaning(schema, error).into_iter().fold(fault, Diagnostic::help);
    match holder {
        "/paths" => report.push_with(&at, fault, Repair::Rename(at.clone(), join(holder, &format!("/{key}")))),
        _ => report.push(&at, fault),
    }
}

/// What is missing cannot be pointed at: the first line of the object that lacks it can.
fn missing(holder: &str, key: &str, document: &Value, report: &mut Report<'_>) {
    let whole = find(document, holder);
    let name = ["operationId", "name", "code", "id"].into_iter().find_map(|id| whole?.get(id)?.as_str());
    let what = name.map_or_else(|| place(holder), |name| shown(&name.into()));
    // The key of the object, or the first line of an item of a list.
    let span = report.key_span(holder);
    let fault = Diagnostic::error(Code::MissingKey, format!("{what} has no `{key}`"))
        .at(span, format!("`{key}` is required here"));
    report.push_with(holder, fault, Repair::Complete { holder: holder.to_owned(), key: key.to_owned() });
}

/// The keys that an object may have, where one was found that it may not.
fn known_keys<'s>(schema: &'s Value, additional: &str) -> Vec<&'s str> {
    let holder = additional.rsplit_once('/').map_or("", |(holder, _)| holder);
    let properties = find(schema, holder).and_then(|holder| holder.get("properties")).and_then(Value::as_object);
    properties.into_iter().flatten().map(|(key, _)| key.as_str()).collect()
}

fn last(pointer: &str) -> String {
    steps(pointer).last().unwrap_or_default().into_owned()
}
