//! The mock crate.

mod behaviour;
mod condition;

use askama::Template;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::Files;
use super::markdown::filters;
use super::tokens::{docs, file_docs, ident, imports, number, option};
use crate::model::{Api, Given, Limit, Per, RamAction, Shape, ShapeKind, Window};
use crate::plan::{OperationPlan, Plan};

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

pub(super) fn emit<'a>(plan: &'a Plan<'a>, runtime: &str, files: &mut Files<'a>) {
    let description = format!("A mock server of the Alibaba Cloud API {} {}.", plan.api.product, plan.api.version);
    files.text("mock/Cargo.toml", CargoToml { plan, description, runtime }.render());
    files.text("mock/README.md", Readme { plan }.render());
    files.rust("mock/src/lib.rs", || lib_rs(plan));
    files.rust("mock/src/mock.rs", || mock_rs(plan));
    files.rust("mock/src/main.rs", || main_rs(plan));
    for operation in plan.served() {
        files.rust(format!("mock/src/{}.rs", operation.module), || operation_rs(plan, operation));
    }
}

/// `src/lib.rs`: what the mock serves.
fn lib_rs(plan: &Plan<'_>) -> TokenStream {
    let api = plan.api;
    let library = ident(&plan.library);
    let mock = ident(&format!("{}_mock", plan.library));
    let docs = file_docs(&format!(
        "A mock server of the Alibaba Cloud API {} (`{}`, version `{}`).\n\n\
         It checks signatures, answers JSON and XML, and raises the rows of the error tables under their conditions.\n\n\
         ```\n# #[tokio::main(flavor = \"current_thread\")]\n# async fn main() {{\n\
         let mock = {mock}::Mock::start().await; // on a free port; many can run at once\n\
         println!(\"{{}}\", mock.url());\n# }}\n```",
        api.title, api.product, api.version,
    ));
    let modules: Vec<_> = plan.served().map(|operation| ident(&operation.module)).collect();
    let sites = api.sites.iter().map(|site| {
        let (id, name) = (&site.id, &site.name);
        quote!(Site { id: #id, name: #name })
    });
    let resources = api.resources.iter().map(|resource| {
        let (name, description) = (&resource.name, resource.description.trim());
        let (key, states) = (option(resource.key.as_ref()), option(resource.states.as_ref().map(behaviour::states)));
        quote!(Resource { name: #name, description: #description, key: #key, states: #states })
    });
    let given = api.given.iter().map(|(name, resources)| {
        let resources = resources.iter().map(|Given { resource, fields }| {
            let fields = Value::Object(fields.clone()).to_string();
            quote!((#resource, #fields))
        });
        quote!(Given { name: #name, resources: &[#(#resources),*] })
    });
    let code = quote! {
        /// What the mock serves.
        pub static SERVICE: Service = Service {
            api: &#library::API,
            sites: &[#(#sites),*],
            resources: &[#(#resources),*],
            given: &[#(#given),*],
            operations: &[#(&#modules::OPERATION),*],
        };
    };
    const NAMES: &[&str] = &["Given", "Resource", "Service", "Site"];
    let imports = imports(quote!(acs_mock), &[NAMES, condition::NAMES, behaviour::NAMES].concat(), &code);
    quote! {
        #docs
        #![forbid(unsafe_code)]
        #![warn(missing_docs)]
        mod mock;
        #(mod #modules;)*

        pub use acs_mock;
        pub use mock::Mock;

        #imports
        #code
    }
}

/// `src/mock.rs`: the handle that a test holds.
fn mock_rs(plan: &Plan<'_>) -> TokenStream {
    let library = ident(&plan.library);
    let docs = docs(&format!("A running mock of {}; it stops when it is dropped.", plan.api.title));
    quote! {
        use std::ops::Deref;

        #docs
        #[derive(Debug)]
        pub struct Mock {
            server: acs_mock::Mock,
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
            pub fn builder() -> acs_mock::Builder<Self> {
                acs_mock::Mock::builder(&crate::SERVICE)
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
                    .retry(#library::acs_client::RetryPolicy::none());
                match builder.build() {
                    Ok(client) => client,
                    Err(error) => panic!("the client of the mock cannot be built: {error}"),
                }
            }
        }

        impl From<acs_mock::Mock> for Mock {
            fn from(server: acs_mock::Mock) -> Self {
                Self { server }
            }
        }

        impl Deref for Mock {
            type Target = acs_mock::Mock;

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
            acs_mock::program::run(&#mock::SERVICE)
        }
    }
}

/// `src/<operation>.rs`: how one operation behaves.
fn operation_rs(plan: &Plan<'_>, planned: &OperationPlan<'_>) -> TokenStream {
    let operation = planned.operation;
    let id = &operation.id;
    let library = ident(&plan.library);
    let module = ident(&planned.module);
    let docs = docs(&format!("How `{id}` behaves."));
    let schemas = operation.parameters.iter().map(|parameter| schema(plan.api, &parameter.shape, 0));
    let anonymous = operation.anonymous;
    let authorization = operation.ram.iter().map(authorization);
    let limits = operation.limits.iter().map(limit);
    let conditions = operation.errors.iter().map(|row| match &row.when {
        Some(when) => condition::tokens(when),
        None => quote!(Condition::ForcedOnly),
    });
    let (status, response) = (number(operation.response.status), planned.body.to_string());
    let behaviour = behaviour::tokens(plan.api, operation);
    let code = quote! {
        #docs
        pub(crate) static OPERATION: Operation = Operation {
            operation: &#library::#module::OPERATION,
            id: #id,
            anonymous: #anonymous,
            authorization: &[#(#authorization),*],
            schemas: &[#(#schemas),*],
            limits: &[#(#limits),*],
            conditions: &[#(#conditions),*],
            status: #status,
            response: #response,
            behaviour: #behaviour,
        };
    };
    const NAMES: &[&str] = &["Authorization", "Limit", "Operation", "Per", "Schema", "Window"];
    let imports = imports(quote!(acs_mock), &[NAMES, condition::NAMES, behaviour::NAMES].concat(), &code);
    quote!(#imports #code)
}

fn authorization(ram: &RamAction) -> TokenStream {
    let RamAction { action, resources, associated_operations, .. } = ram;
    quote!(Authorization {
        action: #action,
        resources: &[#(#resources),*],
        associated_operations: &[#(#associated_operations),*],
    })
}

fn limit(limit: &Limit) -> TokenStream {
    let name = &limit.name;
    let count = number(limit.count);
    let per = match limit.per {
        Per::Account => quote!(Per::Account),
    };
    let window = match limit.window {
        Window::Second => quote!(Window::Second),
        Window::Minute => quote!(Window::Minute),
        Window::Hour => quote!(Window::Hour),
        Window::Day => quote!(Window::Day),
    };
    quote!(Limit { name: #name, count: #count, per: #per, window: #window })
}

/// What a parameter's values are held against. References are followed, but not forever: below some depth anything goes.
fn schema(api: &Api, shape: &Shape, depth: usize) -> TokenStream {
    if depth > 8 {
        return quote!(Schema::Any);
    }
    match &shape.kind {
        ShapeKind::String { pattern, min_length, max_length, values } => {
            let pattern = option(pattern.as_ref());
            let min_length = option(min_length.map(number));
            let max_length = option(max_length.map(number));
            quote!(Schema::String {
                pattern: #pattern,
                min_length: #min_length,
                max_length: #max_length,
                values: &[#(#values),*],
            })
        }
        ShapeKind::Integer { minimum, maximum, .. } => {
            let (minimum, maximum) = (option(minimum.map(number)), option(maximum.map(number)));
            quote!(Schema::Integer { minimum: #minimum, maximum: #maximum })
        }
        ShapeKind::Number { minimum, maximum, .. } => {
            let (minimum, maximum) =
                (option(minimum.map(Literal::f64_unsuffixed)), option(maximum.map(Literal::f64_unsuffixed)));
            quote!(Schema::Number { minimum: #minimum, maximum: #maximum })
        }
        ShapeKind::Boolean => quote!(Schema::Boolean),
        ShapeKind::Array { items, min_items, max_items } => {
            let items = schema(api, items, depth + 1);
            let (min_items, max_items) = (option(min_items.map(number)), option(max_items.map(number)));
            quote!(Schema::Array { items: &#items, min_items: #min_items, max_items: #max_items })
        }
        ShapeKind::Object { fields } => {
            let required = fields.iter().filter(|field| field.required).map(|field| &field.name);
            let properties = fields.iter().map(|field| {
                let (name, inner) = (&field.name, schema(api, &field.shape, depth + 1));
                quote!((#name, #inner))
            });
            quote!(Schema::Object { properties: &[#(#properties),*], required: &[#(#required),*] })
        }
        ShapeKind::Reference(name) => match api.shapes.get(name) {
            Some(shape) => schema(api, shape, depth + 1),
            None => quote!(Schema::Any),
        },
        ShapeKind::Map { .. } | ShapeKind::Binary | ShapeKind::Any => quote!(Schema::Any),
    }
}
