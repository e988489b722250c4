use std::collections::BTreeMap;

use super::lower::Lower;
use crate::model::{PageNumberPagination, Pagination, Response, Shape, TokenPagination};
use crate::pointer::join;
use crate::vocabulary::{self, At, PageNumber, Token};

impl Lower<'_> {
    /// How the answers of an operation come in pages.
    pub(super) fn pagination(
        &mut self,
        written: &At<vocabulary::Pagination>,
        response: &Response,
        shapes: &BTreeMap<String, Shape>,
    ) -> Option<Pagination> {
        let At { at, node: vocabulary::Pagination { items, token, page_number } } = written;
        let mut path = |path: &str, at: String| {
            let steps = response.shape.as_ref().and_then(|shape| shape.steps(path, shapes));
            if steps.is_none() {
                self.unsupported(&at, format!("the response has no field `{path}` that a type can be given"));
            }
            steps
        };
        let items = path(items, join(at, "items"))?;
        let token = match token {
            Some(Token { parameter, field, size }) => Some(TokenPagination {
                parameter: parameter.clone(),
                field: path(field, format!("{at}/token/field"))?,
                size: size.clone(),
            }),
            None => None,
        };
        let page_number = match page_number {
            Some(PageNumber { parameter, size, total, first }) => {
                let total = match total {
                    Some(total) => Some(path(total, format!("{at}/page-number/total"))?),
                    None => None,
                };
                let (parameter, size) = (parameter.clone(), size.clone());
                Some(PageNumberPagination { parameter, size, total, first: first.unwrap_or(1) })
            }
            None => None,
        };
        Some(Pagination { items, token, page_number })
    }
}
