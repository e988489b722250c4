use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::markdown::doc_text;
use crate::emit::rust::features_condition;
use crate::emit::tokens::{file_docs, ident};
use crate::model::ApiStyle;
use crate::plan::Plan;

/// `src/lib.rs`: what the crate is for, its modules, and what is known of the API.
pub(super) fn tokens(plan: &Plan<'_>) -> TokenStream {
    let api = plan.api;
    let (product, version, title) = (&api.product, &api.version, &api.title);
    let docs = file_docs(&format!(
        "A client of the Alibaba Cloud API {} (`{product}`, version `{version}`).\n\n{}\n\n\
         Each operation has a module with its request, its response and its errors, and a method of [`Client`].\n\
         Without the feature `client` there are types, descriptors and signing only.",
        api.title,
        doc_text(&api.description),
    ));
    let modules = plan.operations.iter().map(|operation| {
        let module = ident(&operation.module);
        let condition: TokenStream = features_condition(&plan.features_of(operation)).parse().unwrap_or_default();
        quote!(#condition pub mod #module;)
    });
    let types = (!plan.types.is_empty()).then(|| {
        quote!(
            pub mod types;
        )
    });
    let endpoints = api.endpoints.iter().map(|endpoint| {
        let (region_id, host) = (&endpoint.region_id, &endpoint.host);
        let vpc = endpoint.vpc.as_deref().map(|host| quote!(.vpc(#host)));
        let site = endpoint.site.as_deref().map(|site| quote!(.site(#site)));
        quote!(Region::new(#region_id, #host) #vpc #site)
    });
    let style = match api.style {
        ApiStyle::Rpc => quote!(Rpc),
        ApiStyle::Roa => quote!(Roa),
    };
    quote! {
        #docs
        #![forbid(unsafe_code)]
        #![warn(missing_docs)]
        #[cfg(feature = "client")]
        mod client;
        #(#modules)*
        #types

        #[cfg(feature = "client")]
        pub use twinspec_client;
        pub use twinspec_alibaba;
        pub use twinspec_core;
        #[cfg(feature = "client")]
        pub use client::Client;

        use twinspec_alibaba::{Alibaba, ApiStyle, Region};
        use twinspec_core::Api;

        /// How the API is addressed, and where it is served.
        pub static PROTOCOL: Alibaba = Alibaba::new(ApiStyle::#style).regions(&[#(#endpoints),*]);

        /// The product, its version, and its protocol.
        pub static API: Api = Api::new(#product, #version, &PROTOCOL).title(#title);
    }
}
