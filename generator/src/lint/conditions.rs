//! Conditions can be read, and hold for the examples of their rows.

use super::condition::{Request, holds};
use super::regexes::Regexes;
use super::report::Report;
use crate::diagnostics::{Code, Diagnostic};
use crate::pointer::join;
use crate::vocabulary::{At, ErrorRow, Example, PREDICATES, Vocabulary, When};

/// Whether the keys of a condition can be used together. `of_row` is whether it is the whole `when` of an error row.
pub(super) fn readable(when: &When, pointer: &str, of_row: bool, report: &mut Report<'_>) {
    predicate(when, pointer, report);
    if when.forced_only.is_some() && !(of_row && when.is_only_forced()) {
        let fault = Diagnostic::error(Code::MalformedCondition, "no other key may be beside `forced-only`")
            .at(report.key_span(&join(pointer, "forced-only")), "")
            .help("remove the other conditions: the row is raised only if a test forces it");
        report.push(pointer, fault);
    }
}

/// `parameter` or `field`, and what is said of it.
fn predicate(when: &When, pointer: &str, report: &mut Report<'_>) {
    let (key, message) = match (when.subjects().as_slice(), when.predicates().as_slice()) {
        ([], []) | ([_], [_]) => return,
        ([first, second, ..], _) | ([_], [first, second, ..]) => {
            (*second, format!("`{first}` and `{second}` cannot be used together"))
        }
        ([subject], []) => {
            let predicates = PREDICATES.map(|name| format!("`{name}`")).join(", ");
            (*subject, format!("`{subject}` needs one of {predicates} beside it"))
        }
        ([], [first, ..]) => (*first, format!("`{first}` needs a `parameter`, a `field` or an `item` beside it")),
    };
    let fault = Diagnostic::error(Code::MalformedCondition, message).at(report.key_span(&join(pointer, key)), "");
    report.push(pointer, fault);
}

/// The examples of each row raise it.
pub(super) fn examples(vocabulary: &Vocabulary, regexes: &mut Regexes, report: &mut Report<'_>) {
    let rows = vocabulary.operations.values().flat_map(|operation| &operation.errors);
    for At { at, node: ErrorRow { code, when, examples, .. } } in rows {
        let Some(when) = when else { continue };
        for (index, Example { site, parameters, .. }) in examples.iter().enumerate() {
            let request = Request { site: site.as_deref(), parameters };
            if holds(when, &request, regexes) == Some(false) {
                let pointer = format!("{at}/examples/{index}");
                let fault = Diagnostic::error(Code::UnfitErrorExample, format!("the example does not raise `{code}`"))
                    .at(report.span(&pointer), "with this request")
                    .related(report.key_span(&join(at, "when")), "this is not true");
                report.push(&pointer, fault);
            }
        }
    }
}
