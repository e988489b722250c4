//! OpenAPI Overlays 1.0 and 1.1: files beside a document that change it, so that the document itself can be replaced by its
//! next version.

use std::path::Path;

use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use super::bundle::Bundle;
use super::edit::{put, take};
use super::load::Loader;
use super::node::{Entry, Kind, Node};
use super::place::{Children, Place};
use super::reach;
use super::size::{MAX_DEPTH, Size};
use crate::diagnostics::{Code, Diagnostic, FileId, Span};
use crate::pointer::{self, find};

/// The overlays of a document, in the order of their names: of `petstore.json` `petstore.overlay.yaml` and
/// `petstore.*.overlay.yaml`, of a document with a folder of its own every `*.overlay.yaml`, and `overlay.yaml`.
fn files(folder: &Path, entry: &str) -> Vec<String> {
    let stem = Path::new(entry).file_stem().unwrap_or_default().to_string_lossy();
    let has_folder = matches!(&*stem, "openapi" | "swagger");
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = names.filter_map(|entry| entry.file_name().into_string().ok());
    let is_overlay = |name: &String| {
        let plain = [".yaml", ".yml", ".json"].iter().find_map(|end| name.strip_suffix(end));
        match plain {
            Some("overlay") => has_folder,
            Some(plain) if plain.ends_with(".overlay") => {
                has_folder || plain.strip_prefix(&*stem).is_some_and(|rest| rest.starts_with('.'))
            }
            _ => false,
        }
    };
    let mut files: Vec<_> = names.filter(is_overlay).collect();
    files.sort_unstable();
    files
}

/// Applies the overlays to a document, one after the other, each action to what the ones before it made.
pub(super) fn apply(loader: &mut Loader, bundle: &mut Bundle) {
    for name in files(&loader.folder.path(""), &loader.entry) {
        let Some(overlay) = loader.load(&name, None) else { continue };
        let file = overlay.file;
        let actions = overlay.root.entry("actions").map(|actions| &actions.value.kind);
        let Some(Kind::Sequence(actions)) = actions else {
            let fault = Diagnostic::error(Code::MissingKey, "an overlay has a list of `actions`");
            loader.diagnostics.push(fault.at(overlay.root.extent.of(file), ""));
            continue;
        };
        for action in actions {
            if let Err(fault) = act(action, file, bundle) {
                let is_full = fault.code() == Code::TooLarge;
                loader.diagnostics.push(*fault);
                if is_full {
                    return;
                }
            }
        }
    }
}

type Fault = Box<Diagnostic>;

fn act(action: &Node, file: FileId, bundle: &mut Bundle) -> Result<(), Fault> {
    let at = action.extent.of(file);
    let fault = |code, message: String| Box::new(Diagnostic::error(code, message).at(at, ""));
    let Some(target) = action.entry("target") else {
        return Err(fault(Code::MissingKey, "an action of an overlay has a `target`".to_owned()));
    };
    let span = target.value.extent.of(file);
    let path = target.value.as_str().unwrap_or_default();
    if !reach::is_listable(path, &bundle.document) {
        return Err(too_many(span));
    }
    let path = JsonPath::parse(path).map_err(|error| {
        let message = format!("`target` is not a JSONPath expression: {error}");
        Box::new(Diagnostic::error(Code::MalformedValue, message).at(span, ""))
    })?;
    let mut found: Vec<String> =
        path.query_located(&bundle.document).locations().map(|location| location.to_json_pointer()).collect();
    if found.is_empty() {
        let message = "the `target` of an action is not in the document";
        let fault = Diagnostic::warning(Code::UnusedAction, message).at(span, "nothing is changed");
        return Err(Box::new(fault));
    }
    let is_removal =
        matches!(action.entry("remove").map(|entry| &entry.value.kind), Some(Kind::Scalar(Value::Bool(true))));
    if is_removal {
        // What is taken out of a list moves the rest of it, so the last comes first.
        found.sort_by(|a, b| pointer::by_position(b, a));
        for target in found {
            take(&mut bundle.document, &mut bundle.place, &target);
        }
        return Ok(());
    }
    let (value, place) = match (action.entry("update"), action.entry("copy")) {
        (Some(Entry { value: update, .. }), _) => plain(update, file),
        (None, Some(copy)) => copied(copy, file, bundle)?,
        (None, None) => {
            return Err(fault(Code::MissingKey, "an action has `update`, `copy` or `remove: true`".to_owned()));
        }
    };
    for target in found {
        bundle.size += Size::of(&value, target.len());
        let is_deep = target.matches('/').count() + depth(&value) > 2 * MAX_DEPTH;
        let too_deep = || format!("is nested more than {} levels deep", 2 * MAX_DEPTH);
        if let Some(excess) = bundle.size.excess().or_else(|| is_deep.then(too_deep)) {
            return Err(fault(Code::TooLarge, format!("with its overlays, the description {excess}")));
        }
        bundle.references.extend(references(&value, &target));
        merge(bundle, &target, value.clone(), place.clone());
    }
    Ok(())
}

fn too_many(span: Span) -> Fault {
    let message = "this expression may find more values than can be listed";
    Box::new(Diagnostic::error(Code::TooLarge, message).at(span, "").help("use fewer `..`, or name more of the way"))
}

/// How many lists and objects are around the innermost value.
fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or_default(),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or_default(),
        _ => 0,
    }
}

/// The one value that an action of version 1.1 copies.
fn copied(copy: &Entry, file: FileId, bundle: &Bundle) -> Result<(Value, Place), Fault> {
    let span = copy.value.extent.of(file);
    let path = copy.value.as_str().unwrap_or_default();
    if !reach::is_listable(path, &bundle.document) {
        return Err(too_many(span));
    }
    let path = JsonPath::parse(path);
    let found = path.ok().and_then(|path| {
        let found = path.query_located(&bundle.document);
        let only = found.exactly_one().ok()?;
        Some((only.node().clone(), only.location().to_json_pointer()))
    });
    let Some((value, pointer)) = found else {
        let message = "`copy` is a JSONPath expression that finds one value";
        return Err(Box::new(Diagnostic::error(Code::MalformedValue, message).at(span, "")));
    };
    Ok((value, bundle.place.at(&pointer).clone()))
}

/// Merges a value into the one at a pointer: the members of objects one by one; to a list, items are added; anything else is
/// replaced.
fn merge(bundle: &mut Bundle, at: &str, value: Value, place: Place) {
    let known = find(&bundle.document, at);
    match (known, value) {
        (Some(Value::Object(_)), Value::Object(members)) => {
            let Place { children, value: span, .. } = place;
            let mut places = match children {
                Children::Members(places) => places,
                _ => Vec::new(),
            };
            for (name, member) in members {
                let own = places.iter_mut().find(|(key, _)| **key == *name);
                let place =
                    own.map_or_else(|| Place::leaf(span), |(_, place)| std::mem::replace(place, Place::leaf(span)));
                merge(bundle, &pointer::join(at, &name), member, place);
            }
        }
        (Some(Value::Array(known)), Value::Array(items)) => {
            let first = known.len();
            let places = match place.children {
                Children::Items(places) => places,
                _ => Vec::new(),
            };
            let mut places = places.into_iter();
            for (index, item) in items.into_iter().enumerate() {
                let place = places.next().unwrap_or_else(|| Place::leaf(place.value));
                put(&mut bundle.document, &mut bundle.place, &format!("{at}/{}", first + index), item, place);
            }
        }
        (Some(Value::Array(known)), item) => {
            let end = format!("{at}/{}", known.len());
            put(&mut bundle.document, &mut bundle.place, &end, item, place);
        }
        (_, value) => put(&mut bundle.document, &mut bundle.place, at, value, place),
    }
}

/// The pointers to the objects with a `$ref` in a value that will be at a pointer.
fn references(value: &Value, at: &str) -> Vec<String> {
    match value {
        Value::Object(members) => {
            let own = members.get("$ref").is_some_and(Value::is_string).then(|| at.to_owned());
            let inner = members.iter().flat_map(|(name, member)| references(member, &pointer::join(at, name)));
            own.into_iter().chain(inner).collect()
        }
        // Where they will be in the list is not known yet.
        _ => Vec::new(),
    }
}

/// A tree as it is, nothing replaced.
fn plain(node: &Node, file: FileId) -> (Value, Place) {
    let span = node.extent.of(file);
    match &node.kind {
        Kind::Scalar(value) => (value.clone(), Place::leaf(span)),
        Kind::Sequence(items) => {
            let (values, places) = items.iter().map(|item| plain(item, file)).unzip();
            (Value::Array(values), Place { key: None, value: span, children: Children::Items(places) })
        }
        Kind::Mapping(entries) => {
            let mut members = Map::new();
            let mut places: Vec<(Box<str>, Place)> = Vec::new();
            for Entry { key, key_extent, value } in entries {
                let (value, mut place) = plain(value, file);
                place.key = Some(key_extent.of(file));
                members.insert(key.clone(), value);
                places.push((key.as_str().into(), place));
            }
            places.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
            (Value::Object(members), Place { key: None, value: span, children: Children::Members(places) })
        }
    }
}
