use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::emit::tokens::ident;
use crate::plan::{EVENT_DATA, EventsPlan};

/// What the runtime asks of a request that is answered with events.
pub(super) fn event_source(events: &EventsPlan) -> TokenStream {
    let data = ident(EVENT_DATA);
    let format: Ident = format_ident!("{}", if events.text { "Text" } else { "Json" });
    quote! {
        impl<C> acs_core::EventSource for Request<C> {
            type Data = #data;
            const FORMAT: acs_core::EventFormat = acs_core::EventFormat::#format;
        }
    }
}

/// The methods that send such a request.
pub(super) fn send() -> TokenStream {
    quote! {
        /// Sends the request, and gives the events that it is answered with, as they come.
        ///
        /// # Errors
        /// [`Kind`] tells what can go wrong before the first event, and in between.
        pub async fn send(self) -> Result<Events, Error> {
            self.client.runtime().events(&self).await
        }

        /// [`send`](Self::send) for a thread that waits until the events begin;
        /// [`blocking`](acs_client::EventStream::blocking) then waits for each.
        ///
        /// # Errors
        /// Those of [`send`](Self::send).
        #[cfg(feature = "blocking")]
        pub fn send_blocking(self) -> Result<Events, Error> {
            self.client.runtime().events_blocking(&self)
        }
    }
}

/// The type of the stream.
pub(super) fn stream(id: &str) -> TokenStream {
    let data = ident(EVENT_DATA);
    let docs = crate::emit::tokens::docs(&format!("The events that a call of `{id}` is answered with, as they come."));
    quote! {
        #docs
        #[cfg(feature = "client")]
        pub type Events = acs_client::EventStream<#data, Kind>;
    }
}
