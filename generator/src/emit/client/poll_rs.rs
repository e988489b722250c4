use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::pagination_rs::way;
use crate::emit::tokens::{docs, ident};
use crate::plan::{OperationPlan, PollArgument, PollPlan, PollSource, StateKind};

/// How a request leads to the one that asks for its outcome.
pub(super) fn long_running(poll: &PollPlan) -> TokenStream {
    let condition = condition(poll);
    let deprecated = poll.deprecated.then(|| quote!(#[allow(deprecated)]));
    let module = ident(&poll.module);
    let (interval, max_wait) = (Literal::u64_unsuffixed(poll.interval), Literal::u64_unsuffixed(poll.max_wait));
    let arguments = poll.arguments.iter().map(required);
    let mut request = quote!(crate::#module::Request::new(#(#arguments),*));
    let mut optional = Vec::new();
    for (setter, argument) in &poll.setters {
        let setter = ident(setter);
        match &argument.source {
            PollSource::Request(place) if place.optional => {
                let (field, value) = (ident(&place.name), listed(argument, quote!(value.clone())));
                optional.push(quote! {
                    let poll = match &self.#field {
                        Some(value) => poll.#setter(#value),
                        None => poll,
                    };
                });
            }
            _ => {
                let value = required(argument);
                request = quote!(#request.#setter(#value));
            }
        }
    }
    let body = if optional.is_empty() {
        quote!(Ok(#request))
    } else {
        quote! {
            let poll = #request;
            #(#optional)*
            Ok(poll)
        }
    };
    let all = poll.arguments.iter().chain(poll.setters.iter().map(|(_, argument)| argument));
    let reads = all.map(|argument| &argument.source).any(|source| matches!(source, PollSource::Answer(_)));
    let answer = if reads { quote!(page) } else { quote!(_) };
    let conclusive = conclusive(poll);
    quote! {
        #condition
        #deprecated
        impl acs_core::LongRunning for Request {
            type Poll = crate::#module::Request;
            const INTERVAL: std::time::Duration = std::time::Duration::from_millis(#interval);
            const MAX_WAIT: std::time::Duration = std::time::Duration::from_millis(#max_wait);

            fn poll(&self, #answer: &ResponseBody) -> Result<Self::Poll, acs_core::ClientError> {
                #body
            }
        }

        #conclusive
    }
}

/// How the answers to the polls tell that it is over.
fn conclusive(poll: &PollPlan) -> Option<TokenStream> {
    let until = poll.until.as_ref()?;
    let condition = condition(poll);
    let deprecated = poll.deprecated.then(|| quote!(#[allow(deprecated)]));
    let module = ident(&poll.module);
    let value = match until.kind {
        StateKind::Text => way(&until.field, |field| quote!(#field.as_str()), |field| quote!(#field.as_deref())),
        StateKind::Enum => {
            let option = |field| quote!(#field.as_ref().map(|state| state.as_str()));
            way(&until.field, |field| quote!(#field.as_str()), option)
        }
        StateKind::Bool => {
            let text = |flag| quote!(if #flag { "true" } else { "false" });
            let option = |field| {
                let text = text(quote!(state));
                quote!(#field.map(|state| #text))
            };
            way(&until.field, text, option)
        }
    };
    let (succeeded, failed) = (&until.succeeded, &until.failed);
    Some(quote! {
        #condition
        #deprecated
        impl acs_core::Conclusive for Request {
            fn state(page: &crate::#module::ResponseBody) -> acs_core::PollState {
                acs_core::PollState::of(#value, &[#(#succeeded),*], &[#(#failed),*])
            }
        }
    })
}

/// A value without which there is no poll.
fn required(argument: &PollArgument) -> TokenStream {
    let wire = &argument.wire;
    let value = match &argument.source {
        PollSource::Request(place) => {
            let name = ident(&place.name);
            match place.optional {
                true => quote!(self.#name.clone().ok_or_else(|| acs_core::nothing_to_poll_by(#wire))?),
                false => quote!(self.#name.clone()),
            }
        }
        PollSource::Answer(steps) => {
            let way = way(steps, |field| quote!(&#field), |field| quote!(#field.as_ref()));
            quote!(#way.cloned().ok_or_else(|| acs_core::nothing_to_poll_by(#wire))?)
        }
    };
    listed(argument, value)
}

fn listed(argument: &PollArgument, value: TokenStream) -> TokenStream {
    if argument.listed { quote!([#value]) } else { value }
}

/// The methods of a request that ask for its outcome.
pub(super) fn methods(operation: &OperationPlan<'_>, poll: &PollPlan) -> TokenStream {
    let fields: Vec<_> = operation.fields.iter().map(|field| ident(&field.name)).collect();
    let condition = condition(poll);
    let next = match poll.until {
        Some(_) => "[`wait`](acs_client::Poller::wait) waits until it is over.",
        None => "[`until`](acs_client::Poller::until) waits until an answer says what the caller looks for.",
    };
    let docs = docs(&format!(
        "Sends the request, and gives what asks `{}` for the outcome.\n\n{next}\n\n\
         # Errors\n[`Kind`] tells what can go wrong before that.",
        poll.operation,
    ));
    quote! {
        #docs
        #condition
        pub async fn poll(self) -> Result<acs_client::Poller<Request>, Error> {
            let request = Request { client: (), #(#fields: self.#fields),* };
            acs_client::Poller::start(self.client.runtime().clone(), request).await
        }

        /// [`poll`](Self::poll) for a thread that waits.
        ///
        /// # Errors
        /// Those of [`poll`](Self::poll).
        #condition
        #[cfg(feature = "blocking")]
        pub fn poll_blocking(self) -> Result<acs_client::Poller<Request>, Error> {
            let request = Request { client: (), #(#fields: self.#fields),* };
            acs_client::Poller::start_blocking(self.client.runtime().clone(), request)
        }
    }
}

/// It takes the module of the operation that is asked.
fn condition(poll: &PollPlan) -> Option<TokenStream> {
    let features = &poll.features;
    match features.as_slice() {
        [] => None,
        [feature] => Some(quote!(#[cfg(feature = #feature)])),
        features => Some(quote!(#[cfg(any(#(feature = #features),*))])),
    }
}
