//! The official metadata of Alibaba Cloud, `api-docs.json`.
//!
//! An object of the source is taken apart field by field ([`Fields`](super::importer)); what nobody takes is reported, so
//! that nothing is lost in silence.

mod authorization;
mod directories;
mod document;
mod errors;
mod operation;
mod operation_type;
mod pagination;
mod parameter;
mod path;
mod poll;
mod request_body;
mod response;
mod schema;
mod security;
mod typed;

pub(super) use document::document;
