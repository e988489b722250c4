//! How large a description may grow: after each alias, and each `$ref` to a file, was replaced by what it stands for, and
//! after whatever else puts one part of it into several places.

use std::ops::AddAssign;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use serde_json::Value;

/// How deep a file may be nested; a document joined from several files may be nested twice as deep.
pub(super) const MAX_DEPTH: usize = 100;

/// How many values the files of a description together, and the document joined of them, may have.
const MAX_VALUES: usize = 500_000;

/// How many bytes their keys and texts may have.
const MAX_BYTES: usize = 64 << 20;

/// How many bytes the JSON pointers to all values may have. Many things are named by their pointers, so a long key costs
/// its length for each value below it.
const MAX_POINTERS: usize = 256 << 20;

/// How large something is.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Size {
    values: usize,
    bytes: usize,
    pointers: usize,
}

impl Size {
    /// That of a value.
    pub(crate) const VALUE: Self = Self { values: 1, bytes: 0, pointers: 0 };

    /// That of a key, or of what a text has beside being a value.
    pub(crate) fn text(text: &str) -> Self {
        Self { values: 0, bytes: text.len(), pointers: 0 }
    }

    /// That of a value with these texts.
    pub(crate) fn of_texts<'t>(texts: impl IntoIterator<Item = Option<&'t str>>) -> Self {
        let mut size = Self::VALUE;
        texts.into_iter().flatten().for_each(|text| size += Self::text(text));
        size
    }

    /// That of a pointer of this length.
    pub(crate) fn pointer(length: usize) -> Self {
        Self { values: 0, bytes: 0, pointers: length }
    }

    /// That of a value and all in it, at a place whose pointer has this length.
    pub(crate) fn of(value: &Value, pointer: usize) -> Self {
        let mut size = Self::VALUE;
        size += Self::pointer(pointer);
        match value {
            Value::String(text) => size += Self::text(text),
            Value::Array(items) => items.iter().for_each(|item| size += Self::of(item, pointer + 2)),
            Value::Object(members) => {
                for (key, member) in members {
                    size += Self::text(key);
                    size += Self::of(member, pointer + 1 + key.len());
                }
            }
            _ => {}
        }
        size
    }

    /// Whether it is worth to be counted at once.
    pub(super) fn is_considerable(self) -> bool {
        self.values >= 1_000 || self.bytes >= 64 << 10
    }

    /// What it has too much of.
    pub(crate) fn excess(self) -> Option<String> {
        if self.values > MAX_VALUES {
            Some(format!("has more than {MAX_VALUES} values"))
        } else if self.bytes > MAX_BYTES {
            Some(format!("has more than {} MiB of text", MAX_BYTES >> 20))
        } else if self.pointers > MAX_POINTERS {
            Some(format!("has long keys: the pointers to its values have more than {} MiB", MAX_POINTERS >> 20))
        } else {
            None
        }
    }
}

impl AddAssign for Size {
    fn add_assign(&mut self, other: Self) {
        self.values = self.values.saturating_add(other.values);
        self.bytes = self.bytes.saturating_add(other.bytes);
        self.pointers = self.pointers.saturating_add(other.pointers);
    }
}

/// How large parts are together that are made at the same time.
#[derive(Debug, Default)]
pub(crate) struct Total {
    values: AtomicUsize,
    bytes: AtomicUsize,
    pointers: AtomicUsize,
    exceeded: AtomicBool,
}

impl Total {
    /// Adds a part, and says what they have too much of together.
    pub(crate) fn add(&self, size: Size) -> Option<String> {
        let add = |sum: &AtomicUsize, more: usize| sum.fetch_add(more, Ordering::Relaxed).saturating_add(more);
        let (values, bytes) = (add(&self.values, size.values), add(&self.bytes, size.bytes));
        let excess = Size { values, bytes, pointers: add(&self.pointers, size.pointers) }.excess();
        if excess.is_some() {
            self.exceeded.store(true, Ordering::Relaxed);
        }
        excess
    }

    /// Takes a part away that is not kept.
    pub(crate) fn remove(&self, size: Size) {
        self.values.fetch_sub(size.values, Ordering::Relaxed);
        self.bytes.fetch_sub(size.bytes, Ordering::Relaxed);
        self.pointers.fetch_sub(size.pointers, Ordering::Relaxed);
    }

    /// How large they are.
    pub(crate) fn size(&self) -> Size {
        let get = |sum: &AtomicUsize| sum.load(Ordering::Relaxed);
        Size { values: get(&self.values), bytes: get(&self.bytes), pointers: get(&self.pointers) }
    }

    /// Counts anew, from a size that is not too much.
    pub(crate) fn set(&self, size: Size) {
        self.values.store(size.values, Ordering::Relaxed);
        self.bytes.store(size.bytes, Ordering::Relaxed);
        self.pointers.store(size.pointers, Ordering::Relaxed);
        self.exceeded.store(false, Ordering::Relaxed);
    }

    /// Whether it ever was too much.
    pub(crate) fn is_exceeded(&self) -> bool {
        self.exceeded.load(Ordering::Relaxed)
    }
}
