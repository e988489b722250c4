//! The one place that knows what each node names. Every `let` takes a node apart without `..`, so that a new key cannot be
//! forgotten here.

mod value;

use value::{expression, fields, filters, parameter, read, tested, value};

use super::mention::{Access, Kind, Mention, Pointer, Role};
use super::{
    At, Count, Effect, ErrorRow, Example, Find, Link, List, Offset, Operation, PageNumber, Pagination, Resource,
    SomeItem, State, States, Token, ValidCode, Vocabulary, When,
};
use crate::model::{Given, GivenResource, Owner, Parent, Poll, PollEnd, PollValue};
use crate::pointer::join;

impl Vocabulary {
    /// What the document names outside of its operations.
    pub(crate) fn mentions(&self, found: &mut impl FnMut(Mention<'_>, &Pointer)) {
        for At { at, node } in self.given.iter().flat_map(|(_, world)| world) {
            let Given::Resource(GivenResource { resource, account: _, fields }) = node else { continue };
            found(Mention::Resource(resource), &Pointer::value(join(at, "resource")));
            let at = join(at, "fields");
            for field in fields.keys() {
                let mention = Mention::Field { of: Kind::Resource(resource), field, access: Access::Write };
                found(mention, &Pointer::key(join(&at, field)));
            }
        }
        for (name, At { at, node: Resource { description: _, key, within, parent, defaults, states } }) in
            &self.resources
        {
            let of = Kind::Resource(name);
            if let Some(key) = key {
                both(of, key, &join(at, "key"), found);
            }
            for (index, field) in within.iter().enumerate() {
                both(of, field, &join(&join(at, "within"), &index.to_string()), found);
            }
            for field in defaults.keys() {
                let at = Pointer::key(join(&join(at, "defaults"), field));
                found(Mention::Field { of, field, access: Access::Write }, &at);
            }
            if let Some(Parent { resource, field }) = parent {
                let at = join(at, "parent");
                found(Mention::Resource(resource), &Pointer::value(join(&at, "resource")));
                let mention = Mention::Field { of, field, access: Access::Read };
                found(mention, &Pointer::value(join(&at, "field")));
            }
            let Some(States { field, sequence }) = states else { continue };
            let at = join(at, "states");
            both(of, field, &join(&at, "field"), found);
            let at = join(&at, "sequence");
            for (index, State { name: _, polls: _, after: _, effects }) in sequence.iter().enumerate() {
                let at = join(&join(&at, &index.to_string()), "effects");
                found(Mention::Begins { resource: name }, &Pointer::value(&at));
                for (index, each) in effects.iter().enumerate() {
                    effect(each, &join(&at, &index.to_string()), found);
                }
            }
        }
        self.vendor.mentions(found);
    }
}

impl Operation {
    /// What an operation names, in the order in which a call comes to it.
    pub(crate) fn mentions(&self, found: &mut impl FnMut(Mention<'_>, &Pointer)) {
        let Operation {
            faults: _,
            path: _,
            title: _,
            operation_type: _,
            protocol: _,
            substitutes,
            poll,
            host_parameters: _,
            idempotency_token,
            pagination,
            is_unpaged: _,
            limits: _,
            given,
            dry_run,
            finds,
            effects,
            answer,
            omit,
            list,
            errors,
            changes: _,
            vendor: _,
        } = self;
        for At { at, node: operation } in substitutes {
            found(Mention::Substitute(operation), &Pointer::value(at));
        }
        if let Some(At { at, node }) = idempotency_token {
            parameter(node, Role::Text, at, found);
        }
        if let Some(At { at, node }) = pagination {
            pages(node, at, found);
        }
        if let Some(At { at, node }) = poll {
            polls(node, at, found);
        }
        for At { at, node } in given {
            found(Mention::World(node), &Pointer::value(at));
        }
        if let Some(At { at, node }) = dry_run {
            parameter(node, Role::Any, at, found);
        }
        for (_, At { at, node: Find { resource, account, r#where, absent: _ } }) in finds {
            found(Mention::Resource(resource), &Pointer::value(join(at, "resource")));
            owner(account, at, found);
            filters(Kind::Resource(resource), r#where, &join(at, "where"), found);
        }
        for At { at, node } in errors {
            row(node, at, found);
        }
        for At { at, node } in effects {
            effect(node, at, found);
        }
        for (path, At { at, node }) in answer {
            found(Mention::Place(path), &Pointer::key(at));
            value(node, Some(path), at, found);
        }
        for (path, At { at, node }) in omit {
            found(Mention::Place(path), &Pointer::key(at));
            condition(node, at, false, found);
        }
        if let Some(At { at, node }) = list {
            let List {
                resource,
                account,
                r#where,
                each,
                with: _,
                having: _,
                distinct: _,
                items,
                order,
                omit,
                limit,
                skip,
                page,
                after,
                before,
                total,
                more,
                first,
                last,
                next,
            } = node;
            let of = Kind::Resource(resource);
            found(Mention::Resource(resource), &Pointer::value(join(at, "resource")));
            owner(account, at, found);
            filters(of, r#where, &join(at, "where"), found);
            found(Mention::Place(items), &Pointer::value(join(at, "items")));
            if each.is_none() {
                found(Mention::Shown { of, path: Some(items) }, &Pointer::value(join(at, "items")));
            }
            listed(node, at, found);
            if let (Some(field), None) = (order, each) {
                found(Mention::Field { of, field, access: Access::Read }, &Pointer::value(join(at, "order")));
            }
            let part = [("limit", limit), ("skip", skip), ("page", page), ("after", after), ("before", before)];
            for (key, part) in part {
                if let Some(part) = part {
                    expression(part, &join(at, key), found);
                }
            }
            let places = [("total", total), ("more", more), ("first", first), ("last", last), ("next", next)];
            for (key, place) in places {
                if let Some(place) = place {
                    found(Mention::Place(place), &Pointer::value(join(at, key)));
                }
            }
            let at = join(at, "omit");
            for (field, when) in omit {
                let at = join(&at, field);
                found(Mention::Field { of, field, access: Access::Read }, &Pointer::key(&at));
                condition(when, &at, false, found);
            }
        }
    }
}

/// What is made for each resource of a list.
fn listed(list: &List, at: &str, found: &mut impl FnMut(Mention<'_>, &Pointer)) {
    let List { resource, each, with, having, items, .. } = list;
    found(Mention::EachResource { resource }, &Pointer::value(at));
    if let Some(field) = each {
        let mention = Mention::Field { of: Kind::Resource(resource), field, access: Access::Read };
        found(mention, &Pointer::value(join(at, "each")));
        found(Mention::EachItem, &Pointer::value(join(at, "each")));
    }
    for (field, value) in with {
        let at = join(&join(at, "with"), field);
        found(Mention::Listed { place: items, field }, &Pointer::key(&at));
        expression(value, &at, found);
    }
    if each.is_some() {
        found(Mention::EndOfItems, &Pointer::value(join(at, "each")));
    }
    found(Mention::EndOfResources, &Pointer::value(at));
    for (field, filter) in having {
        tested(filter, &join(&join(at, "having"), field), found);
    }
}

/// Whose resources are meant.
fn owner(owner: &Option<Owner>, at: &str, found: &mut impl FnMut(Mention<'_>, &Pointer)) {
    if let Some(Owner::Account(value)) = owner {
        expression(value, &join(at, "account"), found);
    }
}

fn pages(pagination: &Pagination, at: &str, found: &mut impl FnMut(Mention<'_>, &Pointer)) {
    let Pagination { items, token, link, page_number, offset } = pagination;
    response(items, Role::List, &join(at, "items"), found);
    // That `item` is a field of an item is checked when a type is given to it.
    if let Some(Token { parameter: name, field, item: _, more, size }) = token {
        let at = join(at, "token");
        parameter(name, Role::Text, &join(&at, "parameter"), found);
        if let Some(field) = field {
            response(field, Role::Text, &join(&at, "field"), found);
        }
        if let Some(more) = more {
            response(more, Role::Any, &join(&at, "more"), found);
        }
        if let Some(size) = size {
            parameter(size, Role::Any, &join(&at, "size"), found);
        }
    }
    if let Some(Link { parameter: name, size }) = link {
        let at = join(at, "link");
        parameter(name, Role::Any, &join(&at, "parameter"), found);
        if let Some(size) = size {
            parameter(size, Role::Any, &join(&at, "size"), found);
        }
    }
    let mut counted = |key: &str, name: &str, size: &Option<String>, total: &Option<String>| {
        let at = join(at, key);
        parameter(name, Role::Number, &join(&at, "parameter"), found);
        if let Some(size) = size {
            parameter(size, Role::Any, &join(&at, "size"), found);
        }
        if let Some(total) = total {
            response(total, Role::Number, &join(&at, "total"), found);
        }
    };
    if let Some(PageNumber { parameter, size, total, first: _ }) = page_number {
        counted("page-number", parameter, size, total);
    }
    if let Some(Offset { parameter, size, total }) = offset {
        counted("offset", parameter, size, total);
    }
}

fn polls(poll: &Poll, at: &str, found: &mut impl FnMut(Mention<'_>, &Pointer)) {
    let Poll { operation, parameters, interval: _, attempts: _, until } = poll;
    found(Mention::Operation(operation), &Pointer::value(join(at, "operation")));
    let of = Some(operation.as_str());
    for (name, value) in parameters {
        let at = join(&join(at, "parameters"), name);
        found(Mention::Parameter { of, name, role: Role::Any }, &Pointer::key(&at));
        match value {
            PollValue::Parameter(name) => parameter(name, Role::Any, &join(&at, "parameter"), found),
            PollValue::Field(path) => response(path, Role::Any, &join(&at, "field"), found),
        }
    }
    if let Some(PollEnd { field, succeeded: _, failed: _ }) = until {
        let mention = Mention::Response { of, path: field, role: Role::State };
        found(mention, &Pointer::value(join(&join(at, "until"), "field")));
    }
}

fn row(row: &ErrorRow, at: &str, found: &mut impl FnMut(Mention<'_>, &Pointer)) {
    let ErrorRow {
        status: _,
        listed_status: _,
        code: _,
        message: _,
        description: _,
        remedy: _,
        retryable: _,
        when,
        examples,
    } = row;
    if let Some(when) = when {
        condition(when, &join(at, "when"), true, found);
    }
    for (index, Example { site, given, parameters }) in examples.iter().enumerate() {
        let at = join(&join(at, "examples"), &index.to_string());
        if let Some(site) = site {
            found(Mention::Site(site), &Pointer::value(join(&at, "site")));
        }
        for (index, world) in given.iter().flatten().enumerate() {
            found(Mention::World(world), &Pointer::value(join(&join(&at, "given"), &index.to_string())));
        }
        for name in parameters.keys() {
            let at = join(&join(&at, "parameters"), name);
            found(Mention::Parameter { of: None, name, role: Role::Any }, &Pointer::key(at));
        }
    }
}

fn condition(when: &When, at: &str, of_row: bool, found: &mut impl FnMut(Mention<'_>, &Pointer)) {
    found(Mention::Condition { when, of_row }, &Pointer::value(at));
    let When {
        site,
        parameter: subject,
        field,
        item,
        matches,
        not_matches,
        present: _,
        equals: _,
        longer_than: _,
        shorter_than: _,
        limit,
        exists,
        count,
        valid_code,
        some,
        unknown_page_token,
        any,
        all,
        not,
        forced_only: _,
    } = when;
    if item.is_some() {
        found(Mention::Item, &Pointer::value(join(at, "item")));
    }
    if let Some(SomeItem { of, when }) = some {
        let at = join(at, "some");
        expression(of, &join(&at, "of"), found);
        found(Mention::EachItem, &Pointer::value(&at));
        condition(when, &join(&at, "when"), false, found);
        found(Mention::EndOfItems, &Pointer::value(&at));
    }
    if let Some(site) = site {
        found(Mention::Site(site), &Pointer::value(join(at, "site")));
    }
    for (key, name) in [("parameter", subject), ("unknown-page-token", unknown_page_token)] {
        if let Some(name) = name {
            parameter(name, Role::Any, &join(at, key), found);
        }
    }
    if let Some(field) = field {
        read(field, &join(at, "field"), found);
    }
    for (key, pattern) in [("matches", matches), ("not-matches", not_matches)] {
        if let Some(pattern) = pattern {
            found(Mention::Regex(pattern), &Pointer::value(join(at, key)));
        }
    }
    if let Some(limit) = limit {
        found(Mention::Limit(limit), &Pointer::value(join(at, "limit")));
    }
    if let Some(name) = exists {
        found(Mention::Exists(name), &Pointer::value(join(at, "exists")));
    }
    if let Some(Count { resource, r#where, at_least: _ }) = count {
        let at = join(at, "count");
        found(Mention::Resource(resource), &Pointer::value(join(&at, "resource")));
        filters(Kind::Resource(resource), r#where, &join(&at, "where"), found);
    }
    if let Some(ValidCode { name: _, r#for, parameter: given }) = valid_code {
        let at = join(at, "valid-code");
        parameter(given, Role::Any, &join(&at, "parameter"), found);
        if let Some(recipient) = r#for {
            expression(recipient, &join(&at, "for"), found);
        }
    }
    for (key, each) in [("any", any), ("all", all)] {
        for (index, when) in each.iter().flatten().enumerate() {
            condition(when, &join(&join(at, key), &index.to_string()), false, found);
        }
    }
    if let Some(when) = not {
        condition(when, &join(at, "not"), false, found);
    }
}

fn effect(effect: &Effect, at: &str, found: &mut impl FnMut(Mention<'_>, &Pointer)) {
    found(Mention::Effect(effect), &Pointer::value(at));
    let Effect {
        create,
        update,
        replace,
        merge,
        delete,
        update_all,
        delete_all,
        issue_code: _,
        consume_code: _,
        poll,
        account,
        r#as,
        from,
        except,
        present: _,
        with,
        r#where,
        r#for,
        expires_after: _,
        when,
    } = effect;
    for (key, resource) in [("create", create), ("update-all", update_all), ("delete-all", delete_all)] {
        if let Some(resource) = resource {
            found(Mention::Resource(resource), &Pointer::value(join(at, key)));
        }
    }
    let named = [("update", update), ("replace", replace), ("merge", merge), ("delete", delete), ("poll", poll)];
    for (key, name) in named {
        if let Some(name) = name {
            found(Mention::Name(name), &Pointer::value(join(at, key)));
        }
    }
    if let Some(when) = when {
        condition(when, &join(at, "when"), false, found);
    }
    owner(account, at, found);
    // What is created may be spoken of in its own fields.
    if let Some(resource) = create {
        let name = r#as.as_ref().unwrap_or(resource);
        found(Mention::Creates { name, resource }, &Pointer::value(join(at, "create")));
    }
    let all = update_all.as_ref().or(delete_all.as_ref());
    let kind = create.as_ref().or(all).map(|resource| Kind::Resource(resource));
    let changed = update.as_ref().or(replace.as_ref()).or(merge.as_ref());
    let of = kind.or(changed.map(|name| Kind::Named(name)));
    if let Some(members) = from {
        if let Some(of) = of {
            found(Mention::Filled { of }, &Pointer::value(join(at, "from")));
        }
        expression(members, &join(at, "from"), found);
    }
    for (index, field) in except.iter().enumerate() {
        let Some(of) = of else { continue };
        let at = Pointer::value(join(&join(at, "except"), &index.to_string()));
        found(Mention::Field { of, field, access: Access::Read }, &at);
    }
    if let Some(resource) = all {
        filters(Kind::Resource(resource), r#where, &join(at, "where"), found);
        found(Mention::EachResource { resource }, &Pointer::value(at));
    }
    fields(of, with, &join(at, "with"), found);
    if all.is_some() {
        found(Mention::EndOfResources, &Pointer::value(at));
    }
    if let Some(recipient) = r#for {
        expression(recipient, &join(at, "for"), found);
    }
}

/// A field that the mock itself reads and writes.
fn both(of: Kind<'_>, field: &str, at: &str, found: &mut impl FnMut(Mention<'_>, &Pointer)) {
    for access in [Access::Read, Access::Write] {
        found(Mention::Field { of, field, access }, &Pointer::value(at));
    }
}

fn response(path: &str, role: Role, at: &str, found: &mut impl FnMut(Mention<'_>, &Pointer)) {
    found(Mention::Response { of: None, path, role }, &Pointer::value(at));
}
