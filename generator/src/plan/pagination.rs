//! How the fields of a request and its response take part in paging.

use super::operation_plan::OperationPlan;
use super::pagination_plan::{PageNumberPlan, PaginationPlan, PaginationStyle, TokenPlan};
use super::rust_type::RustType;
use super::type_plan::TypePlan;
use super::way::{Types, place};

/// Plans the paging of an operation. The types that operations share have to be made already.
pub(super) fn plan(operation: &OperationPlan<'_>, shared: &[TypePlan]) -> Option<PaginationPlan> {
    let pagination = operation.model.pagination.as_ref()?;
    let types = Types { local: &operation.types, shared };
    let (items, list) = types.way(&pagination.items)?;
    let RustType::List(item) = list else { return None };
    let token = pagination.token.as_ref().and_then(|token| {
        let (next, _) = types.way(&token.field)?;
        let parameter = place(operation.field(&token.parameter)?);
        let size = token.size.as_ref().and_then(|size| operation.field(size)).map(place);
        Some(TokenPlan { parameter, size, next })
    });
    let number = pagination.page_number.as_ref().and_then(|number| {
        let field = operation.field(&number.parameter)?;
        let total = match &number.total {
            Some(total) => Some(types.way(total)?.0),
            None => None,
        };
        Some(PageNumberPlan { parameter: place(field), rust: field.rust.clone(), first: number.first, total })
    });
    let style = match (token, number) {
        // A parameter that every call has leaves no choice.
        (_, Some(number)) if !number.parameter.optional => PaginationStyle::PageNumber(number),
        (Some(token), Some(_)) if !token.parameter.optional => PaginationStyle::Token(token),
        (Some(token), Some(number)) => PaginationStyle::Either(token, number),
        (Some(token), None) => PaginationStyle::Token(token),
        (None, Some(number)) => PaginationStyle::PageNumber(number),
        (None, None) => return None,
    };
    Some(PaginationPlan { item: *item, items, style })
}
