//! How the fields of a request and its response take part in paging.

use super::operation_plan::{OperationPlan, RequestField};
use super::pagination_plan::{NextToken, OffsetPlan, PageNumberPlan, PaginationPlan, PaginationStyle, Step, TokenPlan};
use super::rust_type::RustType;
use super::type_plan::TypePlan;
use super::way::{Types, place};
use crate::model::TokenSource;

/// Plans the paging of an operation. The types that operations share have to be made already.
pub(super) fn plan(operation: &OperationPlan<'_>, shared: &[TypePlan]) -> Option<PaginationPlan> {
    let pagination = operation.model.pagination.as_ref()?;
    let types = Types { local: &operation.types, shared };
    let (items, list) = types.way(&pagination.items)?;
    // What is found in a document has to be of the very type that it takes; what the vocabulary says was checked.
    let of_type = |(way, rust): (Vec<Step>, RustType), fits: fn(&RustType) -> bool| {
        (pagination.found.is_none() || fits(&rust)).then_some(way)
    };
    let text = |way| of_type(way, |rust| *rust == RustType::String);
    let is_number = |rust: &RustType| matches!(rust, RustType::Integer(_));
    let counted = |field: &RequestField<'_>, total: Option<&Vec<String>>| {
        let is_counted = pagination.found.is_none() || is_number(&types.behind(&field.rust)?);
        let total = match total {
            Some(total) => Some(of_type(types.way(total)?, is_number)?),
            None => None,
        };
        is_counted.then_some(total)
    };
    let RustType::List(item) = list else { return None };
    let token = pagination.token.as_ref().and_then(|token| {
        let field = operation.field(&token.parameter)?;
        let size = token.size.as_ref().and_then(|size| operation.field(size)).map(place);
        let next = match &token.source {
            TokenSource::Field(wires) => NextToken::Field(text(types.way(wires)?)?),
            TokenSource::Item(wires) => NextToken::Item(text(types.way_from(*item.clone(), wires)?)?),
            TokenSource::Link => NextToken::Link(token.parameter.clone()),
        };
        let more = match &token.more {
            Some(more) => Some(of_type(types.way(more)?, |rust| *rust == RustType::Bool)?),
            None => None,
        };
        let rust = types.behind(&field.rust)?;
        let number = match (&token.source, &rust) {
            (TokenSource::Link, RustType::Integer(_)) => Some(rust),
            (_, RustType::String) => None,
            // What the vocabulary says was checked.
            _ if pagination.found.is_none() => None,
            _ => return None,
        };
        Some(TokenPlan { parameter: place(field), size, number, next, more })
    });
    let number = pagination.page_number.as_ref().and_then(|number| {
        let field = operation.field(&number.parameter)?;
        let total = counted(field, number.total.as_ref())?;
        Some(PageNumberPlan { parameter: place(field), rust: field.rust.clone(), first: number.first, total })
    });
    let offset = pagination.offset.as_ref().and_then(|offset| {
        let field = operation.field(&offset.parameter)?;
        let total = counted(field, offset.total.as_ref())?;
        Some(OffsetPlan { parameter: place(field), rust: field.rust.clone(), total })
    });
    let style = match (token, number) {
        // A parameter that every call has leaves no choice.
        (_, Some(number)) if !number.parameter.optional => PaginationStyle::PageNumber(number),
        (Some(token), Some(_)) if !token.parameter.optional => PaginationStyle::Token(token),
        (Some(token), Some(number)) => PaginationStyle::Either(token, number),
        (Some(token), None) => PaginationStyle::Token(token),
        (None, Some(number)) => PaginationStyle::PageNumber(number),
        (None, None) => PaginationStyle::Offset(offset?),
    };
    Some(PaginationPlan { item: *item, items, style })
}
