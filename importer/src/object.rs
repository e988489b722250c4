//! Builds mappings in the order in which a person reads them.

use super::Data;

/// A mapping under construction.
#[derive(Debug, Clone, Default)]
pub(super) struct Object(Vec<(String, Data)>);

impl Object {
    pub(super) fn new() -> Self {
        Object::default()
    }

    pub(super) fn from_entries(entries: Vec<(String, Data)>) -> Self {
        Object(entries)
    }

    /// Adds an entry.
    pub(super) fn put(&mut self, key: &str, value: impl Into<Data>) {
        self.0.push((key.to_owned(), value.into()));
    }

    /// Adds an entry if there is a value.
    pub(super) fn put_some(&mut self, key: &str, value: Option<impl Into<Data>>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// Adds `true` under a key if it is so.
    pub(super) fn put_flag(&mut self, key: &str, flag: bool) {
        if flag {
            self.put(key, true);
        }
    }

    /// Adds an entry if the list or mapping holds something.
    pub(super) fn put_filled(&mut self, key: &str, value: impl Into<Data>) {
        let value = value.into();
        if !value.is_empty() {
            self.put(key, value);
        }
    }

    /// Adds the entries of another mapping.
    pub(super) fn extend(&mut self, other: Object) {
        self.0.extend(other.0);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn get(&self, key: &str) -> Option<&Data> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Data> {
        self.0.iter_mut().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Takes the value of a key.
    pub(super) fn take(&mut self, key: &str) -> Option<Data> {
        let index = self.0.iter().position(|(name, _)| name == key)?;
        Some(self.0.remove(index).1)
    }
}

impl From<Object> for Data {
    fn from(object: Object) -> Self {
        Data::Map(object.0)
    }
}
