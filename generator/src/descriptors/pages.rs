//! How a list says where the next page is.

use twinspec_descriptors::ContractPages;

use super::leak;
use crate::model::{OffsetPagination, PageNumberPagination, Pagination, TokenPagination, TokenSource};

pub(super) fn pages(pagination: &Pagination) -> ContractPages {
    let Pagination { items, token, page_number, offset, found: _ } = pagination;
    let mut pages = ContractPages::new(leak::texts(items));
    if let Some(TokenPagination { parameter, source, more, size: _ }) = token {
        pages.more = more.as_ref().map(leak::texts);
        match source {
            TokenSource::Field(field) => pages.next = Some(leak::texts(field)),
            TokenSource::Item(_) => {}
            TokenSource::Link => {
                pages.link = true;
                pages.start = Some((leak::text(parameter), 1));
            }
        }
    }
    if let Some(PageNumberPagination { parameter, total, first, size: _ }) = page_number {
        pages.start = Some((leak::text(parameter), *first));
        pages.total = total.as_ref().map(leak::texts);
    }
    if let Some(OffsetPagination { parameter, total, size: _ }) = offset {
        pages.start = Some((leak::text(parameter), 0));
        pages.total = total.as_ref().map(leak::texts);
    }
    pages
}
