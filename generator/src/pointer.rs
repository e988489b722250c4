//! JSON pointers (RFC 6901).

use std::borrow::Cow;

use serde_json::Value;

/// One more step of a pointer, escaped: `pointer` + `/` + `name`.
///
/// ```
/// assert_eq!(twinspec_generator::source::join("/paths", "/folders"), "/paths/~1folders");
/// ```
pub fn join(pointer: &str, name: &str) -> String {
    let mut joined = String::with_capacity(pointer.len() + 1 + name.len());
    joined.push_str(pointer);
    push(&mut joined, name);
    joined
}

/// Goes one step further.
pub(crate) fn push(pointer: &mut String, name: &str) {
    pointer.push('/');
    pointer.push_str(&escape(name));
}

/// The steps of a pointer, unescaped.
///
/// ```
/// let steps: Vec<_> = twinspec_generator::source::steps("/paths/~1folders").collect();
/// assert_eq!(steps, ["paths", "/folders"]);
/// ```
pub fn steps(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut rest = pointer.find('/').and_then(|first| pointer.get(first + 1..));
    std::iter::from_fn(move || {
        let mut is_escaped = false;
        let own = rest?;
        let end = own.bytes().position(|byte| {
            is_escaped |= byte == b'~';
            byte == b'/'
        });
        let step = own.get(..end.unwrap_or(own.len()))?;
        rest = end.and_then(|end| own.get(end + 1..));
        Some(if is_escaped { Cow::Owned(step.replace("~1", "/").replace("~0", "~")) } else { Cow::Borrowed(step) })
    })
}

/// What a pointer leads to. As [`Value::pointer`], which makes two texts of each step.
pub(crate) fn find<'v>(value: &'v Value, pointer: &str) -> Option<&'v Value> {
    if !pointer.is_empty() && !pointer.starts_with('/') {
        return None;
    }
    steps(pointer).try_fold(value, |value, step| match value {
        Value::Object(members) => members.get(&*step),
        Value::Array(items) => index(&step).and_then(|index| items.get(index)),
        _ => None,
    })
}

/// The position that a step names in a list.
fn index(step: &str) -> Option<usize> {
    let is_plain = step == "0" || step.starts_with(|first: char| matches!(first, '1'..='9'));
    step.parse().ok().filter(|_| is_plain)
}

/// The order of two values of a document: items of a list by their number.
pub(crate) fn by_position(a: &str, b: &str) -> std::cmp::Ordering {
    let number = |step: &str| step.parse::<usize>().ok();
    let (mut left, mut right) = (steps(a), steps(b));
    loop {
        let (Some(left), Some(right)) = (left.next(), right.next()) else { return a.len().cmp(&b.len()) };
        let order = match (number(&left), number(&right)) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => left.cmp(&right),
        };
        if order.is_ne() {
            return order;
        }
    }
}

fn escape(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        Cow::Owned(name.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(name)
    }
}
