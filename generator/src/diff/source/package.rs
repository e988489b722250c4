//! The packages and their cargo features.

use std::collections::BTreeMap;

use super::code::Code;
use crate::diff::found::Findings;
use crate::diff::rules::source::{FEATURE_ADDED, FEATURE_CHANGED, FEATURE_REMOVED, PACKAGE_CHANGED};

/// Compares the names of the packages, and their features.
pub(super) fn compare(old: &Code, new: &Code, findings: &mut Findings) {
    for (before, after) in old.packages.iter().zip(&new.packages) {
        let mut note = |rule, subject: String, text: String| {
            findings.note(rule, None, subject, (Some("/info".to_owned()), Some("/info".to_owned())), text);
        };
        if before != after {
            note(&PACKAGE_CHANGED, format!("package `{before}`"), format!("is called `{after}`"));
        }
    }
    for file in ["client/Cargo.toml", "mock/Cargo.toml"] {
        let features = |code: &Code| code.files.get(file).map(|text| features(text)).unwrap_or_default();
        let (before, after) = (features(old), features(new));
        let mut note = |rule, name: &str, text: &str| {
            let place = || Some("/tags".to_owned());
            findings.note(rule, None, format!("feature `{name}` of {file}"), (place(), place()), text);
        };
        for (name, of) in &before {
            match after.get(name) {
                None => note(&FEATURE_REMOVED, name, "is gone"),
                Some(now)
                    if of
                        .iter()
                        .any(|one| !now.contains(one) && before.contains_key(one) && after.contains_key(one)) =>
                {
                    note(&FEATURE_CHANGED, name, "turns on fewer features");
                }
                Some(_) => {}
            }
        }
        for name in after.keys().filter(|name| !before.contains_key(*name)) {
            note(&FEATURE_ADDED, name, "is new");
        }
    }
}

/// The features of a manifest that we wrote, and what each turns on.
fn features(manifest: &str) -> BTreeMap<String, Vec<String>> {
    let section = manifest.split("\n[features]\n").nth(1).unwrap_or_default();
    let section = section.split("\n[").next().unwrap_or_default();
    let mut features = BTreeMap::new();
    let mut open: Option<String> = None;
    for line in section.lines().filter(|line| !line.starts_with('#')) {
        let values = match (line.split_once(" = "), &open) {
            (Some((name, values)), None) => {
                open = Some(name.to_owned());
                values
            }
            _ => line,
        };
        let Some(name) = open.clone() else { continue };
        let quoted = values.split('"').skip(1).step_by(2).map(str::to_owned);
        features.entry(name).or_insert_with(Vec::new).extend(quoted);
        open.take_if(|_| values.contains(']'));
    }
    features
}
