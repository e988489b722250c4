//! From text to [`Data`].

use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use super::Data;

/// How many bytes of text a document may have, after each alias of YAML was replaced by what it stands for.
const MAX_BYTES: usize = 256 << 20;

/// A document to import.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// What errors call it: the path of its file.
    pub name: &'a str,
    /// All of it.
    pub text: &'a str,
}

/// What a text cannot be read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON.
    Json,
    /// YAML, of which JSON is a part.
    Yaml,
}

/// A text that cannot be read: `parcels.yaml:6:1: it is not YAML: did not find expected key`.
#[derive(Debug)]
pub struct ReadError {
    /// The name of the [`Input`].
    pub name: String,
    /// What it was read as.
    pub format: Format,
    /// Line and column, both counted from 1, if the reader knows them.
    pub place: Option<(usize, usize)>,
    /// What is wrong there.
    pub message: String,
}

impl fmt::Display for ReadError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, format, place, message } = self;
        formatter.write_str(name)?;
        if let Some((line, column)) = place {
            write!(formatter, ":{line}:{column}")?;
        }
        let format = match format {
            Format::Json => "JSON",
            Format::Yaml => "YAML",
        };
        write!(formatter, ": it is not valid {format}: {message}")
    }
}

impl std::error::Error for ReadError {}

impl<'a> Input<'a> {
    /// The text without a byte order mark, which is not part of JSON.
    fn text(self) -> &'a str {
        self.text.strip_prefix('\u{feff}').unwrap_or(self.text)
    }
}

/// Reads a document that is written in JSON.
pub(super) fn json(input: Input<'_>) -> Result<Data, ReadError> {
    serde_json::from_str(input.text()).map_err(|error| {
        let place = (error.line() > 0).then(|| (error.line(), error.column().max(1)));
        let message = without_place(error.to_string(), &format!(" at line {} column {}", error.line(), error.column()));
        ReadError { name: input.name.to_owned(), format: Format::Json, place, message }
    })
}

/// Reads a document that is written in either.
pub(super) fn json_or_yaml(input: Input<'_>) -> Result<Data, ReadError> {
    // What begins as JSON does is read several times as fast as such, and its errors are those of JSON.
    let as_json = input.text().trim_start().starts_with(['{', '[']).then(|| json(input));
    match as_json {
        Some(Ok(data)) => Ok(data),
        Some(Err(error)) => yaml(input).map_err(|_| error),
        None => yaml(input),
    }
}

fn yaml(input: Input<'_>) -> Result<Data, ReadError> {
    serde_yaml::from_str(input.text()).map_err(|error| {
        let place = error.location().map(|place| (place.line(), place.column()));
        let shown = place.map(|(line, column)| format!(" at line {line} column {column}")).unwrap_or_default();
        let message = without_place(error.to_string(), &shown);
        ReadError { name: input.name.to_owned(), format: Format::Yaml, place, message }
    })
}

/// The message of a reader that puts the place behind it.
fn without_place(message: String, place: &str) -> String {
    message.replacen(place, "", 1)
}

impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        AnyValue(&Cell::new(MAX_BYTES)).deserialize(deserializer)
    }
}

/// Reads a value. What it holds is how many bytes of text may still come.
#[derive(Clone, Copy)]
struct AnyValue<'b>(&'b Cell<usize>);

impl AnyValue<'_> {
    /// Counts the bytes of a text.
    fn count<E: Error>(self, text: &str) -> Result<(), E> {
        let left = self.0.get().checked_sub(text.len());
        self.0.set(left.unwrap_or_default());
        left.map(|_| ())
            .ok_or_else(|| E::custom(format!("with its aliases replaced, it has more than {MAX_BYTES} bytes")))
    }
}

impl<'de> DeserializeSeed<'de> for AnyValue<'_> {
    type Value = Data;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Data, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnyValue<'_> {
    type Value = Data;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value of JSON")
    }

    fn visit_unit<E>(self) -> Result<Data, E> {
        Ok(Data::Null)
    }

    fn visit_bool<E>(self, bool: bool) -> Result<Data, E> {
        Ok(Data::Bool(bool))
    }

    fn visit_i64<E>(self, integer: i64) -> Result<Data, E> {
        Ok(Data::Number(integer.into()))
    }

    fn visit_u64<E>(self, integer: u64) -> Result<Data, E> {
        Ok(Data::Number(integer.into()))
    }

    // An integer beyond 64 bits becomes the nearest floating-point number, as in a description.
    fn visit_i128<E: Error>(self, integer: i128) -> Result<Data, E> {
        self.visit_f64(integer as f64)
    }

    fn visit_u128<E: Error>(self, integer: u128) -> Result<Data, E> {
        self.visit_f64(integer as f64)
    }

    fn visit_f64<E: Error>(self, float: f64) -> Result<Data, E> {
        let number = Number::from_f64(float).map(Data::Number);
        number.ok_or_else(|| E::custom(format!("`{float}` is not a number that a description can contain")))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Data, E> {
        self.count(text)?;
        Ok(Data::Text(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Data, E> {
        self.count(&text)?;
        Ok(Data::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Data, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Data::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Data, A::Error> {
        let mut entries: Vec<(String, Data)> = Vec::new();
        let mut known = HashSet::new();
        while let Some(key) = map.next_key_seed(NewKey { known: &mut known, value: self })? {
            entries.push((key, map.next_value_seed(self)?));
        }
        Ok(Data::Map(entries))
    }
}

/// Reads a key that was not in the mapping before: of two values one would be lost.
struct NewKey<'k, 'b> {
    known: &'k mut HashSet<String>,
    value: AnyValue<'b>,
}

impl<'de> DeserializeSeed<'de> for NewKey<'_, '_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        // `404:` is a key as well as `"404":`.
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for NewKey<'_, '_> {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<String, E> {
        self.value.count(key)?;
        match self.known.insert(key.to_owned()) {
            true => Ok(key.to_owned()),
            false => Err(E::custom(format!("the key `{key}` appears twice"))),
        }
    }
}
