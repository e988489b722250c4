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
    let sample = sample(plan);
    quote! {
        #client
        #[derive(Debug, Clone)]
        pub struct Client {
            runtime: twinspec_client::Client,
        }

        impl Client {
            #builder
            pub fn builder() -> twinspec_alibaba::Builder<Self> {
                twinspec_alibaba::Builder::new(&crate::API)
            }

            /// The request as it would be sent now, signed. Nothing is sent.
            ///
            #sample
            ///
            /// # Errors
            /// The parameters do not make a request, or there are no credentials to sign it with.
            pub async fn dry_run<I: twinspec_core::Input>(
                &self,
                request: &I,
            ) -> Result<twinspec_core::HttpRequest, twinspec_core::Error<I::ErrorKind>> {
                self.runtime.dry_run(request).await
            }

            /// [`dry_run`](Self::dry_run) for a thread that waits, should credentials have to be fetched.
            ///
            /// # Errors
            /// Those of [`dry_run`](Self::dry_run).
            #[cfg(feature = "blocking")]
            pub fn dry_run_blocking<I: twinspec_core::Input>(
                &self,
                request: &I,
            ) -> Result<twinspec_core::HttpRequest, twinspec_core::Error<I::ErrorKind>> {
                self.runtime.dry_run_blocking(request)
            }

            /// The part that all clients have in common.
            pub fn runtime(&self) -> &twinspec_client::Client {
                &self.runtime
            }
        }

        impl From<twinspec_client::Client> for Client {
            fn from(runtime: twinspec_client::Client) -> Self {
                Self { runtime }
            }
        }
    }
}

/// How a request is looked at, by the example of the first operation that has one.
fn sample(plan: &Plan<'_>) -> Option<TokenStream> {
    let (operation, call) = plan.operations.iter().find_map(|operation| Some((operation, operation.example()?)))?;
    let library = &plan.library;
    let lines = call.lines(&operation.module).join("");
    Some(docs(&format!(
        "```no_run\n# async fn look(client: {library}::Client) -> Result<(), Box<dyn std::error::Error>> {{\n\
         let request = client{lines};\n\
         println!(\"{{}}\", client.dry_run(&request).await?.to_curl());\n# Ok(())\n# }}\n```\n",
    )))
}
