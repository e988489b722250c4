use std::collections::BTreeMap;

use super::lower::Lower;
use crate::model::{
    OffsetPagination, PageNumberPagination, Pagination, Response, Shape, ShapeKind, TokenPagination, TokenSource,
};
use crate::pointer::join;
use crate::vocabulary::{self, At, Link, Offset, PageNumber, Token};

impl Lower<'_> {
    /// How the answers of an operation come in pages.
    pub(super) fn pagination(
        &mut self,
        written: &At<vocabulary::Pagination>,
        response: &Response,
        shapes: &BTreeMap<String, Shape>,
    ) -> Option<Pagination> {
        let At { at, node: vocabulary::Pagination { items, token, link, page_number, offset } } = written;
        let mut steps = |shape: Option<&Shape>, path: &str, at: String| {
            let steps = shape.and_then(|shape| shape.steps(path, shapes));
            if steps.is_none() {
                self.unsupported(&at, format!("the response has no field `{path}` that a type can be given"));
            }
            steps
        };
        let body = response.shape.as_ref();
        let items_way = steps(body, items, join(at, "items"))?;
        let mut optional = |shape: Option<&Shape>, path: &Option<String>, at: String| match path {
            Some(path) => steps(shape, path, at).map(Some),
            None => Some(None),
        };
        let token = match (token, link) {
            (Some(Token { parameter, field, item, more, size }), _) => {
                let more = optional(body, more, format!("{at}/token/more"))?;
                // A document has one of them.
                let source = match optional(body, field, format!("{at}/token/field"))? {
                    Some(field) => TokenSource::Field(field),
                    None => {
                        let of_items = body.and_then(|body| item_at(body, &items_way, shapes));
                        TokenSource::Item(optional(of_items, item, format!("{at}/token/item"))??)
                    }
                };
                Some(TokenPagination { parameter: parameter.clone(), source, more, size: size.clone() })
            }
            (None, Some(Link { parameter, size })) => {
                let (parameter, size) = (parameter.clone(), size.clone());
                Some(TokenPagination { parameter, source: TokenSource::Link, more: None, size })
            }
            (None, None) => None,
        };
        let page_number = match page_number {
            Some(PageNumber { parameter, size, total, first }) => {
                let total = optional(body, total, format!("{at}/page-number/total"))?;
                let (parameter, size) = (parameter.clone(), size.clone());
                Some(PageNumberPagination { parameter, size, total, first: first.unwrap_or(1) })
            }
            None => None,
        };
        let offset = match offset {
            Some(Offset { parameter, size, total }) => {
                let total = optional(body, total, format!("{at}/offset/total"))?;
                Some(OffsetPagination { parameter: parameter.clone(), size: size.clone(), total })
            }
            None => None,
        };
        Some(Pagination { items: items_way, token, page_number, offset, found: None })
    }
}

/// What the items of the list look like that names lead to.
fn item_at<'s>(body: &'s Shape, way: &[String], shapes: &'s BTreeMap<String, Shape>) -> Option<&'s Shape> {
    let list = way.iter().try_fold(body, |shape, name| {
        let ShapeKind::Object { fields, .. } = &shape.behind(shapes)?.kind else { return None };
        fields.iter().find(|field| field.name == *name).map(|field| &field.shape)
    })?;
    match &list.behind(shapes)?.kind {
        ShapeKind::Array { items, .. } => Some(items),
        _ => None,
    }
}
