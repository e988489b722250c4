//! What an operation looks up, changes and answers.

use std::collections::BTreeMap;

use twinspec_descriptors::{Action, Answer, Behaviour, Effect, Expression, Find, List, Paging, State, States};

use super::condition::{condition, expression, filters};
use super::leak;
use crate::model::{self, Api, Shown};

pub(super) fn behaviour(api: &Api, operation: &model::Operation) -> Behaviour {
    Behaviour {
        dry_run: leak::optional(operation.dry_run.as_ref()),
        finds: leak::list(operation.finds.iter().map(|find| Find {
            name: leak::text(&find.name),
            resource: leak::text(&find.resource),
            filters: filters(&find.filters),
        })),
        effects: leak::list(operation.effects.iter().map(effect)),
        answer: leak::list(operation.answer.iter().map(|answer| {
            let (fields, wrapped) = shown(api, operation, &answer.path);
            Answer { path: path(&answer.path), value: expression(&answer.value), fields, wrapped }
        })),
        omit: leak::list(operation.omit.iter().map(|omit| (path(&omit.path), condition(&omit.when)))),
        sensitive: leak::texts(operation.sensitive_fields(&api.shapes)),
        list: operation.list.as_ref().map(|list| self::list(api, operation, list)),
    }
}

pub(super) fn states(states: &model::States) -> States {
    let sequence = states.sequence.iter().map(|state| State {
        name: leak::text(&state.name),
        polls: state.polls.map(Into::into),
        after: state.after.map(Into::into),
        effects: leak::list(state.effects.iter().map(effect)),
    });
    States { field: leak::text(&states.field), sequence: leak::list(sequence) }
}

fn effect(effect: &model::Effect) -> Effect {
    Effect { action: action(&effect.action), when: effect.when.as_ref().map(condition) }
}

fn action(action: &model::Action) -> Action {
    match action {
        model::Action::Create { resource, name, fields } => {
            Action::Create { resource: leak::text(resource), name: leak::text(name), fields: self::fields(fields) }
        }
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

fn fields(fields: &BTreeMap<String, model::Expression>) -> &'static [(&'static str, Expression)] {
    leak::list(fields.iter().map(|(field, value)| (leak::text(field), expression(value))))
}

fn list(api: &Api, operation: &model::Operation, list: &model::List) -> List {
    let (fields, wrapped) = shown(api, operation, &list.items);
    List {
        resource: leak::text(&list.resource),
        filters: filters(&list.filters),
        items: path(&list.items),
        fields,
        wrapped,
        order: leak::optional(list.order.as_ref()),
        omit: leak::list(list.omit.iter().map(|(field, when)| (leak::text(field), condition(when)))),
        paging: operation.pagination.as_ref().map(|pagination| paging(operation, pagination)),
    }
}

/// How the list is cut into pages: as the operation's pagination says, with the sizes that its parameters have unless
/// given.
fn paging(operation: &model::Operation, pagination: &model::Pagination) -> Paging {
    let number = pagination.page_number.as_ref();
    let token = pagination.token.as_ref();
    Paging {
        page_number: leak::optional(number.map(|number| &number.parameter)),
        page_size: leak::optional(number.and_then(|number| number.size.as_ref())),
        total_count: number.and_then(|number| number.total.as_ref()).map(leak::texts),
        token: leak::optional(token.map(|token| &token.parameter)),
        max_results: leak::optional(token.and_then(|token| token.size.as_ref())),
        next_token: token.map(|token| leak::texts(&token.field)),
        default_size: usize::try_from(pagination.default_size(&operation.parameters)).unwrap_or(usize::MAX),
    }
}

fn path(path: &str) -> &'static [&'static str] {
    leak::texts(path.split('.'))
}

/// Fields, and those of them that are wrapped, with the name of the list inside.
type Fields = (&'static [&'static str], &'static [(&'static str, &'static str)]);

/// The fields that the response has at a path, and which of them have their list in an object around it.
fn shown(api: &Api, operation: &model::Operation, path: &str) -> Fields {
    let Shown { fields, wrapped } = operation.shown(path, &api.shapes);
    let wrapped = wrapped.into_iter().map(|(field, list)| (leak::text(field), leak::text(list)));
    (leak::texts(fields), leak::list(wrapped))
}
