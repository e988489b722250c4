//! How the id of something new is made.

use regex::Regex;
use serde_json::{Value, json};

use super::sample::Samples;
use crate::model::{Shape, ShapeKind};

/// How an id is made.
pub(super) struct Id {
    /// A pattern of random texts, or nothing if it is a number that counts up.
    pub(super) pattern: Option<String>,
    /// What it is, for people.
    pub(super) what: &'static str,
}

impl Id {
    /// Whether it is a number that counts up.
    pub(super) fn is_number(&self) -> bool {
        self.pattern.is_none()
    }

    /// The value in the vocabulary, for the things of a resource.
    pub(super) fn value(&self, resource: &str) -> Value {
        match &self.pattern {
            Some(pattern) => json!({ "random": pattern }),
            None => json!({ "next": resource }),
        }
    }
}

/// How the ids of a resource are made, by their type, format, pattern and example; nothing if that is not clear.
pub(super) fn id(samples: Samples<'_>, shape: &Shape) -> Option<Id> {
    match &shape.behind(&samples.api.shapes)?.kind {
        ShapeKind::Integer { .. } => Some(Id { pattern: None, what: "a whole number that counts up" }),
        ShapeKind::String { values, .. } if !values.is_empty() => None,
        ShapeKind::String { pattern, min_length, max_length, .. } => {
            if samples.format(shape) == "uuid" {
                let pattern = "########-####-4###-8###-############".to_owned();
                return Some(Id { pattern: Some(pattern), what: "a random uuid" });
            }
            let own = shape.behind(&samples.api.shapes)?;
            let example = shape.example.as_ref().or(own.example.as_ref()).and_then(Value::as_str).unwrap_or_default();
            let text = text(example, pattern.as_deref(), (*min_length, *max_length))?;
            Some(Id { pattern: Some(text), what: "a random text" })
        }
        _ => None,
    }
}

/// A pattern of [`Expression::Random`](crate::model::Expression::Random): like the example, or of 16 characters, or of another
/// length that fits.
fn text(example: &str, pattern: Option<&str>, (least, most): (Option<u64>, Option<u64>)) -> Option<String> {
    let regex = match pattern {
        Some(pattern) => Some(Regex::new(pattern).ok()?),
        None => None,
    };
    let fits = |template: &String| {
        let length = template.chars().count() as u64;
        let samples = [("a", "0"), ("Z", "9"), ("5", "5")];
        let matches = |regex: &Regex| {
            samples.iter().all(|(letter, digit)| regex.is_match(&template.replace('?', letter).replace('#', digit)))
        };
        least.is_none_or(|least| length >= least)
            && most.is_none_or(|most| length <= most)
            && regex.as_ref().is_none_or(matches)
    };
    // `^VA[0-9a-f]{32}$` begins with two letters.
    let literal = pattern.and_then(|pattern| pattern.strip_prefix('^')).unwrap_or_default();
    let end = literal.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').unwrap_or(0);
    let literal = literal.get(..end).unwrap_or_default();
    let of_length = |length: usize| {
        let digits = |before: &str, length: usize| format!("{before}{}", "#".repeat(length));
        [
            "?".repeat(length),
            digits("", length),
            digits(literal, length),
            digits("a", length - 1),
            digits("1", length - 1),
        ]
    };
    let is_number = !example.is_empty() && example.chars().all(|c| c.is_ascii_digit());
    let number = is_number.then(|| format!("1{}", "#".repeat(example.len() - 1)));
    let prefixed = prefix(example).map(|prefix| format!("{prefix}??????????????"));
    // Shorter ones would come twice.
    let lengths = [16, 24, 26, 32, 36, 20, 12, 10, 8, 6].into_iter().chain((4..=64).rev());
    number.into_iter().chain(prefixed).chain(lengths.flat_map(of_length)).find(fits)
}

/// What ids like the example begin with: `cus_` of `cus_NffrFeUfNV2Hib`.
fn prefix(example: &str) -> Option<&str> {
    let end = example.rfind(['_', '-'])? + 1;
    let (prefix, rest) = example.split_at(end);
    let is_prefix = prefix.len() <= 12 && prefix.chars().all(|c| c.is_ascii_alphabetic() || c == '_' || c == '-');
    (is_prefix && rest.len() >= 3 && rest.chars().any(|c| c.is_ascii_digit())).then_some(prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_like_the_example_or_fits_the_pattern() {
        let any = (None, None);
        assert_eq!(text("cus_NffrFeUfNV2Hib", None, any).as_deref(), Some("cus_??????????????"));
        assert_eq!(text("", None, any).as_deref(), Some("????????????????"));
        assert_eq!(text("", Some("^[0-9a-f]{24}$"), any).as_deref(), Some("########################"));
        assert_eq!(text("", Some("^[a-z][a-z0-9]{3,7}$"), any).as_deref(), Some("a#######"));
        assert_eq!(text("", Some("^VA[0-9a-f]{8}$"), any).as_deref(), Some("VA########"));
        assert_eq!(text("", Some("^(0|[1-9][0-9]*)$"), any).as_deref(), Some("1###############"));
        assert_eq!(text("112233", None, any).as_deref(), Some("1#####"));
        assert_eq!(text("", None, (None, Some(5))).as_deref(), Some("?????"));
        assert_eq!(text("", Some("^(red|green)$"), any), None);
    }
}
