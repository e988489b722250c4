//! Text split at a character of ASCII, such as a comma.
//!
//! What `str` has for this takes several times as long for texts as short as those of headers and queries. There is
//! nothing before or after a byte that is not ASCII.
//!
//! ```
//! use twinspec_core::split::{split, split_once};
//!
//! assert_eq!(split_once("Key=team=a", b'='), Some(("Key", "team=a")));
//! assert_eq!(split("host;date", b';').collect::<Vec<_>>(), ["host", "date"]);
//! ```

use memchr::memchr;

/// What is before and after the first separator; as `str::split_once`.
pub fn split_once(text: &str, separator: u8) -> Option<(&str, &str)> {
    let at = memchr(separator, text.as_bytes())?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// What is between the separators; as `str::split`.
pub fn split(text: &str, separator: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (piece, after) = split_once(text, separator).map_or((text, None), |(piece, after)| (piece, Some(after)));
        rest = after;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn text_is_split_as_the_standard_library_splits_it(text in "[;a\u{e9}]{0,12}") {
            prop_assert_eq!(split_once(&text, b';'), text.split_once(';'));
            prop_assert_eq!(split(&text, b';').collect::<Vec<_>>(), text.split(';').collect::<Vec<_>>());
        }
    }
}
