use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::pointer::join;

/// A node of the vocabulary and the JSON pointer to it.
#[derive(Debug, Clone)]
pub(crate) struct At<T> {
    pub(crate) at: String,
    pub(crate) node: T,
}

/// What could not be read.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    pub(crate) at: String,
    pub(crate) message: String,
}

/// The members of one object.
type Members<'a> = &'a dyn Fn(&str) -> Option<&'a Value>;

/// Reads the members of one object.
pub(super) struct Reader<'a> {
    members: Members<'a>,
    /// Where the object is.
    at: &'a str,
    pub(super) faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(members: Members<'a>, at: &'a str) -> Self {
        Reader { members, at, faults: Vec::new() }
    }

    /// Whether it has a key, whatever its value.
    pub(super) fn has(&self, key: &str) -> bool {
        (self.members)(key).is_some()
    }

    /// Whether the value of a key is `false`.
    pub(super) fn is_off(&self, key: &str) -> bool {
        (self.members)(key).and_then(Value::as_bool) == Some(false)
    }

    /// The value of a key.
    pub(super) fn value<T: DeserializeOwned>(&mut self, key: &str) -> Option<T> {
        let value = (self.members)(key)?;
        self.node(value, join(self.at, key)).map(|At { node, .. }| node)
    }

    /// The value of a key, with its place.
    pub(super) fn placed<T: DeserializeOwned>(&mut self, key: &str) -> Option<At<T>> {
        let value = (self.members)(key)?;
        self.node(value, join(self.at, key))
    }

    /// The items of a list; one that cannot be read does not take the others with it.
    pub(super) fn list<T: DeserializeOwned>(&mut self, key: &str) -> Vec<At<T>> {
        match (self.members)(key) {
            Some(list @ Value::Array(_)) => self.items(list, &join(self.at, key)),
            other => self.not("a list", key, other),
        }
    }

    /// The members of a mapping, by name; one that cannot be read does not take the others with it.
    pub(super) fn named<T: DeserializeOwned>(&mut self, key: &str) -> Vec<(String, At<T>)> {
        let members = match (self.members)(key) {
            Some(Value::Object(members)) => members,
            other => return self.not("a mapping", key, other),
        };
        let at = join(self.at, key);
        members.iter().filter_map(|(name, value)| Some((name.clone(), self.node(value, join(&at, name))?))).collect()
    }

    pub(super) fn items<T: DeserializeOwned>(&mut self, list: &Value, at: &str) -> Vec<At<T>> {
        let items = list.as_array().into_iter().flatten().enumerate();
        items.filter_map(|(index, value)| self.node(value, join(at, &index.to_string()))).collect()
    }

    fn node<T: DeserializeOwned>(&mut self, value: &Value, at: String) -> Option<At<T>> {
        match T::deserialize(value) {
            Ok(node) => Some(At { at, node }),
            Err(error) => {
                self.faults.push(Fault { at, message: error.to_string() });
                None
            }
        }
    }

    fn not<T>(&mut self, what: &str, key: &str, found: Option<&Value>) -> Vec<T> {
        if found.is_some() {
            self.faults.push(Fault { at: join(self.at, key), message: format!("this is not {what}") });
        }
        Vec::new()
    }
}
