//! JSON that holds secrets: its texts are overwritten when they are dropped, and no error quotes it.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use zeroize::Zeroizing;

use super::CredentialsError;

/// A text that is overwritten when it is dropped.
pub(super) type Text = Zeroizing<String>;

/// An object, and what errors call it: `the answer of http://127.0.0.1/`.
pub(super) struct Object {
    place: String,
    fields: BTreeMap<String, Value>,
}

enum Value {
    Null,
    Flag(bool),
    Number(u64),
    /// A number that is negative or no integer.
    OtherNumber,
    Text(Text),
    List(Vec<Value>),
    Object(BTreeMap<String, Value>),
}

impl Object {
    /// Reads the object that a text is.
    pub(super) fn parse(place: &str, text: &[u8]) -> Result<Self, CredentialsError> {
        let wrong = |what: &str| CredentialsError::new(format!("{place} {what}"));
        let text = std::str::from_utf8(text).map_err(|_| wrong("is not UTF-8"))?;
        // Some editors begin a file with a byte order mark.
        let text = text.trim_start_matches('\u{feff}');
        if text.trim().is_empty() {
            return Err(wrong("is empty"));
        }
        match serde_json::from_str(text) {
            Ok(Value::Object(fields)) => Ok(Object { place: place.to_owned(), fields }),
            Ok(_) => Err(wrong("is not a JSON object")),
            // The words of the parser may quote what it read.
            Err(error) => Err(wrong(&format!("is not JSON: see line {}, column {}", error.line(), error.column()))),
        }
    }

    /// What errors call the object.
    pub(super) fn place(&self) -> &str {
        &self.place
    }

    /// The same object under another name.
    pub(super) fn called(mut self, place: String) -> Self {
        self.place = place;
        self
    }

    /// Takes a text out. `None` if it is missing, null or empty.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<Text>, CredentialsError> {
        match self.fields.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Text(text)) => Ok(Some(text).filter(|text| !text.is_empty())),
            Some(other) => Err(self.misfit(name, "a text", &other)),
        }
    }

    /// Takes a text out that has to be there.
    pub(super) fn required(&mut self, name: &str) -> Result<Text, CredentialsError> {
        self.text(name)?.ok_or_else(|| CredentialsError::new(format!("{} has no `{name}`", self.place)))
    }

    /// Takes a text out that is not a secret.
    pub(super) fn plain(&mut self, name: &str) -> Result<Option<String>, CredentialsError> {
        Ok(self.text(name)?.map(|mut text| std::mem::take(&mut *text)))
    }

    /// Takes a text out that is not a secret and has to be there.
    pub(super) fn required_plain(&mut self, name: &str) -> Result<String, CredentialsError> {
        self.required(name).map(|mut text| std::mem::take(&mut *text))
    }

    /// A number that is not negative.
    pub(super) fn number(&mut self, name: &str) -> Result<Option<u64>, CredentialsError> {
        match self.fields.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Number(number)) => Ok(Some(number)),
            Some(other) => Err(self.misfit(name, "a number that is not negative", &other)),
        }
    }

    /// A switch, off if it is missing.
    pub(super) fn flag(&mut self, name: &str) -> Result<bool, CredentialsError> {
        match self.fields.remove(name) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Flag(flag)) => Ok(flag),
            Some(other) => Err(self.misfit(name, "true or false", &other)),
        }
    }

    /// An object inside of this one.
    pub(super) fn object(&mut self, name: &str) -> Result<Option<Object>, CredentialsError> {
        match self.fields.remove(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Object(fields)) => Ok(Some(Object { place: format!("`{name}` of {}", self.place), fields })),
            Some(other) => Err(self.misfit(name, "an object", &other)),
        }
    }

    /// A list of objects, empty if it is missing.
    pub(super) fn objects(&mut self, name: &str) -> Result<Vec<Object>, CredentialsError> {
        let list = match self.fields.remove(name) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::List(list)) => list,
            Some(other) => return Err(self.misfit(name, "a list", &other)),
        };
        let objects = list.into_iter().map(|value| match value {
            Value::Object(fields) => Ok(Object { place: format!("an item of `{name}` of {}", self.place), fields }),
            other => Err(self.misfit(name, "a list of objects", &other)),
        });
        objects.collect()
    }

    fn misfit(&self, name: &str, expected: &str, found: &Value) -> CredentialsError {
        CredentialsError::new(format!("`{name}` of {} must be {expected}, but is {}", self.place, found.kind()))
    }
}

/// Names, no values.
impl fmt::Debug for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.fields.keys()).finish()
    }
}

impl Value {
    fn kind(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Flag(_) => "true or false",
            Value::Number(_) | Value::OtherNumber => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Object(_) => "an object",
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

/// Takes any value.
struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(u64::try_from(number).map_or(Value::OtherNumber, Value::Number))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::OtherNumber)
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(Zeroizing::new(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut fields = BTreeMap::new();
        while let Some((name, value)) = entries.next_entry()? {
            fields.insert(name, value);
        }
        Ok(Value::Object(fields))
    }
}
