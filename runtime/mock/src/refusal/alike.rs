//! Names that someone may have meant.

/// Names more alike than this are worth a suggestion.
const ALIKE: f64 = 0.6;

/// No name is longer, and comparing takes time by the square of the length.
const LONGEST: usize = 200;

/// The most similar of some names, if one is similar.
pub fn most_alike(name: &str, candidates: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    if name.len() > LONGEST {
        return None;
    }
    candidates
        .map(|candidate| (strsim::normalized_levenshtein(name, candidate), candidate))
        .filter(|(likeness, _)| *likeness > ALIKE)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}
