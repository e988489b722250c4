use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::docs;
use crate::plan::Plan;

/// `src/client.rs`: the client, to which each operation adds its method.
pub(super) fn tokens(plan: &Plan<'_>) -> TokenStream {
    let api = plan.api;
    let regions =
        api.endpoints.iter().map(|endpoint| format!("`{}`", endpoint.region_id)).collect::<Vec<_>>().join(", ");
    let client = docs(&format!("A client of {}. Cloning it is cheap, and clones share their connections.", api.title));
    let builder = docs(&format!(
        "Starts a client: choose a region ({regions}) or an endpoint, and credentials unless the environment has them."
    ));
    quote! {
        #client
        #[derive(Debug, Clone)]
        pub struct Client {
            runtime: acs_client::Client,
        }

        impl Client {
            #builder
            pub fn builder() -> acs_client::Builder<Self> {
                acs_client::Client::builder(&crate::API)
            }

            /// The part that all clients of Alibaba Cloud have in common.
            pub fn runtime(&self) -> &acs_client::Client {
                &self.runtime
            }
        }

        impl From<acs_client::Client> for Client {
            fn from(runtime: acs_client::Client) -> Self {
                Self { runtime }
            }
        }
    }
}
