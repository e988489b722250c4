//! Lists in pages. A list of which nothing is remembered has one page, so that whoever follows it comes to its end.

use serde_json::Value;
use twinspec_schemas::Schema;

use crate::ContractPages;
use crate::gateway::request::Request;

/// An answer of which nothing is remembered, as the only page of its list, or as one after it.
pub(super) fn only(pages: &ContractPages, request: &Request<'_>, schema: &Schema, mut value: Value) -> Value {
    let is_past = is_past(pages, request);
    let count = place(&mut value, pages.items).and_then(|items| {
        let items = items.as_array_mut()?;
        if is_past {
            items.clear();
        }
        Some(items.len())
    });
    let Some(count) = count else { return value };
    if let Some(total) = pages.total.and_then(|path| place(&mut value, path)).filter(|_| !is_past) {
        *total = count.into();
    }
    if let Some(more) = pages.more.and_then(|path| place(&mut value, path)) {
        *more = false.into();
    }
    if let Some(next) = pages.next {
        end(next, schema, &mut value);
    }
    value
}

/// Whether a call asks for what is after the first page.
fn is_past(pages: &ContractPages, request: &Request<'_>) -> bool {
    pages.start.is_some_and(|(name, first)| number(request, name).is_some_and(|number| number > first))
}

fn number(request: &Request<'_>, name: &str) -> Option<u64> {
    let (_, value) = request.query().iter().find(|(key, _)| key == name)?;
    value.parse().ok()
}

/// Takes the token of the next page away, or makes it one that is none.
fn end(path: &[&str], schema: &Schema, value: &mut Value) {
    let Some((last, around)) = path.split_last() else { return };
    let mut without = value.clone();
    if let Some(Value::Object(fields)) = place(&mut without, around)
        && fields.remove(*last).is_some()
        && schema.is_valid(&without)
    {
        *value = without;
        return;
    }
    for none in [Value::Null, "".into()] {
        let mut ended = value.clone();
        let Some(next) = place(&mut ended, path) else { return };
        *next = none;
        if schema.is_valid(&ended) {
            *value = ended;
            return;
        }
    }
}

fn place<'v>(value: &'v mut Value, path: &[&str]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, name| value.get_mut(*name))
}
