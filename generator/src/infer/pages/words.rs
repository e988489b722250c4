//! Pagination in the vocabulary.

use serde_json::{Map, Value, json};

use crate::model::{OffsetPagination, PageNumberPagination, Pagination, TokenPagination, TokenSource};

/// `x-twin-pagination`.
pub(super) fn words(pagination: &Pagination) -> Value {
    let Pagination { items, token, page_number, offset, found: _ } = pagination;
    let mut words = Map::new();
    words.insert("items".to_owned(), path(items));
    if let Some(TokenPagination { parameter, source, more, size }) = token {
        let (key, from) = match source {
            TokenSource::Field(field) => ("token", Some(("field", path(field)))),
            TokenSource::Item(field) => ("token", Some(("item", path(field)))),
            TokenSource::Link => ("link", None),
        };
        let further = from.into_iter().chain(more.as_ref().map(|more| ("more", path(more))));
        words.insert(key.to_owned(), by(parameter, size.as_ref(), further));
    }
    if let Some(PageNumberPagination { parameter, size, total, first }) = page_number {
        let first = (*first != 1).then(|| ("first", json!(first)));
        let further = total.as_ref().map(|total| ("total", path(total))).into_iter().chain(first);
        words.insert("page-number".to_owned(), by(parameter, size.as_ref(), further));
    }
    if let Some(OffsetPagination { parameter, size, total }) = offset {
        let further = total.as_ref().map(|total| ("total", path(total))).into_iter();
        words.insert("offset".to_owned(), by(parameter, size.as_ref(), further));
    }
    Value::Object(words)
}

fn by(parameter: &str, size: Option<&String>, further: impl Iterator<Item = (&'static str, Value)>) -> Value {
    let size = size.map(|size| ("size", Value::from(size.as_str())));
    let members = std::iter::once(("parameter", Value::from(parameter))).chain(further).chain(size);
    members.map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>().into()
}

fn path(steps: &[String]) -> Value {
    steps.join(".").into()
}
