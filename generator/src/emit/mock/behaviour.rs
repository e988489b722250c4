//! What an operation looks up, changes and answers, as the mock's runtime takes it.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::condition::{self, expression, filters};
use crate::emit::tokens::{number, option};
use crate::model::{Action, Answer, Api, Effect, Expression, Find, List, Operation, Pagination, Shown, State, States};

/// The types of the runtime that a behaviour mentions.
pub(super) const NAMES: &[&str] =
    &["Action", "Answer", "Behaviour", "Effect", "Find", "List", "Paging", "State", "States"];

pub(super) fn tokens(api: &Api, operation: &Operation) -> TokenStream {
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
        return quote!(Behaviour::NONE);
    }
    let dry_run = option(dry_run.as_ref());
    let finds = finds.iter().map(find);
    let effects = effects.iter().map(effect);
    let answer = answer.iter().map(|answer| self::answer(api, operation, answer));
    let omit = omit.iter().map(|omit| {
        let (path, when) = (path(&omit.path), condition::tokens(&omit.when));
        quote!((#path, #when))
    });
    let sensitive = sensitive.iter();
    let list = option(list.as_ref().map(|list| self::list(api, operation, list)));
    quote!(Behaviour {
        dry_run: #dry_run,
        finds: &[#(#finds),*],
        effects: &[#(#effects),*],
        answer: &[#(#answer),*],
        omit: &[#(#omit),*],
        sensitive: &[#(#sensitive),*],
        list: #list,
    })
}

pub(super) fn states(states: &States) -> TokenStream {
    let field = &states.field;
    let sequence = states.sequence.iter().map(|State { name, polls, after, effects }| {
        let (polls, after) = (option(polls.map(number)), option(after.map(number)));
        let effects = effects.iter().map(effect);
        quote!(State { name: #name, polls: #polls, after: #after, effects: &[#(#effects),*] })
    });
    quote!(States { field: #field, sequence: &[#(#sequence),*] })
}

fn find(find: &Find) -> TokenStream {
    let Find { name, resource, filters } = find;
    let filters = self::filters(filters);
    quote!(Find { name: #name, resource: #resource, filters: #filters })
}

fn effect(effect: &Effect) -> TokenStream {
    let action = action(&effect.action);
    let when = option(effect.when.as_ref().map(condition::tokens));
    quote!(Effect { action: #action, when: #when })
}

fn action(action: &Action) -> TokenStream {
    match action {
        Action::Create { resource, name, fields } => {
            let fields = self::fields(fields);
            quote!(Action::Create { resource: #resource, name: #name, fields: #fields })
        }
        Action::Update { name, fields } => {
            let fields = self::fields(fields);
            quote!(Action::Update { name: #name, fields: #fields })
        }
        Action::Delete { name } => quote!(Action::Delete { name: #name }),
        Action::DeleteAll { resource, filters } => {
            let filters = self::filters(filters);
            quote!(Action::DeleteAll { resource: #resource, filters: #filters })
        }
        Action::UpdateAll { resource, filters, fields } => {
            let (filters, fields) = (self::filters(filters), self::fields(fields));
            quote!(Action::UpdateAll { resource: #resource, filters: #filters, fields: #fields })
        }
        Action::IssueCode { code, recipient, expires_after } => {
            let recipient = option(recipient.as_ref().map(expression));
            let expires_after = number(*expires_after);
            quote!(Action::IssueCode { code: #code, recipient: #recipient, expires_after: #expires_after })
        }
        Action::ConsumeCode { code, recipient } => {
            let recipient = option(recipient.as_ref().map(expression));
            quote!(Action::ConsumeCode { code: #code, recipient: #recipient })
        }
        Action::Poll { name } => quote!(Action::Poll { name: #name }),
    }
}

fn fields(fields: &BTreeMap<String, Expression>) -> TokenStream {
    let fields = fields.iter().map(|(field, value)| {
        let value = expression(value);
        quote!((#field, #value))
    });
    quote!(&[#(#fields),*])
}

fn answer(api: &Api, operation: &Operation, answer: &Answer) -> TokenStream {
    let (path, shown) = (path(&answer.path), shown(api, operation, &answer.path));
    let value = expression(&answer.value);
    quote!(Answer { path: #path, value: #value, #shown })
}

fn list(api: &Api, operation: &Operation, list: &List) -> TokenStream {
    let resource = &list.resource;
    let (items, shown) = (path(&list.items), shown(api, operation, &list.items));
    let filters = filters(&list.filters);
    let order = option(list.order.as_ref());
    let omit = list.omit.iter().map(|(field, when)| {
        let when = condition::tokens(when);
        quote!((#field, #when))
    });
    let paging = option(operation.pagination.as_ref().map(|pagination| self::paging(operation, pagination)));
    quote!(List {
        resource: #resource,
        filters: #filters,
        items: #items,
        #shown,
        order: #order,
        omit: &[#(#omit),*],
        paging: #paging,
    })
}

/// How the list is cut into pages: as the operation's pagination says, with the sizes that its parameters have unless
/// given.
fn paging(operation: &Operation, pagination: &Pagination) -> TokenStream {
    let number = pagination.page_number.as_ref();
    let token = pagination.token.as_ref();
    let page_number = option(number.map(|number| &number.parameter));
    let page_size = option(number.and_then(|number| number.size.as_ref()));
    let names = |path: &Vec<String>| quote!(&[#(#path),*]);
    let total_count = option(number.and_then(|number| number.total.as_ref()).map(names));
    let max_results = option(token.and_then(|token| token.size.as_ref()));
    let next_token = option(token.map(|token| names(&token.field)));
    let default_size = self::number(pagination.default_size(&operation.parameters));
    let token = option(token.map(|token| &token.parameter));
    quote!(Paging {
        page_number: #page_number,
        page_size: #page_size,
        total_count: #total_count,
        token: #token,
        max_results: #max_results,
        next_token: #next_token,
        default_size: #default_size,
    })
}

fn path(path: &str) -> TokenStream {
    let names = path.split('.');
    quote!(&[#(#names),*])
}

/// The fields that the response has at a path, and which of them have their list in an object around it.
fn shown(api: &Api, operation: &Operation, path: &str) -> TokenStream {
    let Shown { fields, wrapped } = operation.shown(path, &api.shapes);
    let wrapped = wrapped.iter().map(|(field, list)| quote!((#field, #list)));
    quote!(fields: &[#(#fields),*], wrapped: &[#(#wrapped),*])
}
