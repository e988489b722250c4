//! What is not the same of public items.

use std::collections::BTreeSet;

use super::aliases::Aliases;
use super::code::Code;
use super::conditions::Conditions;
use super::items::{Form, Item, Items, Module, items};
use crate::diff::found::Findings;
use crate::diff::rule::Rule;
use crate::diff::rules::source::*;
use crate::emit::EmitError;

/// The crates, and the folder of each.
const CRATES: [&str; 2] = ["client", "mock"];

/// Compares the public items of both crates.
///
/// # Errors
/// What was emitted is not Rust.
pub(super) fn compare(old: &Code, new: &Code, findings: &mut Findings) -> Result<(), EmitError> {
    for krate in CRATES {
        let changed = changed(old, new, krate);
        if changed.is_empty() {
            continue;
        }
        let names = (Aliases::of(old), Aliases::of(new));
        let (before, after) = rayon::join(|| read(old, krate, &changed), || read(new, krate, &changed));
        let mut comparison = Comparison { krate, code: (old, new), names, items: (before?, after?), findings };
        comparison.what_was();
        comparison.what_is_new();
    }
    Ok(())
}

/// The files that are not the same.
fn changed(old: &Code, new: &Code, krate: &str) -> BTreeSet<String> {
    let all = old.files.keys().chain(new.files.keys());
    let of_crate = all.filter(|path| path.starts_with(krate) && path.ends_with(".rs"));
    of_crate.filter(|path| old.files.get(*path) != new.files.get(*path)).cloned().collect()
}

/// The public items of some files.
fn read(code: &Code, krate: &str, files: &BTreeSet<String>) -> Result<Items, EmitError> {
    let syntax = |path: &str| {
        let path = path.to_owned();
        |source| EmitError::Syntax { path, source }
    };
    let mut all = Items::new();
    let root = Module { path: Vec::new(), conditions: Conditions::default() };
    let root_file = format!("{krate}/src/lib.rs");
    if let Some(text) = code.files.get(&root_file) {
        items(&root, text, &mut all).map_err(syntax(&root_file))?;
    }
    for path in files.iter().filter(|path| **path != root_file) {
        let Some(text) = code.files.get(path) else { continue };
        let name = path.rsplit('/').next().and_then(|file| file.strip_suffix(".rs")).unwrap_or_default();
        let module = match all.get(name) {
            Some(Item { form: Form::Module, conditions, .. }) => {
                Module { path: vec![name.to_owned()], conditions: conditions.clone() }
            }
            // The root exports what is in it.
            _ => root.clone(),
        };
        items(&module, text, &mut all).map_err(syntax(path))?;
    }
    Ok(all)
}

struct Comparison<'c> {
    krate: &'c str,
    code: (&'c Code, &'c Code),
    names: (Aliases, Aliases),
    items: (Items, Items),
    findings: &'c mut Findings,
}

impl Comparison<'_> {
    /// What was there.
    fn what_was(&mut self) {
        let mut gone: Vec<String> = Vec::new();
        for (path, old) in self.items.0.clone() {
            if is_within(&path, &gone) {
                continue;
            }
            let Some(new) = self.counterpart(&path) else {
                let rule = if old.form == Form::Trait { &TRAIT_REMOVED } else { &ITEM_REMOVED };
                self.note(rule, &path, "is gone".to_owned());
                gone.push(path);
                continue;
            };
            if !new.conditions.follow_from(&old.conditions) {
                let text = format!("needs {}, needed {}", new.conditions, old.conditions);
                self.note(&CONDITION_CHANGED, &path, text);
            }
            self.item(&path, &old, &new);
        }
    }

    /// What is there now by a name: the item itself, or that of the type that the name stands for.
    fn counterpart(&self, path: &str) -> Option<Item> {
        self.items.1.get(path).or_else(|| self.items.1.get(&self.names.1.path(path))).cloned()
    }

    fn item(&mut self, path: &str, old: &Item, new: &Item) {
        // A name for a type stays one if it stands for the same.
        let same_types = |text: &str| self.names.1.text(&self.names.0.text(text));
        let (before, after) = (same_types(&old.text), self.names.1.text(&new.text));
        match (&old.form, &new.form) {
            (Form::Type { closed: true }, Form::Type { closed: false }) => {
                self.note(&CLOSED_GREW, path, "cannot be made or matched as a whole any more".to_owned());
            }
            // What has a body of its own became another name for the same.
            (Form::Type { .. }, Form::Alias) => return,
            (Form::Function(a), Form::Function(b))
                if b.map(|text| self.names.1.text(text)).takes_calls_of(&a.map(same_types)) =>
            {
                return;
            }
            _ => {}
        }
        if before != after {
            self.note(&SIGNATURE_CHANGED, path, format!("is `{}`, was `{}`", new.text, old.text));
        }
    }

    /// What is new.
    fn what_is_new(&mut self) {
        let mut added: Vec<String> = Vec::new();
        for (path, new) in self.items.1.clone() {
            if self.items.0.contains_key(&path) || is_within(&path, &added) {
                continue;
            }
            let around = path.rsplit_once("::").map_or("", |(around, _)| around);
            let was_closed =
                matches!(self.items.0.get(around).map(|item| &item.form), Some(Form::Type { closed: true }));
            let rule = match new.form {
                Form::Field | Form::Variant if was_closed => &CLOSED_GREW,
                Form::Trait => &TRAIT_ADDED,
                _ => &ITEM_ADDED,
            };
            self.note(rule, &path, "is new".to_owned());
            added.push(path);
        }
    }

    fn note(&mut self, rule: &'static Rule, path: &str, text: String) {
        let (old, new) = (self.code.0.origin(path), self.code.1.origin(path));
        let operation = new.operation.or(old.operation);
        let krate = if self.krate == "client" { String::new() } else { format!("{}: ", self.krate) };
        let has = |items: &Items| items.contains_key(path);
        // What is only in one of the two has no place in the other.
        let places = (
            old.pointer.filter(|_| has(&self.items.0)),
            new.pointer.filter(|_| has(&self.items.1) || self.counterpart(path).is_some()),
        );
        self.findings.note(rule, operation.as_deref(), format!("{krate}`{path}`"), places, text);
    }
}

/// Whether an item is in one of others, or an implementation of one of them.
fn is_within(path: &str, others: &[String]) -> bool {
    others.iter().any(|other| {
        let rest = path.strip_prefix(other.as_str());
        rest.is_some_and(|rest| rest.starts_with("::") || rest.starts_with(" as ") || rest.starts_with('<'))
    })
}
