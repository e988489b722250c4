//! What an operation looks up, changes and answers.

use twinspec_descriptors::{Action, Answer, Behaviour, Effect, Expression, Find, List, Paging, Slice, State, States};

use super::condition::{condition, expression, fields, filters, owner};
use super::leak;
use crate::model::{self, Api, Members, Shown};

pub(super) fn behaviour(api: &Api, operation: &model::Operation) -> Behaviour {
    let finds = operation.finds.iter();
    let finds = finds.map(|described| {
        let mut find =
            Find::new(leak::text(&described.name), leak::text(&described.resource), filters(&described.filters));
        find.owner = described.owner.as_ref().map(owner);
        find.absent = described.absent;
        find
    });
    let answer = operation.answer.iter().map(|answer| {
        let (fields, wrapped) = shown(api, operation, &answer.path);
        Answer::new(path(&answer.path), expression(&answer.value)).fields(fields).wrapped(wrapped)
    });
    let mut behaviour = Behaviour::new()
        .finds(leak::list(finds))
        .effects(leak::list(operation.effects.iter().map(effect)))
        .answer(leak::list(answer))
        .omit(leak::list(operation.omit.iter().map(|omit| (path(&omit.path), condition(&omit.when)))))
        .sensitive(leak::texts(operation.sensitive_fields(&api.shapes)));
    behaviour.dry_run = leak::optional(operation.dry_run.as_ref());
    behaviour.list = operation.list.as_ref().map(|list| self::list(api, operation, list));
    behaviour
}

pub(super) fn states(states: &model::States) -> States {
    let sequence = states.sequence.iter().map(|described| {
        let mut state =
            State::new(leak::text(&described.name)).effects(leak::list(described.effects.iter().map(effect)));
        state.polls = described.polls.map(Into::into);
        state.after = described.after.map(Into::into);
        state
    });
    States::new(leak::text(&states.field), leak::list(sequence))
}

fn effect(described: &model::Effect) -> Effect {
    let mut effect = Effect::new(action(&described.action));
    effect.owner = described.owner.as_ref().map(owner);
    effect.when = described.when.as_ref().map(condition);
    effect
}

fn action(action: &model::Action) -> Action {
    match action {
        model::Action::Create { resource, name, from: None, present: None, fields } => {
            Action::Create { resource: leak::text(resource), name: leak::text(name), fields: self::fields(fields) }
        }
        model::Action::Create { resource, name, from, present, fields } => Action::CreateFrom {
            resource: leak::text(resource),
            name: leak::text(name),
            from: from.as_ref().map_or(Expression::Json("{}"), |members| expression(&members.from)),
            except: leak::texts(from.iter().flat_map(|members| &members.except)),
            present: *present,
            fields: self::fields(fields),
        },
        model::Action::Replace { name, from: Members { from, except }, fields } => Action::Replace {
            name: leak::text(name),
            from: expression(from),
            except: leak::texts(except),
            fields: self::fields(fields),
        },
        model::Action::Merge { name, from: Members { from, except }, fields } => Action::Merge {
            name: leak::text(name),
            from: expression(from),
            except: leak::texts(except),
            fields: self::fields(fields),
        },
        model::Action::Update { name, fields } => {
            Action::Update { name: leak::text(name), fields: self::fields(fields) }
        }
        model::Action::Delete { name } => Action::Delete { name: leak::text(name) },
        model::Action::DeleteAll { resource, filters } => {
            Action::DeleteAll { resource: leak::text(resource), filters: self::filters(filters) }
        }
        model::Action::UpdateAll { resource, filters, fields } => Action::UpdateAll {
            resource: leak::text(resource),
            filters: self::filters(filters),
            fields: self::fields(fields),
        },
        model::Action::IssueCode { code, recipient, expires_after } => Action::IssueCode {
            code: leak::text(code),
            recipient: recipient.as_ref().map(expression),
            expires_after: (*expires_after).into(),
        },
        model::Action::ConsumeCode { code, recipient } => {
            Action::ConsumeCode { code: leak::text(code), recipient: recipient.as_ref().map(expression) }
        }
        model::Action::Poll { name } => Action::Poll { name: leak::text(name) },
    }
}

fn list(api: &Api, operation: &model::Operation, described: &model::List) -> List {
    let (fields, wrapped) = shown(api, operation, &described.items);
    let omit = described.omit.iter().map(|(field, when)| (leak::text(field), condition(when)));
    let mut list = List::new(leak::text(&described.resource), path(&described.items), fields)
        .filters(filters(&described.filters))
        .wrapped(wrapped)
        .omit(leak::list(omit));
    list.owner = described.owner.as_ref().map(owner);
    list.each = leak::optional(described.each.as_ref());
    list.with = self::fields(&described.with);
    list.having = filters(&described.having);
    list.distinct = described.distinct;
    list.order = leak::optional(described.order.as_ref());
    list.slice = slice(&described.slice);
    // A list of a document that only says it is cut as its state says.
    let described = operation.pagination.as_ref().filter(|pagination| pagination.found.is_none());
    list.paging = described.map(|pagination| paging(operation, pagination));
    list
}

/// The part that a call asks for; nothing if it cannot ask for one.
fn slice(described: &model::Slice) -> Option<Slice> {
    let value = |value: &Option<model::Expression>| value.as_ref().map(expression);
    let mut slice = Slice::new();
    slice.limit = value(&described.limit);
    slice.skip = value(&described.skip);
    slice.page = value(&described.page);
    slice.after = value(&described.after);
    slice.before = value(&described.before);
    slice.total = described.total.as_deref().map(path);
    slice.more = described.more.as_deref().map(path);
    slice.first = described.first.as_deref().map(path);
    slice.last = described.last.as_deref().map(path);
    slice.next = described.next.as_deref().map(path);
    (*described != model::Slice::default()).then_some(slice)
}

/// How the list is cut into pages: as the operation's pagination says, with the sizes that its parameters have unless
/// given.
fn paging(operation: &model::Operation, pagination: &model::Pagination) -> Paging {
    let number = pagination.page_number.as_ref();
    let token = pagination.token.as_ref();
    let default_size = pagination.default_size(&operation.parameters);
    let mut paging = Paging::new(usize::try_from(default_size).unwrap_or(usize::MAX));
    paging.page_number = leak::optional(number.map(|number| &number.parameter));
    paging.page_size = leak::optional(number.and_then(|number| number.size.as_ref()));
    paging.total_count = number.and_then(|number| number.total.as_ref()).map(leak::texts);
    paging.token = leak::optional(token.map(|token| &token.parameter));
    paging.max_results = leak::optional(token.and_then(|token| token.size.as_ref()));
    paging.next_token = token.and_then(|token| match &token.source {
        model::TokenSource::Field(field) => Some(leak::texts(field)),
        model::TokenSource::Item(_) | model::TokenSource::Link => None,
    });
    paging
}

fn path(path: &str) -> &'static [&'static str] {
    leak::texts(path.split('.').filter(|name| !name.is_empty()))
}

/// Fields, and those of them that are wrapped, with the name of the list inside.
type Fields = (&'static [&'static str], &'static [(&'static str, &'static str)]);

/// The fields that the response has at a path, and which of them have their list in an object around it.
fn shown(api: &Api, operation: &model::Operation, path: &str) -> Fields {
    let Shown { fields, wrapped } = operation.shown(path, &api.shapes);
    let wrapped = wrapped.into_iter().map(|(field, list)| (leak::text(field), leak::text(list)));
    (leak::texts(fields), leak::list(wrapped))
}
