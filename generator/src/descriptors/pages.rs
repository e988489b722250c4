//! How a list says where the next page is.

use twinspec_descriptors::ContractPages;

use super::leak;
use crate::model::{OffsetPagination, Operation, PageNumberPagination, Pagination, TokenPagination, TokenSource};

pub(super) fn pages(operation: &Operation, pagination: &Pagination) -> ContractPages {
    let Pagination { items, token, page_number, offset, found: _ } = pagination;
    let mut pages = ContractPages::new(leak::texts(items));
    let mut sized_by = None;
    if let Some(TokenPagination { parameter, source, more, size }) = token {
        pages.more = more.as_ref().map(leak::texts);
        match source {
            TokenSource::Field(field) => pages.next = Some(leak::texts(field)),
            TokenSource::Item(_) => {}
            TokenSource::Link => {
                pages.link = true;
                pages.start = Some((leak::text(parameter), 1));
            }
        }
        sized_by = size.as_ref();
    }
    if let Some(PageNumberPagination { parameter, size, total, first }) = page_number {
        pages.start = Some((leak::text(parameter), *first));
        pages.total = total.as_ref().map(leak::texts);
        sized_by = size.as_ref();
    }
    if let Some(OffsetPagination { parameter, size, total }) = offset {
        pages.start = Some((leak::text(parameter), 0));
        pages.total = total.as_ref().map(leak::texts);
        sized_by = size.as_ref();
    }
    pages.size = sized_by.map(|name| {
        let parameter = operation.parameters.iter().find(|parameter| parameter.name == *name);
        let default = parameter.and_then(|parameter| parameter.default.as_ref()?.as_u64());
        (leak::text(name), default.unwrap_or_default())
    });
    pages
}
