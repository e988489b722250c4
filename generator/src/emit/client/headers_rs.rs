//! The headers of answers that the description names, in the module of an operation or in `src/types.rs`.

use askama::{Result, Template};

use super::fields::documented;
use crate::emit::rust::{docs, literal};
use crate::plan::{HeaderPlan, Naming, OperationPlan, RustType, SharedHeaders};

const NAME: &str = "ResponseHeaders";

#[derive(Template)]
#[template(path = "client/src/headers.rs", escape = "none")]
struct Code<'a> {
    name: &'a str,
    headers: Vec<Header<'a>>,
}

/// A header of an answer.
struct Header<'a> {
    docs: String,
    name: &'a str,
    rust: String,
    value: String,
}

/// The headers of an operation; nothing if the description names none.
pub(super) fn of_operation(operation: &OperationPlan<'_>) -> Result<String> {
    match &operation.shared_headers {
        Some(shared) => Ok(format!(
            "\n/// The response headers that the description lists.\n\
             pub type {NAME}<'h> = crate::types::{shared}<'h>;\n"
        )),
        None if operation.headers.is_empty() => Ok(String::new()),
        None => code(NAME, &operation.headers),
    }
}

/// The headers that several operations have.
pub(super) fn shared(shared: &SharedHeaders) -> Result<String> {
    code(&shared.name, &shared.headers)
}

fn code(name: &str, headers: &[HeaderPlan]) -> Result<String> {
    Code { name, headers: headers.iter().map(header).collect() }.render()
}

fn header(planned: &HeaderPlan) -> Header<'_> {
    let HeaderPlan { name, wire, description, rust } = planned;
    let (rust, get) = match rust {
        RustType::String => ("&'h str".to_owned(), "get"),
        rust => (rust.named(Naming::Client), "get_as"),
    };
    let docs = docs(&documented(description.trim(), wire, None));
    Header { docs, name, rust, value: format!("{get}({})", literal(wire)) }
}
