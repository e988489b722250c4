//! Markdown that templates ask for.

use super::condition::sentence as condition_sentence;
use crate::model::{AccessLevel, Charge, Condition, Limit, Operation, Per, RamAction, Risk, Window};

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
    let calls = if limit.count == 1 { "call" } else { "calls" };
    let region =
        limit.region.as_ref().map(|region| format!(" in the region {}", code_text(region))).unwrap_or_default();
    let plain = format!("At most {} successful {calls} per {per} and {window}{region}.", limit.count);
    match limit.description.trim() {
        "" => plain,
        description => format!("{plain} {description}"),
    }
}

/// What a caller should know before a call: Markdown, a sentence each.
pub(super) fn notices(operation: &Operation) -> Vec<String> {
    let mut notices = Vec::new();
    let instead = deprecation_note(operation);
    if operation.deprecated {
        notices.push(if instead.is_empty() { "Deprecated.".to_owned() } else { format!("Deprecated: {instead}.") });
    } else if !instead.is_empty() {
        notices.push(format!("Better: {instead}."));
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
    let substitutes: Vec<_> = operation.substitutes.iter().map(|name| code_text(name)).collect();
    if substitutes.is_empty() { String::new() } else { format!("call {} instead", substitutes.join(" or ")) }
}

/// Text as a cell of a table.
pub(super) fn cell_text(text: &str) -> String {
    let text = text.trim().replace('|', "\\|").replace("\r\n", "\n").replace('\r', "\n");
    if text.is_empty() { "-".to_owned() } else { text.replace("\n\n", "<br>").replace('\n', " ") }
}

/// Text of a spec in a doc comment: a block of code in it is text, not an example that is compiled and run.
pub(super) fn doc_text(text: &str) -> String {
    // How much of its indentation a block is to lose, while we are in one.
    let mut fenced: Option<usize> = None;
    let mut lines = Vec::new();
    for line in text.trim_end().lines() {
        let start = line.trim_start();
        let indent = line.len() - start.len();
        if start.starts_with("```") || start.starts_with("~~~") {
            let bare = start.trim_start_matches(['`', '~']).trim().is_empty();
            let (less, language) = match fenced.take() {
                Some(less) => (less, ""),
                None => {
                    let less = *fenced.insert(indent.saturating_sub(3));
                    (less, if bare { "text" } else { "" })
                }
            };
            lines.push(format!("{}{language}", outdented(line, less).trim_end()));
        } else if let Some(less) = fenced {
            lines.push(outdented(line, less).to_owned());
        } else {
            lines.push(unindented(line));
        }
    }
    lines.join("\n")
}

/// A line of a block with so many blanks less before it, as far as it has them. A fence that is too far in would be code.
fn outdented(line: &str, blanks: usize) -> &str {
    let indent = line.len() - line.trim_start().len();
    line.get(blanks.min(indent)..).unwrap_or(line)
}

/// A line of text with less before it than what makes it code, and so for the item of a list.
fn unindented(line: &str) -> String {
    let text = line.trim_start();
    let (indent, _) = line.split_at(line.len() - text.len());
    let indent = if indent.len() > 3 || indent.contains('\t') { "   " } else { indent };
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let marker = match number.len() == text.len() {
        true => text.starts_with(['*', '-', '+']).then_some(1),
        false => number.starts_with(['.', ')']).then_some(text.len() - number.len() + 1),
    };
    if let Some((marker, rest)) = marker.and_then(|marker| text.split_at_checked(marker)) {
        let item = rest.trim_start();
        let (blanks, _) = rest.split_at(rest.len() - item.len());
        if blanks.len() > 4 || blanks.contains('\t') {
            return format!("{indent}{marker} {item}");
        }
    }
    format!("{indent}{text}")
}

/// Text as code in a cell of a table; a backtick in it takes longer quotes.
fn code_text(text: &str) -> String {
    let text = cell_text(text);
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

fn code_list(list: &[String]) -> String {
    match list {
        [] => "none".to_owned(),
        list => list.iter().map(|item| code_text(item)).collect::<Vec<_>>().join(", "),
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
        Ok(cell_text(&text.to_string()))
    }

    /// A value as code in a cell of a table.
    #[askama::filter_fn]
    pub fn code(value: &Option<Value>, _: &dyn Values) -> Result<String> {
        Ok(match value {
            None => "-".to_owned(),
            Some(Value::String(text)) => code_text(text),
            Some(value) => code_text(&value.to_string()),
        })
    }

    /// A string of a TOML file. JSON quotes it the same way.
    #[askama::filter_fn]
    pub fn quoted(text: &str, _: &dyn Values) -> Result<String> {
        Ok(Value::from(text).to_string())
    }

    /// Text of a spec in a doc comment.
    #[askama::filter_fn]
    pub fn doc(text: impl std::fmt::Display, _: &dyn Values) -> Result<String> {
        Ok(doc_text(&text.to_string()))
    }

    /// A list of names as code.
    #[askama::filter_fn]
    pub fn codes(list: &[String], _: &dyn Values) -> Result<String> {
        Ok(code_list(list))
    }

    /// The resources of an authorization, where `*` stands for all of them, and what the product calls them.
    #[askama::filter_fn]
    pub fn resources(action: &RamAction, _: &dyn Values) -> Result<String> {
        let RamAction { resources, resource_types, .. } = action;
        let names = if resources == &["*"] { "All resources `*`".to_owned() } else { code_list(resources) };
        Ok(if resource_types.is_empty() {
            names
        } else {
            format!("{}: {names}", cell_text(&resource_types.join(", ")))
        })
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
        Ok(if text.trim().is_empty() { "-".to_owned() } else { text.trim_end().to_owned() })
    }

    /// What a limit says.
    #[askama::filter_fn]
    pub fn sentence(limit: &Limit, _: &dyn Values) -> Result<String> {
        Ok(limit_sentence(limit))
    }

    /// What the condition of an error row of an operation says.
    #[askama::filter_fn]
    pub fn condition(condition: &Option<Condition>, _: &dyn Values, operation: &Operation) -> Result<String> {
        Ok(match condition {
            Some(condition) => cell_text(&condition_sentence(condition, operation)),
            None => "only by force".to_owned(),
        })
    }

    /// What a caller should know before a call.
    #[askama::filter_fn]
    pub fn notices(operation: &Operation, _: &dyn Values) -> Result<String> {
        Ok(super::notices(operation).into_iter().map(|notice| notice + "\n\n").collect())
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
        let link = |operation: &&str| format!("[{operation}](operations/{operation}.md)");
        Ok(operations.iter().map(link).collect::<Vec<_>>().join(", "))
    }
}
