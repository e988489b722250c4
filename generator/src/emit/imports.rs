//! What a file of Rust takes from elsewhere, found by what it mentions.

use crate::format::literal_end;

/// The names that code uses as the beginning of a path, and not as a field, a method, or the end of a path.
pub(super) struct Mentioned<'c>(Vec<&'c str>);

impl<'c> Mentioned<'c> {
    pub(super) fn by(code: &'c str) -> Self {
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        let mut names = Vec::new();
        lines.for_each(|line| collect(line, &mut names));
        Mentioned(names)
    }

    /// Brings into scope those of the names that are mentioned; nothing if none is.
    pub(super) fn import(&self, path: &str, names: &[&str]) -> String {
        let mut mentioned: Vec<_> = names.iter().copied().filter(|name| self.0.contains(name)).collect();
        mentioned.sort_unstable();
        match mentioned.as_slice() {
            [] => String::new(),
            [name] => format!("use {path}::{name};\n"),
            names => format!("use {path}::{{{}}};\n", names.join(", ")),
        }
    }
}

fn collect<'c>(line: &'c str, names: &mut Vec<&'c str>) {
    let bytes = line.as_bytes();
    let is_word = |at: usize| bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let mut at = 0;
    while at < bytes.len() {
        if let Some(end) = literal_end(bytes, at) {
            at = end;
            continue;
        }
        let start = at;
        while is_word(at) {
            at += 1;
        }
        if start == at {
            at += 1;
            continue;
        }
        let (before, after) = (line.get(..start).unwrap_or_default(), line.get(at..).unwrap_or_default());
        // A single colon follows a field, a double one a module or a type.
        let is_field = after.starts_with(':') && !after.starts_with("::");
        let is_inner = before.ends_with("::") || before.ends_with('.') && !before.ends_with("..");
        if !is_field && !is_inner {
            names.extend(line.get(start..at));
        }
    }
}
