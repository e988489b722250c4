//! Cargo features of a large API, one for each of its tags, so that a user compiles what is used.

use std::collections::BTreeSet;
use std::iter::once;

use crate::model::Api;

/// How many operations an API has at least whose crate has features for its tags. A smaller one compiles in seconds.
const LARGE: usize = 100;

/// Features that every client has.
const RESERVED: &[&str] = &["blocking", "client", "default", "full", "hyper", "reqwest"];

/// The feature of a tag.
#[derive(Debug)]
pub struct FeaturePlan {
    /// Its name, `security-groups`.
    pub name: String,
    /// The tag, `Security groups`.
    pub tag: String,
}

/// The features of an API, sorted by its tags; none if it is not large.
pub(super) fn plan(api: &Api) -> Vec<FeaturePlan> {
    if api.operations.len() < LARGE {
        return Vec::new();
    }
    let tags: BTreeSet<&str> =
        api.operations.iter().flat_map(|operation| &operation.tags).map(String::as_str).collect();
    let mut taken: BTreeSet<String> = RESERVED.iter().map(|&name| name.to_owned()).collect();
    let features = tags.into_iter().map(|tag| {
        let words = tag.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let mut name = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-");
        if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
            name = format!("tag-{name}").trim_end_matches('-').to_owned();
        }
        let numbered = (2..).map(|number: u32| format!("{name}-{number}"));
        let free = once(name.clone()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or_default();
        taken.insert(free.clone());
        FeaturePlan { name: free, tag: tag.to_owned() }
    });
    features.collect()
}
