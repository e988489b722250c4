//! A JSON or XML document as a tree, before it becomes a type.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

use super::budget::Budget;
use crate::DecodeError;

/// A value of a document. Texts are borrowed from it where they are written as they are.
#[derive(Debug, Clone)]
pub(crate) enum Node<'n> {
    /// What is not there.
    Absent,
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'n, str>),
    /// The text of an XML element, which may stand for a number, a boolean, or nothing.
    Element(Cow<'n, str>),
    List(Vec<Node<'n>>),
    Object(Members<'n>),
    /// The XML element that has elements: an object, or the only item of a list.
    Parent(Members<'n>),
    /// A body that is not a document.
    Bytes(Bytes),
    /// Not a value, but a question to a type: does it have a field of one of these names?
    Named(Vec<&'n str>),
}

/// Names and values in the order of the document.
pub(crate) type Members<'n> = Vec<(Cow<'n, str>, Node<'n>)>;

impl<'n> Node<'n> {
    /// The value of a JSON text.
    pub(crate) fn json(text: &'n str, budget: &Budget) -> Result<Self, DecodeError> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let read = Seed(budget).deserialize(&mut deserializer).and_then(|node| deserializer.end().map(|()| node));
        read.map_err(|error| budget.overrun().unwrap_or_else(|| DecodeError::json(error)))
    }

    /// Reads a value of any format within a budget.
    pub(crate) fn read<'de, D: Deserializer<'de>>(deserializer: D, budget: &Budget) -> Result<Node<'de>, D::Error> {
        Seed(budget).deserialize(deserializer)
    }

    /// As any JSON value. What is absent is null, and bytes are the text that they are.
    pub(crate) fn into_json(self) -> Value {
        match self {
            Node::Absent | Node::Null | Node::Named(_) => Value::Null,
            Node::Bytes(bytes) if bytes.is_empty() => Value::Null,
            Node::Bytes(bytes) => Value::String(String::from_utf8_lossy(&bytes).into_owned()),
            Node::Bool(value) => Value::Bool(value),
            Node::Number(number) => Value::Number(number),
            Node::Text(text) | Node::Element(text) => Value::String(text.into_owned()),
            Node::List(items) => Value::Array(items.into_iter().map(Node::into_json).collect()),
            Node::Object(members) | Node::Parent(members) => {
                let members = members.into_iter().map(|(name, member)| (name.into_owned(), member.into_json()));
                Value::Object(members.collect())
            }
        }
    }
}

/// What a value takes of the budget, and what the member of an object takes besides its value.
pub(crate) const NODE: usize = size_of::<Node<'_>>();
pub(crate) const MEMBER: usize = size_of::<Cow<'_, str>>();

/// Reads a value within a budget.
#[derive(Clone, Copy)]
struct Seed<'b>(&'b Budget);

impl Seed<'_> {
    fn take<E: Error>(self, bytes: usize) -> Result<(), E> {
        self.0.take(bytes).map_err(|_| E::custom("too large"))
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node<'de>, D::Error> {
        self.take(NODE)?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node<'de>, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node<'de>, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node<'de>, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node<'de>, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Node<'de>, E> {
        Number::from_f64(number).map(Node::Number).ok_or_else(|| E::custom("a number that is infinite"))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node<'de>, E> {
        self.take(text.len())?;
        Ok(Node::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node<'de>, A::Error> {
        let mut object = Vec::new();
        while let Some(Name(name)) = members.next_key()? {
            let copied = if let Cow::Owned(name) = &name { name.len() } else { 0 };
            self.take(MEMBER + copied)?;
            object.push((name, members.next_value_seed(self)?));
        }
        Ok(Node::Object(object))
    }
}

/// The name of a member.
struct Name<'n>(Cow<'n, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }
}
