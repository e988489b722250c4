//! What values and filters name.

use std::collections::BTreeMap;

use crate::model::{Ancestors, Counted, Each, Expression, Filter, Filters, Lists};
use crate::pointer::join;
use crate::vocabulary::mention::{Access, Kind, Mention, Pointer, Role};

pub(super) fn fields(
    of: Option<Kind<'_>>,
    fields: &BTreeMap<String, Expression>,
    at: &str,
    found: &mut impl FnMut(Mention<'_>, &Pointer),
) {
    for (field, value) in fields {
        let at = join(at, field);
        if let Some(of) = of {
            found(Mention::Field { of, field, access: Access::Write }, &Pointer::key(&at));
        }
        expression(value, &at, found);
    }
}

pub(super) fn filters(of: Kind<'_>, filters: &Filters, at: &str, found: &mut impl FnMut(Mention<'_>, &Pointer)) {
    for (field, filter) in filters {
        let at = join(at, field);
        found(Mention::Field { of, field, access: Access::Read }, &Pointer::key(&at));
        tested(filter, &at, found);
    }
}

pub(super) fn tested(filter: &Filter, at: &str, found: &mut impl FnMut(Mention<'_>, &Pointer)) {
    match filter {
        Filter::Contains(value) => expression(value, &join(at, "contains"), found),
        Filter::HasAll(value) => expression(value, &join(at, "has-all"), found),
        Filter::Starts(value) => expression(value, &join(at, "starts"), found),
        Filter::StartsWith(value) => expression(value, &join(at, "starts-with"), found),
        Filter::OneOf(value) => expression(value, &join(at, "one-of"), found),
        Filter::Equals(value) => expression(value, at, found),
    }
}

pub(super) fn expression(expression: &Expression, at: &str, found: &mut impl FnMut(Mention<'_>, &Pointer)) {
    value(expression, None, at, found);
}

/// A value that is at a place of the answer, or anywhere else.
pub(super) fn value(
    expression: &Expression,
    place: Option<&str>,
    at: &str,
    found: &mut impl FnMut(Mention<'_>, &Pointer),
) {
    match expression {
        Expression::Parameter(name) => parameter(name, Role::Any, &join(at, "parameter"), found),
        Expression::Field(field) => read(field, &join(at, "field"), found),
        Expression::Resource(name) => {
            let at = Pointer::value(join(at, "resource"));
            found(Mention::Name(name), &at);
            found(Mention::Shown { of: Kind::Named(name), path: place }, &at);
        }
        Expression::Join(parts) => values(parts, None, &join(at, "join"), found),
        Expression::FirstOf(parts) => values(parts, place, &join(at, "first-of"), found),
        Expression::Exists(name) => found(Mention::Name(name), &Pointer::value(join(at, "exists"))),
        Expression::Next(resource) => found(Mention::Resource(resource), &Pointer::value(join(at, "next"))),
        Expression::Ancestors(Ancestors { of, field, separator: _ }) => {
            let at = join(at, "ancestors");
            found(Mention::Name(of), &Pointer::value(join(&at, "of")));
            found(Mention::Above { name: of, field }, &Pointer::value(join(&at, "field")));
        }
        Expression::Count(Counted { resource, filters: counted }) => {
            let at = join(at, "count");
            found(Mention::Resource(resource), &Pointer::value(join(&at, "resource")));
            filters(Kind::Resource(resource), counted, &join(&at, "where"), found);
        }
        Expression::Union(Lists { lists, by: _ }) => values(lists, None, &join(&join(at, "union"), "lists"), found),
        Expression::Difference(Lists { lists, by: _ }) => {
            values(lists, None, &join(&join(at, "difference"), "lists"), found);
        }
        Expression::Each(Each { of, with }) => {
            let at = join(at, "each");
            self::expression(of, &join(&at, "of"), found);
            found(Mention::EachItem, &Pointer::value(&at));
            for (member, value) in with {
                self::expression(value, &join(&join(&at, "with"), member), found);
            }
            found(Mention::EndOfItems, &Pointer::value(&at));
        }
        Expression::Item(_) => found(Mention::Item, &Pointer::value(join(at, "item"))),
        Expression::Random(_)
        | Expression::Now(_)
        | Expression::Later(_)
        | Expression::Account(_)
        | Expression::Body(_)
        | Expression::Value(_)
        | Expression::Literal(_) => {}
    }
}

fn values(parts: &[Expression], place: Option<&str>, at: &str, found: &mut impl FnMut(Mention<'_>, &Pointer)) {
    for (index, part) in parts.iter().enumerate() {
        value(part, place, &join(at, &index.to_string()), found);
    }
}

/// `parent.FolderId`: a field of something that was found or created.
pub(super) fn read(text: &str, at: &str, found: &mut impl FnMut(Mention<'_>, &Pointer)) {
    if let Some((name, field)) = text.split_once('.') {
        let at = Pointer::value(at);
        found(Mention::Name(name), &at);
        found(Mention::Field { of: Kind::Named(name), field, access: Access::Read }, &at);
    }
}

pub(super) fn parameter(name: &str, role: Role, at: &str, found: &mut impl FnMut(Mention<'_>, &Pointer)) {
    found(Mention::Parameter { of: None, name, role }, &Pointer::value(at));
}
