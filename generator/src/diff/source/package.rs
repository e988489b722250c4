//! The packages and their cargo features.

use std::collections::BTreeSet;

use super::code::Code;
use crate::diff::found::Findings;
use crate::diff::rules::source::{FEATURE_ADDED, FEATURE_REMOVED, PACKAGE_CHANGED};

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
        for name in before.iter().filter(|name| !after.contains(*name)) {
            note(&FEATURE_REMOVED, name, "is gone");
        }
        for name in after.iter().filter(|name| !before.contains(*name)) {
            note(&FEATURE_ADDED, name, "is new");
        }
    }
}

/// The features of a manifest that we wrote.
fn features(manifest: &str) -> BTreeSet<String> {
    let section = manifest.split("\n[features]\n").nth(1).unwrap_or_default();
    let section = section.split("\n[").next().unwrap_or_default();
    // What one turns on is indented, or in its own line.
    let names = section.lines().filter(|line| !line.starts_with(['#', ' ', ']']));
    names.filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.to_owned()).collect()
}
