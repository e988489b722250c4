//! Descriptors live as long as the process, whoever makes them: generated ones are constants, these are made once at the
//! start and never freed.

/// A text.
pub(crate) fn text(text: impl Into<String>) -> &'static str {
    String::leak(text.into())
}

/// A text that may be absent.
pub(crate) fn optional(optional: Option<&String>) -> Option<&'static str> {
    optional.map(text)
}

/// A list.
pub(crate) fn list<T>(items: impl IntoIterator<Item = T>) -> &'static [T] {
    Vec::leak(items.into_iter().collect())
}

/// A list of texts.
pub(crate) fn texts<S: Into<String>>(items: impl IntoIterator<Item = S>) -> &'static [&'static str] {
    list(items.into_iter().map(text))
}

/// A single value.
pub(crate) fn one<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}
