//! Markdown that templates ask for.

use crate::model::{AccessLevel, Condition, Limit, Per, Subject, Window};
use crate::text::{self, code_cell, inline};

/// A sentence that says how often a call succeeds.
pub(super) fn limit_sentence(limit: &Limit) -> String {
    let per = match limit.per {
        Per::Account => "account",
    };
    let window = match limit.window {
        Window::Second => "second",
        Window::Minute => "minute",
        Window::Hour => "hour",
        Window::Day => "day",
    };
    let plain = format!("At most {} successful calls per {per} and {window}.", limit.count);
    match inline(&limit.description).as_str() {
        "" => plain,
        description => format!("{plain} {description}"),
    }
}

/// What a condition says, in the cell of a table.
pub(super) fn condition_sentence(condition: &Condition) -> String {
    match condition {
        Condition::All(all) => joined(all, " and "),
        Condition::Any(any) => joined(any, ", or "),
        Condition::Not(not) => format!("not ({})", condition_sentence(not)),
        Condition::Site(site) => format!("the site is {}", code_cell(site)),
        Condition::Present { subject, present: true } => format!("{} is given", subject_name(subject)),
        Condition::Present { subject, present: false } => format!("{} is not given", subject_name(subject)),
        Condition::Matches { subject, pattern } => format!("{} matches {}", subject_name(subject), code_cell(pattern)),
        Condition::NotMatches { subject, pattern } => {
            format!("{} does not match {}", subject_name(subject), code_cell(pattern))
        }
        Condition::Equals { subject, text } if text.is_empty() => format!("{} is empty", subject_name(subject)),
        Condition::Equals { subject, text } => format!("{} is {}", subject_name(subject), code_cell(text)),
        Condition::LongerThan { subject, length } => {
            format!("{} has more than {length} characters", subject_name(subject))
        }
        Condition::ShorterThan { subject, length } => {
            format!("{} has fewer than {length} characters", subject_name(subject))
        }
        Condition::Limit(limit) => format!("the limit {} is used up", code_cell(limit)),
        Condition::Exists(resource) => format!("there is a {}", code_cell(resource)),
        Condition::Count { resource, at_least, .. } => format!("there are {at_least} {} or more", code_cell(resource)),
        Condition::UnknownPageToken(parameter) => format!("{} is no token of a page", code_cell(parameter)),
        Condition::ValidCode { code, parameter, .. } => {
            format!("{} is a valid {} code", code_cell(parameter), code_cell(code))
        }
        Condition::ForcedOnly(reason) => format!("only by force: {}", text::cell(reason)),
    }
}

fn subject_name(subject: &Subject) -> String {
    match subject {
        Subject::Parameter(name) | Subject::Field(name) => code_cell(name),
    }
}

fn joined(conditions: &[Condition], word: &str) -> String {
    conditions.iter().map(condition_sentence).collect::<Vec<_>>().join(word)
}

fn code_list(list: &[String]) -> String {
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

    /// A list of names as code.
    #[askama::filter_fn]
    pub fn codes(list: &[String], _: &dyn Values) -> Result<String> {
        Ok(code_list(list))
    }

    /// The resources of an authorization, where `*` stands for all of them.
    #[askama::filter_fn]
    pub fn resources(list: &[String], _: &dyn Values) -> Result<String> {
        Ok(if list == ["*"] { "All resources `*`".to_owned() } else { code_list(list) })
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

    /// A paragraph, or a dash for none.
    #[askama::filter_fn]
    pub fn or_dash(text: &str, _: &dyn Values) -> Result<String> {
        Ok(if text.trim().is_empty() { "-".to_owned() } else { text::block(text) })
    }

    /// What a limit says.
    #[askama::filter_fn]
    pub fn sentence(limit: &Limit, _: &dyn Values) -> Result<String> {
        Ok(limit_sentence(limit))
    }

    /// What the condition of an error row says.
    #[askama::filter_fn]
    pub fn condition(condition: &Option<Condition>, _: &dyn Values) -> Result<String> {
        Ok(match condition {
            Some(condition) => condition_sentence(condition),
            None => "only by force".to_owned(),
        })
    }

    /// The access level of an authorization.
    #[askama::filter_fn]
    pub fn access_level(level: &AccessLevel, _: &dyn Values) -> Result<&'static str> {
        Ok(match level {
            AccessLevel::None => "none",
            AccessLevel::Read => "read",
            AccessLevel::Write => "write",
            AccessLevel::List => "list",
        })
    }

    /// Links to the pages of operations.
    #[askama::filter_fn]
    pub fn links(operations: &[&str], _: &dyn Values) -> Result<String> {
        let link = |operation: &&str| format!("[{}](operations/{operation}.md)", text::cell(operation));
        Ok(operations.iter().map(link).collect::<Vec<_>>().join(", "))
    }
}
