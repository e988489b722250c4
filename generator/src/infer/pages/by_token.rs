//! Each page names the next one.

use super::list::List;
use super::names::{AFTER, TOKEN};
use super::query::Query;
use crate::model::{Pagination, TokenPagination, TokenSource};

/// A text in the answer that a parameter takes.
pub(super) fn named(list: &List<'_>, query: &Query<'_>) -> Option<Pagination> {
    TOKEN.iter().find_map(|(name, fields)| {
        let parameter = query.text(name)?;
        let field = list.text(fields)?;
        let found =
            format!("the answer names the next page in `{}`, which `{}` takes", field.join("."), parameter.name);
        let source = TokenSource::Field(field);
        let token = TokenPagination { parameter: parameter.name.clone(), source, more: None, size: query.size() };
        Some(Pagination { token: Some(token), ..list.paged(found) })
    })
}

/// What the last item is called, as long as there are more.
pub(super) fn last(list: &List<'_>, query: &Query<'_>) -> Option<Pagination> {
    let more = list.more()?;
    let parameter = AFTER.iter().find_map(|name| query.text(name))?;
    let (source, what) = match (list.text(&["lastid"]), list.id()) {
        (Some(last), _) => (TokenSource::Field(last.clone()), format!("`{}`", last.join("."))),
        (None, Some(id)) => (TokenSource::Item(id.clone()), format!("the `{}` of the last item", id.join("."))),
        (None, None) => return None,
    };
    let found = format!("`{}` takes {what}, as long as `{}` is true", parameter.name, more.join("."));
    let token = TokenPagination { parameter: parameter.name.clone(), source, more: Some(more), size: query.size() };
    Some(Pagination { token: Some(token), ..list.paged(found) })
}
