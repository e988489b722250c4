//! Cargo features of a large API, one for each of its tags, so that a user compiles what is used.

use std::collections::BTreeMap;

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

/// The features of an API, in the order of its tags; none if it is not large.
pub(super) fn plan(api: &Api) -> Vec<FeaturePlan> {
    if api.operations.len() < LARGE {
        return Vec::new();
    }
    let mut tags: Vec<&str> = Vec::new();
    for tag in api.operations.iter().flat_map(|operation| &operation.tags) {
        if !tags.contains(&tag.as_str()) {
            tags.push(tag);
        }
    }
    tags.sort_unstable();
    let mut taken = BTreeMap::new();
    let features = tags.into_iter().map(|tag| {
        let words = tag.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let mut name = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-");
        if name.is_empty() || RESERVED.contains(&name.as_str()) || name.starts_with(|c: char| c.is_ascii_digit()) {
            name = format!("tag-{name}").trim_end_matches('-').to_owned();
        }
        let count: &mut u32 = taken.entry(name.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            name = format!("{name}-{count}");
        }
        FeaturePlan { name, tag: tag.to_owned() }
    });
    features.collect()
}
