//! The tables of rules.

/// A table of rules of one kind.
macro_rules! rules {
    ($kind:ident; $($id:ident $name:ident $title:literal
        request $request:ident $to_request:literal answer $answer:ident $to_answer:literal mirror $mirror:expr;)*) => {
        use $crate::diff::rule::{Kind, Level, Mirror::*, Rule, Verdict};

        $(pub(crate) static $name: Rule = Rule {
            id: stringify!($id),
            title: $title,
            kind: Kind::$kind,
            mirror: $mirror,
            request: Verdict { level: Level::$request, caller: $to_request },
            answer: Verdict { level: Level::$answer, caller: $to_answer },
        };)*

        /// In the order of their ids.
        pub(super) static ALL: &[&Rule] = &[$(&$name,)*];

    };
    ($kind:ident, same; $($id:ident $name:ident $title:literal $level:ident $caller:literal mirror $mirror:expr;)*) => {
        rules! { $kind; $($id $name $title request $level $caller answer $level $caller mirror $mirror;)* }
    };
}

pub(super) mod behaviour;
pub(super) mod docs;
pub(super) mod members;
pub(super) mod operations;
pub(super) mod source;
pub(super) mod values;

use super::rule::Rule;

/// All rules, in the order of their ids within each table.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let tables = [operations::ALL, members::ALL, values::ALL, source::ALL, behaviour::ALL, docs::ALL];
    tables.into_iter().flatten().copied()
}

/// The rule with an id, in either case.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id.eq_ignore_ascii_case(id))
}
