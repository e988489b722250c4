//! The header `Link` leads to the next page (RFC 8288).

use super::list::List;
use super::query::Query;
use crate::model::{Operation, Pagination, TokenPagination, TokenSource};

/// A documented header, and one parameter that it can be about.
pub(super) fn link(operation: &Operation, list: &List<'_>, query: &Query<'_>) -> Option<Pagination> {
    let mut headers = operation.response.headers.iter();
    headers.find(|header| header.name.eq_ignore_ascii_case("link"))?;
    let parameter = query.start()?;
    let found = format!("the header `Link` leads to the next page, whose `{}` is taken", parameter.name);
    let (parameter, source) = (parameter.name.clone(), TokenSource::Link);
    let token = TokenPagination { parameter, source, more: None, size: query.size() };
    Some(Pagination { token: Some(token), ..list.paged(found) })
}
