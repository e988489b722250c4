//! How large a description may grow: after each alias, and each `$ref` to a file, was replaced by what it stands for.

use std::ops::AddAssign;

use serde_json::Value;

/// How deep a file may be nested; a document joined from several files may be nested twice as deep.
pub(super) const MAX_DEPTH: usize = 100;

/// How many values a file, and the document joined of all files, may have.
const MAX_VALUES: usize = 500_000;

/// How many bytes the keys and texts of a file, and of the document joined of all files, may have.
const MAX_BYTES: usize = 64 << 20;

/// How large something is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Size {
    values: usize,
    bytes: usize,
}

impl Size {
    /// That of a value.
    pub(super) const VALUE: Self = Self { values: 1, bytes: 0 };

    /// That of a key, or of what a text has beside being a value.
    pub(super) fn text(text: &str) -> Self {
        Self { values: 0, bytes: text.len() }
    }

    /// That of a value and all in it.
    pub(super) fn of(value: &Value) -> Self {
        let mut size = Self::VALUE;
        match value {
            Value::String(text) => size += Self::text(text),
            Value::Array(items) => items.iter().for_each(|item| size += Self::of(item)),
            Value::Object(members) => {
                for (key, member) in members {
                    size += Self::text(key);
                    size += Self::of(member);
                }
            }
            _ => {}
        }
        size
    }

    /// What it has too much of.
    pub(super) fn excess(self) -> Option<String> {
        if self.values > MAX_VALUES {
            Some(format!("has more than {MAX_VALUES} values"))
        } else if self.bytes > MAX_BYTES {
            Some(format!("has more than {} MiB of text", MAX_BYTES >> 20))
        } else {
            None
        }
    }
}

impl AddAssign for Size {
    fn add_assign(&mut self, other: Self) {
        self.values = self.values.saturating_add(other.values);
        self.bytes = self.bytes.saturating_add(other.bytes);
    }
}
