//! JSON whose mappings keep the order in which they were written: a person wrote it for a reason.

use serde_json::{Map, Number, Value};

/// A value of JSON or YAML.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    /// Nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Data>),
    /// A mapping in the order of its source.
    Map(Vec<(String, Data)>),
}

impl Data {
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if it is a list; none otherwise.
    pub fn items(&self) -> &[Data] {
        match self {
            Data::List(items) => items,
            _ => &[],
        }
    }

    /// The entries, if it is a mapping; none otherwise.
    pub fn entries(&self) -> &[(String, Data)] {
        match self {
            Data::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Data> {
        self.entries().iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The value of a key, to be changed.
    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Data> {
        match self {
            Data::Map(entries) => entries.iter_mut().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The entries, to be changed.
    pub(super) fn entries_mut(&mut self) -> &mut [(String, Data)] {
        match self {
            Data::Map(entries) => entries,
            _ => &mut [],
        }
    }

    /// The items, to be changed.
    pub(super) fn items_mut(&mut self) -> &mut [Data] {
        match self {
            Data::List(items) => items,
            _ => &mut [],
        }
    }

    /// The entries themselves.
    pub(super) fn into_entries(self) -> Vec<(String, Data)> {
        match self {
            Data::Map(entries) => entries,
            _ => Vec::new(),
        }
    }

    /// Whether it says nothing: null, no text, an empty list or mapping.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Data::Null => true,
            Data::Text(text) => text.trim().is_empty(),
            Data::List(items) => items.is_empty(),
            Data::Map(entries) => entries.is_empty(),
            Data::Bool(_) | Data::Number(_) => false,
        }
    }

    /// A mapping with one entry.
    pub(super) fn one(key: &str, value: impl Into<Data>) -> Data {
        Data::Map(vec![(key.to_owned(), value.into())])
    }
}

impl From<&str> for Data {
    fn from(text: &str) -> Self {
        Data::Text(text.to_owned())
    }
}

impl From<String> for Data {
    fn from(text: String) -> Self {
        Data::Text(text)
    }
}

impl From<bool> for Data {
    fn from(bool: bool) -> Self {
        Data::Bool(bool)
    }
}

impl From<i64> for Data {
    fn from(integer: i64) -> Self {
        Data::Number(integer.into())
    }
}

impl<T: Into<Data>> From<Vec<T>> for Data {
    fn from(items: Vec<T>) -> Self {
        Data::List(items.into_iter().map(Into::into).collect())
    }
}

impl From<&Value> for Data {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Data::Null,
            Value::Bool(bool) => Data::Bool(*bool),
            Value::Number(number) => Data::Number(number.clone()),
            Value::String(text) => Data::Text(text.clone()),
            Value::Array(items) => Data::List(items.iter().map(Data::from).collect()),
            Value::Object(entries) => {
                Data::Map(entries.iter().map(|(key, value)| (key.clone(), Data::from(value))).collect())
            }
        }
    }
}

impl From<&Data> for Value {
    fn from(data: &Data) -> Self {
        match data {
            Data::Null => Value::Null,
            Data::Bool(bool) => Value::Bool(*bool),
            Data::Number(number) => Value::Number(number.clone()),
            Data::Text(text) => Value::String(text.clone()),
            Data::List(items) => Value::Array(items.iter().map(Value::from).collect()),
            Data::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| (key.clone(), Value::from(value)));
                Value::Object(entries.collect::<Map<_, _>>())
            }
        }
    }
}
