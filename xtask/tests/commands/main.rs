//! The commands, run as a person runs them, on specs and folders of their own.

mod bootstrap;
mod codegen;
mod corpus;
mod diff;
mod generated_code;
mod history;
mod import;
mod infer;
mod lint;
mod policy;
mod scratch;
mod spec_changes;
