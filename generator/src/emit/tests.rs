//! The generated tests: every operation against its vectors and its mock.

mod gateway;
mod operation;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::Files;
use super::tokens::{file_docs, ident, rust_type};
use crate::plan::{Call, Expression, OperationPlan, Plan, RustType};

pub(super) fn emit<'a>(plan: &'a Plan<'a>, files: &mut Files<'a>) {
    if plan.operations.is_empty() {
        return;
    }
    files.rust("client/tests/operations/main.rs", || main(plan));
    for operation in &plan.operations {
        files.rust(format!("client/tests/operations/{}.rs", operation.module), || operation::tokens(plan, operation));
    }
    if let Some((operation, sample)) = gateway::operation(plan) {
        files.rust("client/tests/operations/gateway.rs", move || gateway::tokens(plan, operation, &sample));
    }
}

fn main(plan: &Plan<'_>) -> TokenStream {
    let docs = file_docs("Every operation, held against recorded requests and called against the mock.");
    let modules = plan.operations.iter().map(|operation| ident(&operation.module));
    // What is deprecated is tested as long as it is there.
    let deprecated = plan.operations.iter().any(OperationPlan::is_deprecated).then(|| quote!(#![allow(deprecated)]));
    let gateway = gateway::operation(plan).map(|_| {
        quote!(
            mod gateway;
        )
    });
    quote! {
        #docs
        #deprecated
        #gateway
        #(mod #modules;)*

        /// What a test returns, so that it can use `?`.
        type Outcome = Result<(), Box<dyn std::error::Error>>;
    }
}

/// What every test of an operation takes from the generated crates.
fn imports(plan: &Plan<'_>, operation: &OperationPlan<'_>, code: &TokenStream) -> TokenStream {
    use super::tokens::imports;
    const CORE: &[&str] = &["Arguments", "Credentials", "ErrorRow", "Input", "Operation", "Signer", "time"];
    const MODULE: &[&str] = &["Error", "Kind", "OPERATION", "Request", "Response", "ResponseBody"];
    let (library, module) = (ident(&plan.library), ident(&operation.module));
    let mock = format_ident!("{}_mock", plan.library);
    let std = imports(quote!(std::time), &["Duration", "SystemTime", "UNIX_EPOCH"], code);
    let client = imports(quote!(#library), &["Client"], code);
    let core = imports(quote!(#library::acs_core), CORE, code);
    let own = imports(quote!(#library::#module), MODULE, code);
    let mock = imports(quote!(#mock), &["Mock"], code);
    let json = imports(quote!(serde_json), &["json"], code);
    let outcome = imports(quote!(crate), &["Outcome"], code);
    quote!(#std #client #core #own #mock #json #outcome)
}

/// A call as a chain of methods after `start`, which makes the client or the request.
fn chain(plan: &Plan<'_>, operation: &OperationPlan<'_>, call: &Call, start: TokenStream) -> TokenStream {
    let setters = call.setters.iter().map(|(name, value)| {
        let (name, value) = (ident(name), expression(plan, operation, value));
        quote!(.#name(#value))
    });
    quote!(#start #(#setters)*)
}

/// The request of a call, without a client.
fn request(plan: &Plan<'_>, operation: &OperationPlan<'_>, call: &Call) -> TokenStream {
    let arguments = arguments(plan, operation, call);
    chain(plan, operation, call, quote!(Request::new(#arguments)))
}

/// The call, made with `client`.
fn send(plan: &Plan<'_>, operation: &OperationPlan<'_>, call: &Call) -> TokenStream {
    let chain = chain(plan, operation, call, client_call(plan, operation, call));
    quote!(#chain.send().await)
}

/// The method of `client` with its arguments.
fn client_call(plan: &Plan<'_>, operation: &OperationPlan<'_>, call: &Call) -> TokenStream {
    let (method, arguments) = (ident(&operation.module), arguments(plan, operation, call));
    quote!(client.#method(#arguments))
}

fn arguments(plan: &Plan<'_>, operation: &OperationPlan<'_>, call: &Call) -> TokenStream {
    let arguments = call.arguments.iter().map(|argument| expression(plan, operation, argument));
    quote!(#(#arguments),*)
}

/// An expression that the plan has written.
fn expression(plan: &Plan<'_>, operation: &OperationPlan<'_>, expression: &Expression) -> TokenStream {
    match expression {
        Expression::Line(text) => text.parse().unwrap_or_default(),
        Expression::Json(rust, text) => {
            let library = ident(&plan.library);
            let rust = foreign_type(&library, &ident(&operation.module), rust);
            quote!(#library::acs_core::from_json::<#rust>(#text)?)
        }
    }
}

/// A type of the client, in the code of another crate.
fn foreign_type(library: &Ident, module: &Ident, rust: &RustType) -> TokenStream {
    let inner = |rust: &RustType| foreign_type(library, module, rust);
    match rust {
        RustType::List(items) => {
            let items = inner(items);
            quote!(Vec<#items>)
        }
        RustType::Map(values) => {
            let values = inner(values);
            quote!(std::collections::BTreeMap<String, #values>)
        }
        RustType::Local(name) => {
            let name = ident(name);
            quote!(#library::#module::#name)
        }
        RustType::Shared(name) => {
            let name = ident(name);
            quote!(#library::types::#name)
        }
        RustType::Json => quote!(serde_json::Value),
        RustType::Bytes => quote!(#library::acs_core::Binary),
        RustType::Boxed(boxed) => {
            let boxed = inner(boxed);
            quote!(Box<#boxed>)
        }
        RustType::Sensitive(sensitive) => {
            let sensitive = inner(sensitive);
            quote!(#library::acs_core::Sensitive<#sensitive>)
        }
        rust => rust_type(rust),
    }
}
