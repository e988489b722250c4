//! A document of somebody else is read although it has faults: each costs its own place, and is reported as a warning.
//!
//! Our own vocabulary is not repaired: whoever writes it wants to know.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use crate::diagnostics::{Code, Diagnostics, Severity};
use crate::lint::{Examples, Finding, Repair, findings};
use crate::pointer::{by_position, find, join, steps};
use crate::source::Source;
use crate::vocabulary::{Vocabulary, is_vocabulary};

/// How often a document is looked at again: what was completed can itself be incomplete.
const ROUNDS: usize = 6;

/// The `pattern` of a schema that the crate `regex` does not compile.
pub(crate) const PATTERN_OF_MOCKS: &str = "x-pattern-of-mocks";

/// Makes a document one that lint accepts, as far as that is only a matter of OpenAPI. What was done becomes warnings; what
/// is left is said as it was found.
pub(crate) fn repair(source: &mut Source) -> (Vocabulary, Diagnostics) {
    source.repair();
    let mut diagnostics = source.diagnostics().clone();
    let mut words = Vocabulary::read(source.document());
    let mut ids = OperationIds::of(source.document());
    let mut examples = Examples::Checked;
    for round in 1..=ROUNDS {
        let found = findings(source, &words, examples).into_iter();
        let (mut repairable, rest): (Vec<_>, Vec<_>) = found.partition(is_repairable);
        if repairable.is_empty() || round == ROUNDS {
            diagnostics.extend(repairable.into_iter().chain(rest).map(|finding| finding.diagnostic));
            break;
        }
        // What the vocabulary has of examples is not repaired, so that it is found again.
        let is_known = !words.is_used && repairable.iter().all(keeps_examples);
        examples = if is_known { Examples::Known } else { Examples::Checked };
        // What is taken out of a list moves the rest of it, so the last comes first.
        repairable.sort_by(|a, b| by_position(place(&b.repair), place(&a.repair)));
        for Finding { diagnostic, repair, .. } in repairable {
            if let Some(done) = apply(source, &mut ids, of_pattern(diagnostic.code(), repair)) {
                diagnostics.push(diagnostic.into_warning().help(done));
            }
        }
        if words.is_used {
            words = Vocabulary::read(source.document());
        }
    }
    (words, diagnostics)
}

/// Whether a finding is an error of the OpenAPI part.
fn is_repairable(finding: &Finding) -> bool {
    let is_ours = |pointer: &str| steps(pointer).any(|step| is_vocabulary(&step));
    // Of a version that is not known, nothing is known.
    let is_version = finding.diagnostic.code() == Code::UnsupportedVersion;
    let is_error = finding.diagnostic.severity() == Severity::Error;
    is_error && !is_version && !is_ours(&finding.at) && !is_ours(place(&finding.repair))
}

/// Whether the examples that are left fit as they did: an example goes, or the name of an operation changes.
fn keeps_examples(finding: &Finding) -> bool {
    finding.diagnostic.code() == Code::UnfitExample || place(&finding.repair).ends_with("/operationId")
}

/// An expression that clients cannot match is kept under another name: a mock can match it.
fn of_pattern(code: Code, repair: Repair) -> Repair {
    match repair {
        Repair::Remove(at) if code == Code::InvalidRegex && at.ends_with("/pattern") => {
            let holder = at.strip_suffix("/pattern").unwrap_or_default();
            Repair::Rename(at.clone(), join(holder, PATTERN_OF_MOCKS))
        }
        repair => repair,
    }
}

/// Where a repair changes something.
fn place(repair: &Repair) -> &str {
    match repair {
        Repair::Remove(at) | Repair::Set(at, _) | Repair::Rename(at, _) => at,
        Repair::Complete { holder, .. } => holder,
        Repair::PathParameter { operation, .. } => operation,
    }
}

/// Changes the document, and says what was done; nothing if another repair took the place away already.
fn apply(source: &mut Source, ids: &mut OperationIds, repair: Repair) -> Option<&'static str> {
    match repair {
        Repair::Remove(at) => source.remove(&at).map(|_| "it is left out"),
        Repair::Set(at, value) => {
            find(source.document(), &at)?;
            source.set(&at, value);
            Some("it is replaced by what fits")
        }
        Repair::Rename(from, to) => match find(source.document(), &to) {
            Some(_) => source.remove(&from).map(|_| "it is left out"),
            None => {
                find(source.document(), &from)?;
                source.rename(&from, &to);
                Some(match to.ends_with(PATTERN_OF_MOCKS) {
                    true => "clients do not check it, only mocks do",
                    false => "it gets a slash",
                })
            }
        },
        Repair::Complete { holder, key } => complete(source, ids, &holder, &key),
        Repair::PathParameter { operation, name } => {
            let next = source.end_of(&join(&operation, "parameters"));
            let parameter = json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
            source.set(&next, parameter);
            Some("it takes any text")
        }
    }
}

/// Gives an object the key that it lacks, or leaves the object out if nothing can be said for it.
fn complete(source: &mut Source, ids: &mut OperationIds, holder: &str, key: &str) -> Option<&'static str> {
    find(source.document(), holder)?.as_object()?;
    let value = match key {
        "responses" => json!({ "default": { "description": "" } }),
        "paths" | "content" | "scopes" | "items" | "schema" | "flows" => json!({}),
        "info" => json!({ "title": "", "version": "" }),
        "title" | "version" | "description" | "tokenUrl" | "authorizationUrl" | "name" if is_said(holder, key) => {
            json!("")
        }
        "required" => json!(true),
        "operationId" => json!(ids.free(holder)),
        _ => {
            source.remove(holder)?;
            return Some("the object is left out");
        }
    };
    source.set(&join(holder, key), value);
    Some(match key {
        "operationId" => "it is made of the method and the path",
        "required" => "it is taken as required",
        _ => "it is taken as empty",
    })
}

/// Whether an empty text can be the value of a key; a parameter, a tag or a scheme without its name is nothing.
fn is_said(holder: &str, key: &str) -> bool {
    key != "name" || holder.ends_with("/license") || holder.ends_with("/contact")
}

/// From how many characters on the id of an operation that has none gets no more words.
const LONGEST_ID: usize = 120;

/// The ids of the operations of a document.
struct OperationIds {
    taken: HashSet<String>,
    /// The next number of an id that is taken.
    numbers: HashMap<String, usize>,
}

impl OperationIds {
    fn of(document: &Value) -> Self {
        let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
        let operations = paths.flat_map(|(_, item)| item.as_object().into_iter().flatten());
        let ids = operations.filter_map(|(_, operation)| operation.get("operationId")?.as_str());
        Self { taken: ids.map(str::to_owned).collect(), numbers: HashMap::new() }
    }

    /// The id of an operation that has none: its method and path, `get_pets_id` of `GET /pets/{id}`.
    fn free(&mut self, operation: &str) -> String {
        let steps: Vec<_> = steps(operation).collect();
        let [.., path, method] = steps.as_slice() else { return String::new() };
        let words = path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let mut plain = (**method).to_owned();
        // A path of many parts need not be in it whole.
        for word in words {
            if plain.len() >= LONGEST_ID {
                break;
            }
            plain.push('_');
            plain.push_str(word);
        }
        let mut id = plain.clone();
        while !self.taken.insert(id.clone()) {
            let number = self.numbers.entry(plain.clone()).or_insert(2);
            id = format!("{plain}_{number}");
            *number += 1;
        }
        id
    }
}
