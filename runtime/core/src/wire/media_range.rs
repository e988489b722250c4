//! Media types, and what a description allows of them.

/// Whether a description leaves a choice: a range such as `image/*`, or a list such as `image/png, image/jpeg`.
///
/// ```
/// use twinspec_core::leaves_choice;
///
/// assert!(leaves_choice("image/*") && leaves_choice("image/png, image/jpeg"));
/// assert!(!leaves_choice("application/json; profile=\"a, b\""));
/// ```
pub fn leaves_choice(described: &str) -> bool {
    essence(described).contains('*') || alternatives(described).nth(1).is_some()
}

/// The alternatives of a list of media types.
fn alternatives(described: &str) -> impl Iterator<Item = &str> {
    // What is between quotes, in a parameter, is not an alternative.
    let mut is_quoted = false;
    let pieces = described.split(move |character| {
        is_quoted ^= character == '"';
        character == ',' && !is_quoted
    });
    pieces.map(str::trim).filter(|alternative| !alternative.is_empty())
}

/// What is sent under a description if nobody says more: the first media type that it names, or the usual one if its ranges allow
/// that.
///
/// ```
/// use twinspec_core::default_media_type;
///
/// assert_eq!(default_media_type("image/png, image/jpeg", "text/plain"), Some("image/png"));
/// assert_eq!(default_media_type("text/*", "text/plain"), Some("text/plain"));
/// assert_eq!(default_media_type("image/*", "text/plain"), None);
/// ```
pub fn default_media_type<'a>(described: &'a str, usual: &'a str) -> Option<&'a str> {
    if described.is_empty() {
        return Some(usual);
    }
    let mut named = alternatives(described).filter(|alternative| !essence(alternative).contains('*'));
    named.next().or_else(|| allows(described, usual).then_some(usual))
}

/// Whether a media type is one that a description allows. Parameters are not compared.
pub(crate) fn allows(described: &str, media_type: &str) -> bool {
    let media_type = essence(media_type);
    let is_named = |range: &str| {
        let range = essence(range);
        let kind = range.strip_suffix('*').filter(|kind| kind.ends_with('/'));
        match kind {
            Some("*/") => true,
            Some(kind) => media_type.get(..kind.len()).is_some_and(|start| start.eq_ignore_ascii_case(kind)),
            None => range.eq_ignore_ascii_case(media_type),
        }
    };
    alternatives(described).any(is_named)
}

/// Whether a text is a media type that a header can carry, and not a range.
pub(crate) fn is_media_type(text: &str) -> bool {
    let token = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'+-.^_`|~".contains(&byte))
    };
    let is_visible = text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    is_visible && essence(text).split_once('/').is_some_and(|(kind, name)| token(kind) && token(name))
}

/// A media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}
