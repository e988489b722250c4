//! The mock crate.

mod behaviour;
mod condition;
mod lib_rs;
mod operation_rs;
mod schema;

use askama::Template;
use proc_macro2::TokenStream;
use quote::quote;

use super::Files;
use super::markdown::filters;
use super::tokens::{docs, file_docs, ident};
use crate::plan::Plan;

#[derive(Template)]
#[template(path = "mock/Cargo.toml", escape = "none")]
struct CargoToml<'a> {
    plan: &'a Plan<'a>,
    description: String,
    runtime: &'a str,
}

#[derive(Template)]
#[template(path = "mock/README.md", escape = "none")]
struct Readme<'a> {
    plan: &'a Plan<'a>,
}

pub(super) fn emit<'a>(plan: &'a Plan<'a>, runtime: &'a str, files: &mut Files<'a>) {
    files.text("mock/Cargo.toml", move || cargo_toml(plan, runtime).render());
    files.text("mock/README.md", move || Readme { plan }.render());
    files.lines("mock/src/lib.rs", || lib_rs::code(plan));
    files.tokens("mock/src/mock.rs", || mock_rs(plan));
    files.tokens("mock/src/main.rs", || main_rs(plan));
    for operation in plan.served() {
        files.lines(format!("mock/src/{}.rs", operation.module), || operation_rs::code(plan, operation));
    }
}

/// `src/mock.rs`: the handle that a test holds.
fn mock_rs(plan: &Plan<'_>) -> TokenStream {
    let library = ident(&plan.library);
    let docs = docs(&format!("A running mock of {}; it stops when it is dropped.", plan.api.title));
    quote! {
        use std::ops::Deref;

        use crate::twinspec_mock;

        #docs
        #[derive(Debug)]
        pub struct Mock {
            server: twinspec_mock::Mock,
        }

        impl Mock {
            /// Starts a mock on a free port of this machine.
            ///
            /// # Panics
            /// No port can be had. [`Mock::builder`] gives an error instead.
            pub async fn start() -> Self {
                match Self::builder().start().await {
                    Ok(mock) => mock,
                    Err(error) => panic!("the mock does not start: {error}"),
                }
            }

            /// A mock with settings of its own: address, site, access keys, seed.
            pub fn builder() -> twinspec_mock::Builder<Self> {
                twinspec_mock::Mock::builder(&crate::SERVICE)
            }

            /// A client that calls this mock with its first access key. It repeats nothing, so that a test sees every
            /// answer.
            ///
            /// # Panics
            /// The client cannot be built, as when the machine has no usable TLS set-up.
            #[cfg(feature = "client")]
            pub fn client(&self) -> #library::Client {
                let builder = #library::Client::builder()
                    .endpoint(self.url())
                    .credentials(self.credentials())
                    .retry(#library::twinspec_client::RetryPolicy::none());
                match builder.build() {
                    Ok(client) => client,
                    Err(error) => panic!("the client of the mock cannot be built: {error}"),
                }
            }
        }

        impl From<twinspec_mock::Mock> for Mock {
            fn from(server: twinspec_mock::Mock) -> Self {
                Self { server }
            }
        }

        impl Deref for Mock {
            type Target = twinspec_mock::Mock;

            fn deref(&self) -> &Self::Target {
                &self.server
            }
        }
    }
}

/// `src/main.rs`: the program.
fn main_rs(plan: &Plan<'_>) -> TokenStream {
    let docs = file_docs(&format!("Serves a mock of {} until it is interrupted.", plan.api.title));
    let mock = ident(&format!("{}_mock", plan.library));
    quote! {
        #docs
        use std::process::ExitCode;

        fn main() -> ExitCode {
            #mock::twinspec_mock::program::run(&#mock::SERVICE)
        }
    }
}

fn cargo_toml<'a>(plan: &'a Plan<'a>, runtime: &'a str) -> CargoToml<'a> {
    let description = format!("A mock server of the Alibaba Cloud API {} {}.", plan.api.product, plan.api.version);
    CargoToml { plan, description, runtime }
}
