//! The generated tests: every operation against its vectors and its mock.

mod call;
mod gateway;
mod operation;
mod wire;

use proc_macro2::TokenStream;
use quote::quote;

use super::Files;
use super::tokens::{file_docs, ident};
use crate::plan::{OperationPlan, Plan};

pub(super) fn emit<'a>(plan: &'a Plan<'a>, files: &mut Files<'a>) {
    if plan.operations.is_empty() {
        return;
    }
    files.tokens("client/tests/operations/main.rs", || main(plan));
    for operation in &plan.operations {
        files.lines(format!("client/tests/operations/{}.rs", operation.module), || operation::code(plan, operation));
    }
    if let Some((operation, sample)) = gateway::operation(plan) {
        files.tokens("client/tests/operations/gateway.rs", move || gateway::tokens(plan, operation, &sample));
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
