//! Effects can be read.

use super::report::Report;
use crate::diagnostics::Code;
use crate::model::Owner;
use crate::vocabulary::{ACTIONS, Effect};

pub(super) fn one_action(effect: &Effect, pointer: &str, report: &mut Report<'_>) {
    let message = match effect.actions().as_slice() {
        [action @ ("replace" | "merge")] if effect.from.is_none() => format!("`{action}` needs `from`"),
        [action @ ("update" | "replace" | "merge" | "delete" | "poll")] if effect.account.is_some() => {
            format!("`{action}` is done where it was found or created; remove `account`")
        }
        [action @ ("create" | "issue-code" | "consume-code")] if matches!(effect.account, Some(Owner::All(_))) => {
            format!("`{action}` is done for one account; use its number as `account`")
        }
        [_] => return,
        [] => format!("an effect needs one of {}", ACTIONS.map(|action| format!("`{action}`")).join(", ")),
        [first, second, ..] => format!("`{first}` and `{second}` are two effects"),
    };
    report.error(Code::MalformedEffect, pointer, message);
}
