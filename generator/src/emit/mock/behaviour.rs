//! What an operation looks up, changes and answers, as the mock's runtime takes it.

use std::collections::BTreeMap;

use super::condition::{self, expression, filters};
use crate::emit::rust::{list, literal, literals, option};
use crate::model::{Action, Answer, Api, Effect, Expression, Find, List, Operation, Pagination, Shown, State, States};

pub(super) fn of(api: &Api, operation: &Operation) -> String {
    let Operation { dry_run, finds, effects, answer, omit, list, .. } = operation;
    let sensitive = operation.sensitive_fields(&api.shapes);
    let says_nothing = dry_run.is_none()
        && finds.is_empty()
        && effects.is_empty()
        && answer.is_empty()
        && omit.is_empty()
        && sensitive.is_empty()
        && list.is_none();
    if says_nothing {
        return "Behaviour::NONE".to_owned();
    }
    format!(
        "Behaviour {{
            dry_run: {},
            finds: {},
            effects: {},
            answer: {},
            omit: {},
            sensitive: {},
            list: {},
        }}",
        optional_literal(dry_run.as_ref()),
        self::list(finds.iter().map(find)),
        self::list(effects.iter().map(effect)),
        self::list(answer.iter().map(|answer| self::answer(api, operation, answer))),
        self::list(omit.iter().map(|omit| format!("({}, {})", path(&omit.path), condition::of(&omit.when)))),
        literals(sensitive),
        option(list.as_ref().map(|list| self::listing(api, operation, list)))
    )
}

pub(super) fn states(states: &States) -> String {
    let sequence = states.sequence.iter().map(|State { name, polls, after, effects }| {
        let (polls, after) = (option(*polls), option(*after));
        let effects = list(effects.iter().map(effect));
        format!("State {{ name: {name:?}, polls: {polls}, after: {after}, effects: {effects} }}")
    });
    format!("States {{ field: {:?}, sequence: {} }}", states.field, list(sequence))
}

fn find(find: &Find) -> String {
    let Find { name, resource, filters } = find;
    format!("Find {{ name: {name:?}, resource: {resource:?}, filters: {} }}", self::filters(filters))
}

fn effect(effect: &Effect) -> String {
    let when = option(effect.when.as_ref().map(condition::of));
    format!("Effect {{ action: {}, when: {when} }}", action(&effect.action))
}

fn action(action: &Action) -> String {
    match action {
        Action::Create { resource, name, fields } => {
            format!("Action::Create {{ resource: {resource:?}, name: {name:?}, fields: {} }}", self::fields(fields))
        }
        Action::Update { name, fields } => {
            format!("Action::Update {{ name: {name:?}, fields: {} }}", self::fields(fields))
        }
        Action::Delete { name } => format!("Action::Delete {{ name: {name:?} }}"),
        Action::DeleteAll { resource, filters } => {
            format!("Action::DeleteAll {{ resource: {resource:?}, filters: {} }}", self::filters(filters))
        }
        Action::UpdateAll { resource, filters, fields } => {
            let (filters, fields) = (self::filters(filters), self::fields(fields));
            format!("Action::UpdateAll {{ resource: {resource:?}, filters: {filters}, fields: {fields} }}")
        }
        Action::IssueCode { code, recipient, expires_after } => {
            let recipient = option(recipient.as_ref().map(expression));
            format!("Action::IssueCode {{ code: {code:?}, recipient: {recipient}, expires_after: {expires_after} }}")
        }
        Action::ConsumeCode { code, recipient } => {
            let recipient = option(recipient.as_ref().map(expression));
            format!("Action::ConsumeCode {{ code: {code:?}, recipient: {recipient} }}")
        }
        Action::Poll { name } => format!("Action::Poll {{ name: {name:?} }}"),
    }
}

fn fields(fields: &BTreeMap<String, Expression>) -> String {
    list(fields.iter().map(|(field, value)| format!("({field:?}, {})", expression(value))))
}

fn answer(api: &Api, operation: &Operation, answer: &Answer) -> String {
    let (path, shown) = (path(&answer.path), shown(api, operation, &answer.path));
    format!("Answer {{ path: {path}, value: {}, {shown} }}", expression(&answer.value))
}

fn listing(api: &Api, operation: &Operation, listing: &List) -> String {
    let List { resource, filters, items, order, omit } = listing;
    let omit = omit.iter().map(|(field, when)| format!("({field:?}, {})", condition::of(when)));
    format!(
        "List {{
            resource: {resource:?},
            filters: {},
            items: {},
            {},
            order: {},
            omit: {},
            paging: {},
        }}",
        self::filters(filters),
        path(items),
        shown(api, operation, items),
        optional_literal(order.as_ref()),
        list(omit),
        option(operation.pagination.as_ref().map(|pagination| paging(operation, pagination)))
    )
}

/// How the list is cut into pages: as the operation's pagination says, with the sizes that its parameters have unless
/// given.
fn paging(operation: &Operation, pagination: &Pagination) -> String {
    let number = pagination.page_number.as_ref();
    let token = pagination.token.as_ref();
    format!(
        "Paging {{
            page_number: {},
            page_size: {},
            total_count: {},
            token: {},
            max_results: {},
            next_token: {},
            default_size: {},
        }}",
        optional_literal(number.map(|number| &number.parameter)),
        optional_literal(number.and_then(|number| number.size.as_ref())),
        option(number.and_then(|number| number.total.as_ref()).map(literals)),
        optional_literal(token.map(|token| &token.parameter)),
        optional_literal(token.and_then(|token| token.size.as_ref())),
        option(token.map(|token| literals(&token.field))),
        pagination.default_size(&operation.parameters)
    )
}

fn optional_literal(text: Option<&String>) -> String {
    option(text.map(|text| literal(text)))
}

fn path(path: &str) -> String {
    list(path.split('.').map(literal))
}

/// The fields that the response has at a path, and which of them have their list in an object around it.
fn shown(api: &Api, operation: &Operation, path: &str) -> String {
    let Shown { fields, wrapped } = operation.shown(path, &api.shapes);
    let wrapped = wrapped.iter().map(|(field, list)| format!("({field:?}, {list:?})"));
    format!("fields: {}, wrapped: {}", literals(fields), list(wrapped))
}
