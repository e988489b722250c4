use std::collections::BTreeMap;

use openapiv3::Operation as OpenApiOperation;
use serde::Deserialize;

use super::Lower;
use crate::model::{PageNumberPagination, Pagination, Response, Shape, TokenPagination};
use crate::source::join;

/// `x-twin-pagination` as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Raw {
    items: String,
    token: Option<RawToken>,
    page_number: Option<RawPageNumber>,
}

#[derive(Deserialize)]
struct RawToken {
    parameter: String,
    field: String,
    size: Option<String>,
}

#[derive(Deserialize)]
struct RawPageNumber {
    parameter: String,
    size: Option<String>,
    total: Option<String>,
    #[serde(default = "one")]
    first: u64,
}

fn one() -> u64 {
    1
}

impl Lower<'_> {
    /// How the answers of an operation come in pages.
    pub(super) fn pagination(
        &mut self,
        operation: &OpenApiOperation,
        response: &Response,
        shapes: &BTreeMap<String, Shape>,
        origin: &str,
    ) -> Option<Pagination> {
        let at = join(origin, "x-twin-pagination");
        let raw: Raw = self.extension(operation.extensions.get("x-twin-pagination"), &at)?;
        let mut path = |path: &str, at: String| {
            let steps = response.shape.as_ref().and_then(|shape| shape.steps(path, shapes));
            if steps.is_none() {
                self.unsupported(&at, format!("the response has no field `{path}` that a type can be given"));
            }
            steps
        };
        let items = path(&raw.items, join(&at, "items"))?;
        let token = match raw.token {
            Some(RawToken { parameter, field, size }) => {
                Some(TokenPagination { parameter, field: path(&field, format!("{at}/token/field"))?, size })
            }
            None => None,
        };
        let page_number = match raw.page_number {
            Some(RawPageNumber { parameter, size, total, first }) => {
                let total = match total {
                    Some(total) => Some(path(&total, format!("{at}/page-number/total"))?),
                    None => None,
                };
                Some(PageNumberPagination { parameter, size, total, first })
            }
            None => None,
        };
        Some(Pagination { items, token, page_number })
    }
}
