//! Which keys belong to the vocabulary.

use super::vendor;

/// The prefixes of the keys that have a meaning here; all other `x-` keys are free.
pub(crate) const PREFIXES: [&str; 2] = ["x-twin-", vendor::PREFIX];

/// Whether a key belongs to the vocabulary, known or not.
pub(crate) fn is_vocabulary(key: &str) -> bool {
    PREFIXES.iter().any(|prefix| key.starts_with(prefix))
}

/// What a key of another prefix would be called under one of these names: `x-twin-errors` for the same word under the prefix of a family.
pub(crate) fn under_another_prefix<'n>(key: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let stem = stem(key)?;
    names.into_iter().find(|name| *name != key && self::stem(name) == Some(stem))
}

fn stem(key: &str) -> Option<&str> {
    PREFIXES.iter().find_map(|prefix| key.strip_prefix(prefix))
}
