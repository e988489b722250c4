//! Real revisions of two APIs, one after the other: each operation that a revision changed is in the report.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::{Map, Value};

use crate::scratch::{Scratch, repository};

/// The revisions of an API, the oldest first; `None` where the corpus is not.
fn revisions(api: &str) -> Option<Vec<PathBuf>> {
    let corpus =
        std::env::var_os("TWINSPEC_CORPUS").map_or_else(|| repository().join("../shared/corpus"), PathBuf::from);
    let folder = std::fs::read_dir(corpus.join("history").join(api)).ok()?;
    let mut files: Vec<_> = folder.map(|entry| entry.expect("a revision").path()).collect();
    files.sort();
    Some(files)
}

/// The operations of a revision without what means nothing to callers: labels of the portal, and whether a page marks a
/// parameter as required that calls may leave out.
fn operations(file: &PathBuf) -> Map<String, Value> {
    let text = std::fs::read_to_string(file).expect("the revision");
    let mut document: Value = serde_json::from_str(&text).expect("JSON");
    let mut operations = match document["apis"].take() {
        Value::Object(operations) => operations,
        other => panic!("{other}"),
    };
    for operation in operations.values_mut() {
        if let Some(tags) = operation.get_mut("systemTags").and_then(Value::as_object_mut) {
            tags.retain(|name, _| name == "riskType" || name == "chargeType");
        }
        plain(operation);
    }
    operations
}

fn plain(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|name, value| {
                let is_off = name == "required" && *value == false;
                let is_empty = name == "headers" && value.as_object().is_some_and(Map::is_empty);
                !(name == "docRequired" || is_off || is_empty)
            });
            members.values_mut().for_each(plain);
        }
        Value::Array(items) => items.iter_mut().for_each(plain),
        _ => {}
    }
}

fn every_change_is_reported(api: &str, count: usize) {
    let Some(files) = revisions(api) else {
        return eprintln!("SKIPPED: there are no revisions of {api}; TWINSPEC_CORPUS names the folder with `history`");
    };
    assert_eq!(files.len(), count);
    let scratch = Scratch::new();
    let name = |file: &PathBuf| file.file_stem().expect("a date").to_string_lossy().into_owned();
    for file in &files {
        let (path, to) = (file.to_string_lossy(), name(file));
        scratch.run(&["import", &path, "--to", &to, "--name", "api"]).ended(0);
    }
    let mut changed = 0;
    for pair in files.windows(2) {
        let [old, new] = pair else { continue };
        let (before, after) = (format!("{}/api", name(old)), format!("{}/api", name(new)));
        let report = scratch.run(&["diff", &before, &after, "--json"]).ended(0).stdout;
        let report: Value = serde_json::from_str(&report).expect("JSON");
        let changes = report[0]["changes"].as_array().expect("changes");
        let named: BTreeSet<_> = changes
            .iter()
            .flat_map(|change| change["operations"].as_array().into_iter().flatten())
            .filter_map(Value::as_str)
            .collect();
        let (from, to) = (operations(old), operations(new));
        for id in from.keys().chain(to.keys()).collect::<BTreeSet<_>>() {
            if from.get(id) != to.get(id) {
                changed += 1;
                assert!(named.contains(id.as_str()), "{before} -> {after}: {id} is not in the report");
            }
        }
    }
    assert!(changed > count, "only {changed} operations changed");
}

#[test]
fn every_change_of_eighteen_revisions_of_kms_is_reported() {
    every_change_is_reported("kms", 18);
}

#[test]
fn every_change_of_twelve_revisions_of_resource_directory_is_reported() {
    every_change_is_reported("resourcedirectorymaster", 12);
}
