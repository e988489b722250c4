//! The name that was probably meant.

/// Nobody mistypes a name of more bytes, and to compare two takes as long as the product of their lengths.
const LONGEST: usize = 200;

/// The candidate that is so near to the name that it was probably meant.
///
/// ```
/// use twinspec_generator::diagnostics::nearest;
///
/// assert_eq!(nearest("requred", ["required", "schema"]), Some("required"));
/// assert_eq!(nearest("colour", ["required", "schema"]), None);
/// ```
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let lowercase = name.to_lowercase();
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| (strsim::damerau_levenshtein(&lowercase, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= 1.max(candidate.chars().count().min(name.chars().count()) / 3))
        .min()
        .map(|(_, candidate)| candidate)
}
