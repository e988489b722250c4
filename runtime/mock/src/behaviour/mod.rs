//! What a call finds, changes and answers: runs the part of an operation's description that makes the mock remember.
//!
//! find → (error table, which asks for what was found) → effects → answer

mod effects;
mod evaluate;
mod filter;
mod handler;
mod holds;
mod list;
mod lists;
mod patterns;
mod perform;
mod project;
mod session;
mod slice;
pub(crate) mod tree;

pub use handler::{AccountState, Reply};
pub(crate) use handler::{Decision, Handlers};
pub(crate) use patterns::Patterns;
pub(crate) use session::Session;
