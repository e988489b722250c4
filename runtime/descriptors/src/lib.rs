//! What a mock server is made of: an API with everything that the mock has to know of it beyond what a client knows.
//!
//! All of it is `'static` data without any code: a generated mock has it as constants, and the generator makes it of a
//! description when a mock is started without generated code. The engine that serves it is the crate `twinspec-mock`.

mod condition;
mod contract;
mod effect;
mod expression;
mod list;
mod schema;
mod service;
mod states;
mod webhook;
pub mod written;

pub use condition::{Condition, Predicate, Subject};
pub use contract::{
    Content, ContentField, Contract, ContractHeader, ContractPages, ContractParameter, ContractResponse,
};
pub use effect::{Action, Answer, Effect, Find};
pub use expression::{Expression, Filter, Owner, Precision, Test};
pub use list::{List, Paging, Slice};
pub use schema::Schema;
pub use service::{Behaviour, Given, Limit, Operation, Part, Per, Resource, Service, Site, Window};
pub use states::{State, States};
pub use webhook::{Callback, Webhook};
