//! How lists come in pages, where a document says it without our vocabulary, and unmistakably.
//!
//! What counts as unmistakable is in `docs/decisions`, under "Pagination that is unmistakable is found".

mod by_link;
mod by_number;
mod by_token;
mod list;
mod names;
mod query;
mod words;

use serde_json::{Value, json};

use self::list::List;
use self::query::Query;
use crate::model::{Api, Method, Operation, Pagination};
use crate::vocabulary::Vocabulary;

/// Gives the operations of a document the pagination that is found of them. What the vocabulary says goes before.
pub(crate) fn pages(api: &mut Api, words: &Vocabulary) {
    // Of these the metadata says it.
    if api.vendor.is_some() {
        return;
    }
    let is_unpaged = |operation: &Operation| words.operations.get(&operation.origin).is_some_and(|own| own.is_unpaged);
    let found: Vec<_> = api.operations.iter().map(|of| if is_unpaged(of) { None } else { find(api, of) }).collect();
    for (operation, found) in api.operations.iter_mut().zip(found) {
        if found.is_some() {
            operation.pagination = found;
        }
    }
}

/// The pagination that was found in a document, as an OpenAPI Overlay 1.0.
pub fn overlay(api: &Api) -> Value {
    let found = api.operations.iter().filter_map(|operation| {
        let pagination = operation.pagination.as_ref().filter(|pagination| pagination.found.is_some())?;
        let target = super::inferred::target(&operation.origin)?;
        Some(json!({ "target": target, "update": { "x-twin-pagination": words::words(pagination) } }))
    });
    json!({
        "overlay": "1.0.0",
        "info": { "title": format!("How {} divides lists into pages", api.title), "version": "1.0.0" },
        "actions": found.collect::<Vec<_>>(),
    })
}

fn find(api: &Api, operation: &Operation) -> Option<Pagination> {
    let is_followed = operation.pagination.is_some() || operation.poll.is_some();
    let has_one_answer = operation.other_responses.iter().all(|other| operation.response.has_body_of(other));
    if is_followed || !has_one_answer || operation.methods != [Method::Get] {
        return None;
    }
    let (list, query) = (List::of(api, operation)?, Query::of(api, operation));
    query.start()?;
    by_token::named(&list, &query)
        .or_else(|| by_token::last(&list, &query))
        .or_else(|| by_link::link(operation, &list, &query))
        .or_else(|| by_number::page(&list, &query))
        .or_else(|| by_number::offset(&list, &query))
}
