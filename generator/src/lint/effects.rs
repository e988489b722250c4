//! Effects can be read.

use super::report::Report;
use crate::diagnostics::Code;
use crate::vocabulary::{ACTIONS, Effect};

pub(super) fn one_action(effect: &Effect, pointer: &str, report: &mut Report<'_>) {
    let message = match effect.actions().as_slice() {
        [action @ ("replace" | "merge")] if effect.from.is_none() => format!("`{action}` needs `from`"),
        [_] => return,
        [] => format!("an effect needs one of {}", ACTIONS.map(|action| format!("`{action}`")).join(", ")),
        [first, second, ..] => format!("`{first}` and `{second}` are two effects"),
    };
    report.error(Code::MalformedEffect, pointer, message);
}
