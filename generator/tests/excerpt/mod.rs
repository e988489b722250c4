//! Parts of generated files, by their name, for `expected.txt`.
//!
//! `..` is the whole file. `## Heading` is a section of Markdown, `//! # Heading` one of the documentation of a Rust file.
//! `| Name` is the lines that begin so. Anything else is an item of Rust with its documentation: `fn send`, `struct Tag`,
//! `impl Decode for Tag`, a field, a variant, or a statement; `impl A / fn b` is the `b` inside of the `A`.

/// The lines of a part; `None` if the file has no such part.
pub(crate) fn excerpt(text: &str, part: &str) -> Option<String> {
    let lines: Vec<_> = text.lines().collect();
    let found = match part {
        ".." => lines,
        heading if heading.trim_start_matches("//! ").starts_with('#') => section(&lines, heading)?,
        row if row.trim_start_matches("//! ").starts_with('|') => {
            let row = row.trim_end();
            lines.into_iter().filter(|line| line.starts_with(row)).collect()
        }
        items => items.split(" / ").try_fold(lines, |lines, name| item(&lines, name))?,
    };
    (!found.is_empty()).then(|| found.join("\n") + "\n")
}

fn section<'t>(lines: &[&'t str], heading: &str) -> Option<Vec<&'t str>> {
    let start = lines.iter().position(|line| *line == heading)?;
    let marks = |line: &str| {
        let line = line.trim_start_matches("//!").trim_start();
        line.len() - line.trim_start_matches('#').len()
    };
    let level = marks(heading);
    let rest = lines.get(start + 1..)?;
    // What looks like a heading in a block of code is none.
    let mut code = false;
    let ends = |line: &&str| {
        code ^= line.trim_start_matches("//!").trim_start().starts_with("```");
        !code && (1..=level).contains(&marks(line)) || heading.starts_with("//!") && !line.starts_with("//!")
    };
    let length = rest.iter().position(ends).unwrap_or(rest.len());
    let mut section = lines.get(start..=start + length)?.to_vec();
    while section.last().is_some_and(|line| matches!(*line, "" | "//!")) {
        section.pop();
    }
    Some(section)
}

/// Starts at the documentation and the attributes of the item, and ends where its last bracket is closed.
fn item<'t>(lines: &[&'t str], name: &str) -> Option<Vec<&'t str>> {
    let at = lines.iter().position(|line| is_named(line.trim_start(), name))?;
    let indent = |line: &str| line.len() - line.trim_start().len();
    let depth = indent(lines.get(at)?);
    let leads = |line: &&&str| indent(line) == depth && line.trim_start().starts_with(['/', '#']);
    let start = at - lines.get(..at)?.iter().rev().take_while(leads).count();
    let opens = lines.get(at)?.ends_with(['(', '[', '{', '=']);
    let closes =
        |line: &&str| indent(line) == depth && line.trim_start().starts_with([')', ']', '}']) && !line.ends_with('{');
    let follows = |line: &&str| indent(line) <= depth && !line.trim_start().starts_with(')');
    let rest = lines.get(at + 1..)?;
    let length = match opens {
        true => rest.iter().position(closes).map_or(rest.len(), |end| end + 1),
        // The links of a chain are below its start.
        false => rest.iter().position(follows).unwrap_or(rest.len()),
    };
    lines.get(start..=at + length).map(<[_]>::to_vec)
}

/// Whether a line begins an item, whatever its visibility, and whatever follows its name.
fn is_named(line: &str, name: &str) -> bool {
    let line = line.strip_prefix("pub(crate) ").or_else(|| line.strip_prefix("pub ")).unwrap_or(line);
    let line = line.strip_prefix("async ").unwrap_or(line);
    let rest = line.strip_prefix(name);
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}
