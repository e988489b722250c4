//! How a request leads to the one that asks for its outcome, and its methods for that.

use askama::{Result, Template};
use proc_macro2::TokenStream;
use quote::quote;

use super::fields::{allow_deprecated, moved_fields};
use super::way::way;
use crate::emit::rust::{features_condition, ident};
use crate::plan::{OperationPlan, PollArgument, PollPlan, PollSource, StateKind};
use crate::text;

#[derive(Template)]
#[template(path = "client/src/long_running.rs", escape = "none")]
struct LongRunning<'a> {
    poll: &'a PollPlan,
    /// The module of the operation that is asked has to be there.
    condition: TokenStream,
    allow_deprecated: &'static str,
    answer: &'static str,
    body: TokenStream,
    state: Option<TokenStream>,
}

#[derive(Template)]
#[template(path = "client/src/poll.rs", escape = "none")]
struct Poll {
    /// The operation that is asked.
    asks: String,
    condition: TokenStream,
    next: &'static str,
    fields: String,
}

/// How a request leads to the one that asks for its outcome.
pub(super) fn long_running(poll: &PollPlan) -> Result<String> {
    let all = poll.arguments.iter().chain(poll.setters.iter().map(|(_, argument)| argument));
    let reads = all.map(|argument| &argument.source).any(|source| matches!(source, PollSource::Answer(_)));
    let template = LongRunning {
        poll,
        condition: features_condition(&poll.features),
        allow_deprecated: allow_deprecated(poll.deprecated),
        answer: if reads { "body" } else { "_" },
        body: body(poll),
        state: state(poll),
    };
    template.render()
}

/// The methods of a request that ask for its outcome.
pub(super) fn methods(operation: &OperationPlan<'_>, poll: &PollPlan) -> Result<String> {
    let next = match poll.until {
        Some(_) => "[`wait`](twinspec_client::Poller::wait) waits until the operation has finished.",
        None => "[`until`](twinspec_client::Poller::until) waits for a response that the caller's predicate accepts.",
    };
    let template = Poll {
        asks: text::code(&poll.operation),
        condition: features_condition(&poll.features),
        next,
        fields: moved_fields(operation),
    };
    template.render()
}

/// Makes the request that asks.
fn body(poll: &PollPlan) -> TokenStream {
    let module = ident(&poll.module);
    let arguments = poll.arguments.iter().map(required);
    let mut request = quote!(crate::#module::Request::new(#(#arguments),*));
    let mut optional = TokenStream::new();
    for (setter, argument) in &poll.setters {
        let setter = ident(setter);
        match &argument.source {
            PollSource::Request(place) if place.optional => {
                let (field, value) = (ident(&place.name), listed(argument, quote!(value.clone())));
                optional.extend(quote! {
                    let poll = match &self.#field {
                        Some(value) => poll.#setter(#value),
                        None => poll,
                    };
                });
            }
            _ => {
                let value = required(argument);
                request.extend(quote!(.#setter(#value)));
            }
        }
    }
    match optional.is_empty() {
        true => quote!(Ok(#request)),
        false => quote!(let poll = #request; #optional Ok(poll)),
    }
}

/// How the answers to the polls tell that it is over.
fn state(poll: &PollPlan) -> Option<TokenStream> {
    let until = poll.until.as_ref()?;
    let text = |field: TokenStream| quote!(#field.as_str());
    let value = match until.kind {
        StateKind::Text => way(&until.field, text, |field| quote!(#field.as_deref())),
        StateKind::Enum => way(&until.field, text, |field| quote!(#field.as_ref().map(|state| state.as_str()))),
        StateKind::Bool => {
            let text = |flag: TokenStream| quote!(if #flag { "true" } else { "false" });
            let inner = text(quote!(state));
            way(&until.field, text, |field| quote!(#field.map(|state| #inner)))
        }
    };
    let (succeeded, failed) = (&until.succeeded, &until.failed);
    Some(quote!(twinspec_core::PollState::of(#value, &[#(#succeeded),*], &[#(#failed),*])))
}

/// A value without which there is no poll.
fn required(argument: &PollArgument) -> TokenStream {
    let wire = &argument.wire;
    let value = match &argument.source {
        PollSource::Request(place) => {
            let name = ident(&place.name);
            match place.optional {
                true => quote!(self.#name.clone().ok_or_else(|| twinspec_core::nothing_to_poll_by(#wire))?),
                false => quote!(self.#name.clone()),
            }
        }
        PollSource::Answer(steps) => {
            let way = way(steps, |field| quote!(&#field), |field| quote!(#field.as_ref()));
            quote!(#way.cloned().ok_or_else(|| twinspec_core::nothing_to_poll_by(#wire))?)
        }
    };
    listed(argument, value)
}

fn listed(argument: &PollArgument, value: TokenStream) -> TokenStream {
    if argument.listed { quote!([#value]) } else { value }
}
