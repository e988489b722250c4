//! Lines that are too long.

use super::layout::{INDENT, WIDTH, push_line};
use super::marks::{Mark, Marks};

/// Adds a line, broken if it is too long and there is a place to break it: a chain of calls before each of them, and
/// anything else at the largest of its brackets, with one item a line.
pub(super) fn push_broken(text: &mut String, depth: usize, code: &str) {
    let is_attribute = code.starts_with('#');
    if fits(depth, code) || is_attribute {
        return push_line(text, depth, code);
    }
    let links = links(code);
    if let [first, rest @ ..] = links.as_slice()
        && !rest.is_empty()
    {
        push_broken(text, depth, first);
        // They stand below the bracket that ends the first, if it takes several lines.
        let below = if fits(depth, first) { depth + 1 } else { depth };
        return rest.iter().for_each(|link| push_broken(text, below, link));
    }
    let Some(group) = Group::largest(code) else { return push_line(text, depth, code) };
    push_line(text, depth, group.before);
    if code.starts_with("use ") {
        push_filled(text, depth + 1, &group.items);
    } else {
        let ends_in_comma = group.takes_comma();
        for (at, item) in group.items.iter().enumerate() {
            let comma = at + 1 < group.items.len() || ends_in_comma && !item.starts_with("..");
            push_broken(text, depth + 1, &format!("{item}{}", if comma { "," } else { "" }));
        }
    }
    push_line(text, depth, group.after);
}

fn fits(depth: usize, code: &str) -> bool {
    depth * INDENT + code.len() <= WIDTH
}

/// Adds short items, as many as there is room for in each line.
fn push_filled(text: &mut String, depth: usize, items: &[&str]) {
    let mut line = String::new();
    for item in items {
        if !line.is_empty() && !fits(depth, &format!("{line} {item},")) {
            push_line(text, depth, &line);
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(item);
        line.push(',');
    }
    push_line(text, depth, &line);
}

/// The links of a chain of calls: `a`, `.b()`, `.c()?`. A single call of a method is no chain.
fn links(code: &str) -> Vec<&str> {
    let mut links = Vec::new();
    let mut rest = code;
    let mut start = 0;
    let mut nesting = 0_usize;
    for Mark { at, byte } in Marks::of(code) {
        match byte {
            b'(' | b'[' | b'{' => nesting += 1,
            b')' | b']' | b'}' => nesting = nesting.saturating_sub(1),
            b'.' if nesting == 0 && at > start && is_link(code.get(at + 1..).unwrap_or_default()) => {
                let (link, next) = rest.split_at_checked(at - start).unwrap_or((rest, ""));
                links.push(link);
                (rest, start) = (next, at);
            }
            _ => {}
        }
    }
    links.push(rest);
    let starts_with_call = links.first().is_some_and(|first| first.ends_with(')'));
    if links.len() > 2 || starts_with_call { links } else { vec![code] }
}

/// Whether what comes after a dot is a call, or `await`.
fn is_link(code: &str) -> bool {
    let name = code.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    let after = code.get(name..).unwrap_or_default();
    name > 0 && (after.starts_with('(') || after.starts_with("::<") || code.starts_with("await"))
}

/// A pair of brackets that is not inside of another one, and what is around it.
struct Group<'c> {
    /// The opening bracket and what is before it.
    before: &'c str,
    items: Vec<&'c str>,
    /// The closing bracket and what is after it.
    after: &'c str,
}

impl<'c> Group<'c> {
    /// The pair with the most in it.
    fn largest(code: &'c str) -> Option<Self> {
        let (open, close) = largest_pair(code)?;
        Self::between(code, open, close)
    }

    /// The pair that stands there; where it holds a single item that is a list itself, that list: `&[…]` of `Any(&[…])`.
    fn between(code: &'c str, open: usize, close: usize) -> Option<Self> {
        let (before, rest) = code.split_at_checked(open + 1)?;
        let (inside, after) = rest.split_at_checked(close - open - 1)?;
        let items = items(inside)?;
        if let [only] = items.as_slice()
            && links(only).len() == 1
            && let Some((inner_open, inner_close)) = largest_pair(only)
            && inner_close + 1 == only.len()
        {
            let start = open + 1 + inside.len() - inside.trim_start().len();
            return Self::between(code, start + inner_open, start + inner_close);
        }
        Some(Group { before, items, after: after.trim_start() })
    }

    /// Whether a comma can follow the last item: parentheses around one expression are no tuple.
    fn takes_comma(&self) -> bool {
        let is_call = |name: &str| name.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '>' | '!'));
        match self.before.strip_suffix('(') {
            Some(name) => is_call(name) || self.items.len() > 1,
            None => true,
        }
    }
}

/// The places of the brackets of the largest pair that is not inside of another one and not empty.
fn largest_pair(code: &str) -> Option<(usize, usize)> {
    let mut open = Vec::new();
    let mut largest = None;
    for Mark { at, byte } in Marks::of(code) {
        match byte {
            b'(' | b'[' | b'{' => open.push(at),
            b')' | b']' | b'}' => {
                let Some(start) = open.pop() else { continue };
                let length = at - start;
                if open.is_empty() && length > 1 && largest.is_none_or(|(from, to)| length > to - from) {
                    largest = Some((start, at));
                }
            }
            _ => {}
        }
    }
    largest
}

/// What the commas separate; `None` for statements.
fn items(code: &str) -> Option<Vec<&str>> {
    let mut items = Vec::new();
    let mut rest = code;
    let mut start = 0;
    let mut nesting = 0_usize;
    for Mark { at, byte } in Marks::of(code) {
        let before = code.get(..at).unwrap_or_default();
        match byte {
            b'(' | b'[' | b'{' => nesting += 1,
            b')' | b']' | b'}' => nesting = nesting.saturating_sub(1),
            // The arguments of a type, and no comparison or arrow.
            b'<' if before.ends_with(|c: char| c.is_alphanumeric() || c == ':') => nesting += 1,
            b'>' if !before.ends_with(['-', '=', ' ']) => nesting = nesting.saturating_sub(1),
            b';' if nesting == 0 => return None,
            b',' if nesting == 0 => {
                let (item, next) = rest.split_at_checked(at - start)?;
                items.push(item.trim());
                (rest, start) = (next.get(1..)?, at + 1);
            }
            _ => {}
        }
    }
    items.push(rest.trim());
    items.retain(|item| !item.is_empty());
    Some(items)
}
