//! A reference leads to a component of the kind that is expected in its place.

use serde_json::json;

use super::finding::Repair;
use super::report::{Report, text};
use crate::diagnostics::{Code, Diagnostic};
use crate::pointer::join;
use crate::positions::{Kind, Position, SECTIONS};

pub(super) fn check(positions: &[Position<'_>], report: &mut Report<'_>) {
    for position in positions {
        let (Some(section), Some(target)) = (position.kind.section(), text(position.value, "$ref")) else {
            continue;
        };
        let found = target.strip_prefix("#/components/").and_then(|rest| rest.split('/').next());
        // A section that does not exist was reported as a reference that leads nowhere.
        if let Some(found) = found.filter(|found| *found != section && SECTIONS.contains(found)) {
            let message = format!("this must lead to `#/components/{section}`, not to `#/components/{found}`");
            let at = join(&position.pointer, "$ref");
            let fault = Diagnostic::error(Code::MisplacedReference, message).at(report.span(&at), "");
            let holder = position.pointer.clone();
            let is_schema = position.kind == Kind::Schema;
            let repair = if is_schema { Repair::Set(holder, json!({})) } else { Repair::Remove(holder) };
            report.push_with(&at, fault, repair);
        }
    }
}
