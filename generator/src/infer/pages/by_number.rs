//! Pages or items are counted.

use super::list::List;
use super::names::{OFFSET, PAGE};
use super::query::Query;
use crate::model::{OffsetPagination, PageNumberPagination, Pagination, Parameter};

/// The parameters count pages and say how long they are, and the document says what the first page is called.
pub(super) fn page(list: &List<'_>, query: &Query<'_>) -> Option<Pagination> {
    let parameter = PAGE.iter().find_map(|name| query.number(name))?;
    let size = query.size()?;
    let first = match (number(parameter), query.minimum(parameter)) {
        (Some(first), _) | (None, Some(first)) => u64::try_from(first).ok().filter(|first| *first <= 1)?,
        (None, None) => return None,
    };
    let total = list.total();
    let found = format!("`{}` counts pages, {}", parameter.name, until(total.as_deref()));
    let number = PageNumberPagination { parameter: parameter.name.clone(), size: Some(size), total, first };
    Some(Pagination { page_number: Some(number), ..list.paged(found) })
}

/// The parameters count items and say how many a page has.
pub(super) fn offset(list: &List<'_>, query: &Query<'_>) -> Option<Pagination> {
    let parameter = OFFSET.iter().find_map(|name| query.number(name))?;
    let size = query.size()?;
    let is_from_zero =
        number(parameter).is_none_or(|first| first == 0) && query.minimum(parameter).is_none_or(|first| first == 0);
    if !is_from_zero {
        return None;
    }
    let total = list.total();
    let found = format!("`{}` counts items, {}", parameter.name, until(total.as_deref()));
    let offset = OffsetPagination { parameter: parameter.name.clone(), size: Some(size), total };
    Some(Pagination { offset: Some(offset), ..list.paged(found) })
}

/// What the service takes if the parameter is not given.
fn number(parameter: &Parameter) -> Option<i64> {
    parameter.default.as_ref()?.as_i64()
}

fn until(total: Option<&[String]>) -> String {
    match total {
        Some(total) => format!("up to the items in `{}`", total.join(".")),
        None => "until a page is empty".to_owned(),
    }
}
