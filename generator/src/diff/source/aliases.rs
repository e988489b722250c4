//! Types with two names: the generated code calls what operations share by the name that it has in each of them.

use std::collections::BTreeMap;

use super::code::Code;

/// By path from the root of the crate, what a type without a body of its own is.
#[derive(Debug, Default)]
pub(super) struct Aliases(BTreeMap<String, String>);

/// A type can be called by another name many times over.
const DEEPEST: usize = 8;

impl Aliases {
    /// All of a client. Only lines that begin with it are aliases: what is in documentation begins otherwise.
    pub(super) fn of(code: &Code) -> Self {
        let mut all = BTreeMap::new();
        for (path, text) in code.files.iter().filter(|(path, _)| path.ends_with(".rs")) {
            let module = path.strip_prefix("client/src/").and_then(|path| path.strip_suffix(".rs"));
            let Some(module) = module else { continue };
            let lines = text.lines().filter_map(|line| line.trim_start().strip_prefix("pub type "));
            for (name, target) in lines.filter_map(|line| line.split_once('=')) {
                let target = target.trim().trim_end_matches(';').replace(' ', "");
                // What an operation shares is named from the root.
                if let Some(path) = target.strip_prefix("crate::").filter(|path| !path.contains('<')) {
                    all.insert(format!("{module}::{}", name.trim()), path.to_owned());
                }
            }
        }
        Aliases(all)
    }

    /// The path of the type itself, for one that may be another name of it, or for a member of it.
    pub(super) fn path(&self, path: &str) -> String {
        let mut path = path.to_owned();
        for _ in 0..DEEPEST {
            let found = self.0.iter().find_map(|(alias, target)| {
                let rest = path.strip_prefix(alias.as_str())?;
                let ends = rest.is_empty() || rest.starts_with("::") || rest.starts_with(" as ");
                ends.then(|| format!("{target}{rest}"))
            });
            match found {
                Some(found) => path = found,
                None => break,
            }
        }
        path
    }

    /// A text of types, each by its own name.
    pub(super) fn text(&self, text: &str) -> String {
        let mut pieces = text.split("crate::");
        let mut resolved = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let end = piece.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(piece.len());
            let (path, rest) = piece.split_at(end);
            resolved.push_str("crate::");
            resolved.push_str(&self.exactly(path));
            resolved.push_str(rest);
        }
        resolved
    }

    fn exactly(&self, path: &str) -> String {
        let mut path = path;
        for _ in 0..DEEPEST {
            match self.0.get(path) {
                Some(target) => path = target,
                None => break,
            }
        }
        path.to_owned()
    }
}
