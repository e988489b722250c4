//! Descriptors live as long as the process, whoever makes them: generated ones are constants, these are made once at the
//! start and never freed.

use std::sync::{Mutex, PoisonError};

use twinspec_descriptors::Service;

/// A text.
pub(super) fn text(text: impl Into<String>) -> &'static str {
    String::leak(text.into())
}

/// A text that may be absent.
pub(super) fn optional(optional: Option<&String>) -> Option<&'static str> {
    optional.map(text)
}

/// A list.
pub(super) fn list<T>(items: impl IntoIterator<Item = T>) -> &'static [T] {
    Vec::leak(items.into_iter().collect())
}

/// A list of texts.
pub(super) fn texts<S: Into<String>>(items: impl IntoIterator<Item = S>) -> &'static [&'static str] {
    list(items.into_iter().map(text))
}

/// A single value.
pub(super) fn one<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// What holds all the rest. It stays known, so that whoever looks for lost memory sees that it is in use.
pub(super) fn service(service: Service) -> &'static Service {
    static KEPT: Mutex<Vec<&Service>> = Mutex::new(Vec::new());
    let service = one(service);
    KEPT.lock().unwrap_or_else(PoisonError::into_inner).push(service);
    service
}
