//! A reference leads to a component of the kind that is expected in its place.

use super::positions::{Position, SECTIONS};
use super::report::{Report, text};
use crate::diagnostics::Code;
use crate::source::join;

pub(super) fn check(positions: &[Position<'_>], report: &mut Report<'_>) {
    for position in positions {
        let (Some(section), Some(target)) = (position.kind.section(), text(position.value, "$ref")) else {
            continue;
        };
        let found = target.strip_prefix("#/components/").and_then(|rest| rest.split('/').next());
        // A section that does not exist was reported as a reference that leads nowhere.
        if let Some(found) = found.filter(|found| *found != section && SECTIONS.contains(found)) {
            let message = format!("this must lead to `#/components/{section}`, not to `#/components/{found}`");
            report.error(Code::MisplacedReference, &join(&position.pointer, "$ref"), message);
        }
    }
}
