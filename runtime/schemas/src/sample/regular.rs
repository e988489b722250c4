//! Regular expressions that look around or back, as far as they are regular.

use std::sync::Arc;

use fancy_regex::{Assertion, Expr};

/// The expression without what looks around, and with a group in place of what refers to it: what matches it can be what
/// matches the whole. `None` if it is not understood.
pub(super) fn regular(pattern: &str) -> Option<String> {
    let tree = Expr::parse_tree(pattern).ok()?;
    let mut groups = Vec::new();
    collect(&tree.expr, &mut groups);
    let mut text = String::new();
    simple(&tree.expr, &groups).to_str(&mut text, 0);
    Some(text)
}

/// The groups in the order of their numbers.
fn collect<'e>(expression: &'e Expr, groups: &mut Vec<&'e Expr>) {
    if let Expr::Group(inner) = expression {
        groups.push(inner);
    }
    expression.children_iter().for_each(|child| collect(child, groups));
}

/// The expression with nothing in it that is not regular. A group that is referred to refers to none.
fn simple(expression: &Expr, groups: &[&Expr]) -> Expr {
    let of = |child: &Expr| simple(child, groups);
    match expression {
        Expr::Any { .. }
        | Expr::Literal { .. }
        | Expr::Delegate { .. }
        | Expr::Assertion(Assertion::StartText | Assertion::EndText) => expression.clone(),
        Expr::Concat(parts) => Expr::Concat(parts.iter().map(of).collect()),
        Expr::Alt(branches) => Expr::Alt(branches.iter().map(of).collect()),
        Expr::Group(inner) => Expr::Group(Arc::new(of(inner))),
        Expr::AtomicGroup(inner) => Expr::Group(Arc::new(of(inner))),
        Expr::Repeat { child, lo, hi, greedy } => {
            Expr::Repeat { child: Box::new(of(child)), lo: *lo, hi: *hi, greedy: *greedy }
        }
        // Groups are numbered from 1.
        Expr::Backref { group, .. } => {
            let referred = group.checked_sub(1).and_then(|at| groups.get(at));
            referred.map_or(Expr::Empty, |inner| Expr::Group(Arc::new(simple(inner, &[]))))
        }
        _ => Expr::Empty,
    }
}
