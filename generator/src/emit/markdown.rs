//! Markdown that templates ask for.

use super::condition::{FORCED, sentence as condition_sentence};
use super::limit::limit_sentence;
use crate::model::{Api, Charge, Condition, Limit, Operation, Response, ResponseFormat, Risk, Shape};
use crate::text::{self, code_cell, inline};

/// What a caller should know before a call: Markdown, a sentence each.
pub(super) fn notices(operation: &Operation) -> Vec<String> {
    let mut notices = Vec::new();
    let instead = deprecation_note(operation);
    if operation.deprecated {
        notices.push(if instead.is_empty() { "Deprecated.".to_owned() } else { format!("Deprecated: {instead}.") });
    } else if !instead.is_empty() {
        notices.push(format!("Recommended: {instead}."));
    }
    if let Some(server) = operation.servers.first() {
        notices.push(format!("Called at {}, not where the other operations are.", text::code(&server.url)));
    }
    match operation.risk {
        Some(Risk::High) => notices.push("High risk: what it deletes or stops is lost.".to_owned()),
        None => {}
    }
    match operation.charge {
        Some(Charge::Paid) => notices.push("A call costs money.".to_owned()),
        None => {}
    }
    notices
}

/// What to call instead of an operation; nothing if that is not said.
pub(super) fn deprecation_note(operation: &Operation) -> String {
    let substitutes: Vec<_> = operation.substitutes.iter().map(|name| text::code(name)).collect();
    if substitutes.is_empty() { String::new() } else { format!("call {} instead", substitutes.join(" or ")) }
}

pub(in crate::emit) fn code_list(list: &[String]) -> String {
    match list {
        [] => "none".to_owned(),
        list => list.iter().map(|item| code_cell(item)).collect::<Vec<_>>().join(", "),
    }
}

/// Filters of the templates.
#[expect(unreachable_pub, reason = "the macro writes items that are public to their module")]
pub(super) mod filters {
    use super::*;
    use askama::{Result, Values};
    use serde_json::Value;

    /// Text as a cell of a table.
    #[askama::filter_fn]
    pub fn cell(text: impl std::fmt::Display, _: &dyn Values) -> Result<String> {
        Ok(text::cell(&text.to_string()))
    }

    /// What the body of a response is.
    #[askama::filter_fn]
    pub fn body_type(response: &Response, _: &dyn Values) -> Result<String> {
        let shape = response.shape.as_ref();
        Ok(match response.format {
            ResponseFormat::Empty => "-".to_owned(),
            ResponseFormat::Text => "text".to_owned(),
            ResponseFormat::Binary => "bytes".to_owned(),
            ResponseFormat::EventStream => "events".to_owned(),
            ResponseFormat::Json | ResponseFormat::Xml => shape.map_or_else(|| "any".to_owned(), Shape::type_name),
        })
    }

    /// A value as code in a cell of a table.
    #[askama::filter_fn]
    pub fn code(value: &Option<Value>, _: &dyn Values) -> Result<String> {
        Ok(match value {
            None => "-".to_owned(),
            Some(Value::String(text)) => code_cell(text),
            Some(value) => code_cell(&value.to_string()),
        })
    }

    /// A name as code, outside of tables.
    #[askama::filter_fn]
    pub fn name(text: &str, _: &dyn Values) -> Result<String> {
        Ok(text::code(text))
    }

    /// A name as code in a cell of a table.
    #[askama::filter_fn]
    pub fn name_cell(text: &str, _: &dyn Values) -> Result<String> {
        Ok(code_cell(text))
    }

    /// A string of a TOML file.
    #[askama::filter_fn]
    pub fn quoted(text: &str, _: &dyn Values) -> Result<String> {
        Ok(text::toml(text))
    }

    /// A string literal of Rust.
    #[askama::filter_fn]
    pub fn literal(text: &str, _: &dyn Values) -> Result<String> {
        Ok(crate::emit::rust::literal(text))
    }

    /// Text of a spec as paragraphs of its own.
    #[askama::filter_fn]
    pub fn doc(text: impl std::fmt::Display, _: &dyn Values) -> Result<String> {
        Ok(text::block(&text.to_string()))
    }

    /// Text of a spec in a line.
    #[askama::filter_fn]
    pub fn line(text: impl std::fmt::Display, _: &dyn Values) -> Result<String> {
        Ok(inline(&text.to_string()))
    }

    /// Code that is shown, in a language that nobody runs.
    #[askama::filter_fn]
    pub fn xml(text: &str, _: &dyn Values) -> Result<String> {
        Ok(text::shown("xml", text))
    }

    /// A time of so many milliseconds.
    #[askama::filter_fn]
    pub fn duration(milliseconds: &u64, _: &dyn Values) -> Result<String> {
        let (number, unit) = match milliseconds {
            whole if whole % 60_000 == 0 => (whole / 60_000, "minute"),
            whole if whole % 1_000 == 0 => (whole / 1_000, "second"),
            rest => (*rest, "millisecond"),
        };
        Ok(if number == 1 { format!("1 {unit}") } else { format!("{number} {unit}s") })
    }

    /// `yes` or `no`.
    #[askama::filter_fn]
    pub fn yes_no(value: &bool, _: &dyn Values) -> Result<&'static str> {
        Ok(if *value { "yes" } else { "no" })
    }

    /// What a limit says.
    #[askama::filter_fn]
    pub fn sentence(limit: &Limit, _: &dyn Values) -> Result<String> {
        Ok(limit_sentence(limit))
    }

    /// What the condition of an error row of an operation says.
    #[askama::filter_fn]
    pub fn condition(
        condition: &Option<Condition>,
        _: &dyn Values,
        api: &Api,
        operation: &Operation,
    ) -> Result<String> {
        Ok(match condition {
            Some(condition) => condition_sentence(condition, api, operation),
            None => FORCED.to_owned(),
        })
    }

    /// What a caller should know before a call.
    #[askama::filter_fn]
    pub fn notices(operation: &Operation, _: &dyn Values) -> Result<String> {
        Ok(super::notices(operation).into_iter().map(|notice| notice + "\n\n").collect())
    }

    /// What an operation does, as a cell of a table: its summary, or else the first sentence of its description.
    #[askama::filter_fn]
    pub fn purpose(operation: &Operation, _: &dyn Values) -> Result<String> {
        let Operation { summary, description, .. } = operation;
        let is_blank = summary.trim().is_empty();
        Ok(text::cell(&if is_blank { text::first_sentence(description) } else { summary.clone() }))
    }

    /// Links to the pages of operations.
    #[askama::filter_fn]
    pub fn links(operations: &[&str], _: &dyn Values) -> Result<String> {
        let link = |operation: &&str| format!("[{}](operations/{operation}.md)", text::cell(operation));
        Ok(operations.iter().map(link).collect::<Vec<_>>().join(", "))
    }
}
