//! Lines of Rust: a template writes a statement or an item a line, and need not know how deep it stands or how long it is.
//!
//! They are indented by the brackets around them, and a line that is too long is broken at its own.

use super::breaks::push_broken;
use super::marks::Marks;

/// How wide a line can be, as rustfmt has it.
pub(super) const WIDTH: usize = 100;

/// How far a line is indented for each bracket around it.
pub(super) const INDENT: usize = 4;

/// Lays lines out. One blank line stays of many, and none next to the brackets around it or between an item and what belongs
/// to it, its documentation and its attributes.
pub(super) fn laid_out(code: &str) -> String {
    let mut text = String::with_capacity(code.len() + code.len() / 4);
    // How deep the lines stand on which brackets were opened that are open still.
    let mut open: Vec<usize> = Vec::new();
    let mut blank = false;
    let mut closed = false;
    // Whether the line before belongs to the next one.
    let mut leads = true;
    for line in code.lines().map(str::trim) {
        if line.is_empty() {
            blank = true;
            continue;
        }
        let closing = line.bytes().take_while(|byte| matches!(byte, b')' | b']' | b'}')).count();
        let inside = open.last().map_or(0, |depth| depth + 1);
        let depth = match open.len().checked_sub(closing).and_then(|at| open.get(at)) {
            Some(depth) if closing > 0 => *depth,
            // A method of the chain that began in the line before, or ended a bracket there.
            _ if line.starts_with('.') && !line.starts_with("..") && !closed => inside + 1,
            _ => inside,
        };
        if blank && !leads && closing == 0 {
            text.push('\n');
        }
        // What follows an item is the next one.
        blank = depth == 0 && line.starts_with('}');
        closed = closing > 0;
        if line.starts_with("//") {
            push_line(&mut text, depth, line);
            leads = line.starts_with("///");
            continue;
        }
        let before = open.len();
        for mark in Marks::of(line) {
            match mark.byte {
                b'(' | b'[' | b'{' => open.push(depth),
                b')' | b']' | b'}' => _ = open.pop(),
                _ => {}
            }
        }
        leads = open.len() > before || line.starts_with("#[");
        push_broken(&mut text, depth, line);
    }
    text
}

/// Adds a line as it is.
pub(super) fn push_line(text: &mut String, depth: usize, line: &str) {
    text.extend(std::iter::repeat_n(' ', depth * INDENT));
    text.push_str(line);
    text.push('\n');
}
