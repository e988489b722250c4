//! The keys that say what OpenAPI cannot: `x-twin-*` for every API, and those of a family of APIs in a module of its own.
//!
//! [`Vocabulary`] is their one typed form, read once from the document, each node with the JSON pointer to it: lint checks
//! it, lower converts it. What it names, it names in [`mentions`](Operation::mentions).
//!
//! Reading is lenient: what cannot be read is left out, and reported among the `faults`. Whatever lint's JSON Schema accepts can
//! be read.

pub(crate) mod alibaba;
mod condition;
mod document;
mod effect;
mod error_row;
mod mention;
mod operation;
mod pagination;
mod prefixes;
mod read;
mod state;
mod value;
mod walk;

pub(crate) use self::alibaba as vendor;
pub(crate) use self::condition::{Count, PREDICATES, SomeItem, ValidCode, When};
pub(crate) use self::document::Vocabulary;
pub(crate) use self::effect::{ACTIONS, Effect, State, States};
pub(crate) use self::error_row::{ErrorRow, Example};
pub(crate) use self::mention::{Access, Kind, Mention, Pointer, Role};
pub(crate) use self::operation::Operation;
pub(crate) use self::pagination::{Link, Offset, PageNumber, Pagination, Token};
pub(crate) use self::prefixes::{PREFIXES, is_vocabulary, under_another_prefix};
pub(crate) use self::read::{At, Fault};
pub(crate) use self::state::{Find, List, Resource};
pub(crate) use self::value::{Described, body_name};
