//! From a document to a type, without code for each pair of a type and a format.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::iter::Enumerate;
use std::vec;

use serde_json::{Number, Value};

use crate::data::node::{Members, Node};
use crate::{Binary, DecodeError, Sensitive};

/// A type that a value of an answer is read into, in JSON or XML.
///
/// Generated for each type of an API:
///
/// ```
/// use twinspec_core::{Decode, Decoder, from_json};
///
/// #[derive(Debug, Default, PartialEq)]
/// struct Folder {
///     folder_id: String,
///     folder_name: Option<String>,
/// }
///
/// impl Decode for Folder {
///     fn decode(&mut self, from: Decoder<'_, '_>) {
///         from.object(&mut [
///             ("FolderId", &mut self.folder_id),
///             ("FolderName", &mut self.folder_name),
///         ]);
///     }
/// }
///
/// let folder: Folder = from_json(r#"{"FolderId":"fd-1","New":true}"#)?;
/// assert_eq!(folder, Folder { folder_id: "fd-1".to_owned(), folder_name: None });
///
/// let error = from_json::<Vec<Folder>>(r#"[{"FolderId":"fd-1"},{"FolderId":2}]"#).unwrap_err();
/// assert_eq!(error.to_string(), "does not fit the operation: expected a string at `[1].FolderId`");
/// # Ok::<(), twinspec_core::DecodeError>(())
/// ```
pub trait Decode {
    /// Takes the value over. What does not fit is reported to the decoder and leaves this as it was, in whole or in
    /// part.
    fn decode(&mut self, from: Decoder<'_, '_>);
}

/// A value of an answer, on its way into a type.
#[derive(Debug)]
pub struct Decoder<'d, 'n> {
    node: Node<'n>,
    mismatch: &'d mut Option<Mismatch>,
}

/// The first value that does not fit.
#[derive(Debug)]
struct Mismatch {
    expected: &'static str,
    /// From the whole answer to it.
    way: String,
}

/// From a value to a part of it.
enum Step<'s> {
    Field(&'s str),
    Item(usize),
    /// A value of a map; its key may be sensitive.
    Entry,
}

impl fmt::Display for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Field(name) => write!(f, ".{name}"),
            Step::Item(position) => write!(f, "[{position}]"),
            Step::Entry => f.write_str("[*]"),
        }
    }
}

/// A value of a JSON text.
///
/// # Errors
///
/// The text is no JSON, or its value is not of the type.
pub fn from_json<T: Decode + Default>(text: &str) -> Result<T, DecodeError> {
    let mut value = T::default();
    json_into(text, &mut value)?;
    Ok(value)
}

pub(crate) fn json_into(text: &str, target: &mut dyn Decode) -> Result<(), DecodeError> {
    decode_into(serde_json::from_str(text).map_err(DecodeError::json)?, target)
}

pub(crate) fn decode_into(node: Node<'_>, target: &mut dyn Decode) -> Result<(), DecodeError> {
    let mut mismatch = None;
    target.decode(Decoder { node, mismatch: &mut mismatch });
    let Some(Mismatch { expected, way }) = mismatch else { return Ok(()) };
    let detail = match way.trim_start_matches('.') {
        "" => format!("expected {expected}"),
        way => format!("expected {expected} at `{way}`"),
    };
    Err(DecodeError::Mismatch { detail })
}

impl<'d, 'n> Decoder<'d, 'n> {
    /// Reports that the value is not what was expected, such as `a string`.
    pub fn mismatch(self, expected: &'static str) {
        let expected = if matches!(self.node, Node::Absent) { "a value" } else { expected };
        self.mismatch.get_or_insert_with(|| Mismatch { expected, way: String::new() });
    }

    /// Reads the fields of an object by their names, in any order. Other names are passed over; of the fields whose
    /// name the object lacks, options are `None`, lists and maps are empty, and any other is a mismatch.
    pub fn object(self, fields: &mut [(&str, &mut dyn Decode)]) {
        let Some((mut members, mismatch)) = self.members() else { return };
        for (name, field) in fields {
            let member = members.iter_mut().rev().find(|(other, _)| other == name);
            let node = member.map_or(Node::Absent, |(_, node)| std::mem::replace(node, Node::Null));
            read(node, *field, mismatch, Step::Field(name));
        }
    }

    /// The text; `None`, and a mismatch, if the value is no text.
    pub fn text(self) -> Option<Cow<'n, str>> {
        match self.node {
            Node::Text(text) | Node::Element(text) => Some(text),
            _ => {
                self.mismatch("a string");
                None
            }
        }
    }

    /// Whether nothing is there, or null.
    pub(super) fn is_nothing(&self) -> bool {
        matches!(self.node, Node::Absent | Node::Null)
    }

    pub(super) fn is_list(&self) -> bool {
        matches!(self.node, Node::List(_))
    }

    /// The same value; null as if it were not there.
    pub(super) fn or_absent(self) -> Self {
        let node = if matches!(self.node, Node::Null) { Node::Absent } else { self.node };
        Decoder { node, ..self }
    }

    fn items(self) -> Option<(Enumerate<vec::IntoIter<Node<'n>>>, &'d mut Option<Mismatch>)> {
        let items = match self.node {
            Node::List(items) => items,
            Node::Absent => Vec::new(),
            // In XML one item looks like no list.
            Node::Element(_) | Node::Parent(_) => vec![self.node],
            _ => {
                self.mismatch("a list");
                return None;
            }
        };
        Some((items.into_iter().enumerate(), self.mismatch))
    }

    /// The members of a map; one that is absent has none.
    fn entries(self) -> Option<(Members<'n>, &'d mut Option<Mismatch>)> {
        match self.node {
            Node::Absent => Some((Vec::new(), self.mismatch)),
            _ => self.members(),
        }
    }

    fn members(self) -> Option<(Members<'n>, &'d mut Option<Mismatch>)> {
        match self.node {
            Node::Object(members) | Node::Parent(members) => Some((members, self.mismatch)),
            Node::Element(text) if text.trim().is_empty() => Some((Vec::new(), self.mismatch)),
            _ => {
                self.mismatch("an object");
                None
            }
        }
    }
}

/// Reads one part of a value, unless another did not fit.
fn read(node: Node<'_>, target: &mut dyn Decode, mismatch: &mut Option<Mismatch>, step: Step<'_>) {
    if mismatch.is_none() {
        target.decode(Decoder { node, mismatch });
        if let Some(mismatch) = mismatch {
            mismatch.way.insert_str(0, &step.to_string());
        }
    }
}

// What follows is compiled for each type, so it is little.

impl<T: Decode + Default> Decode for Option<T> {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        *self = None;
        if !matches!(from.node, Node::Absent | Node::Null) {
            let mut value = T::default();
            value.decode(from);
            *self = Some(value);
        }
    }
}

impl<T: Decode + Default> Decode for Vec<T> {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        *self = Vec::new();
        let Some((items, mismatch)) = from.items() else { return };
        for (position, node) in items {
            let mut item = T::default();
            read(node, &mut item, mismatch, Step::Item(position));
            self.push(item);
        }
    }
}

impl<T: Decode + Default> Decode for BTreeMap<String, T> {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        *self = BTreeMap::new();
        let Some((members, mismatch)) = from.entries() else { return };
        for (key, node) in members {
            let mut value = T::default();
            read(node, &mut value, mismatch, Step::Entry);
            self.insert(key.into_owned(), value);
        }
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        T::decode(self, from);
    }
}

impl<T: Decode> Decode for Sensitive<T> {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        self.expose_mut().decode(from);
    }
}

impl Decode for String {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        if let Some(text) = from.text() {
            *self = text.into_owned();
        }
    }
}

impl Decode for bool {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        let value = match &from.node {
            Node::Bool(value) => Some(*value),
            Node::Element(text) => text.trim().parse().ok(),
            _ => None,
        };
        match value {
            Some(value) => *self = value,
            None => from.mismatch("a boolean"),
        }
    }
}

macro_rules! numbers {
    ($($type:ty: $of:expr, $expected:literal;)*) => {$(
        impl Decode for $type {
            fn decode(&mut self, from: Decoder<'_, '_>) {
                let of: fn(&Number) -> Option<$type> = $of;
                let value = match &from.node {
                    Node::Number(number) => of(number),
                    Node::Element(text) => text.trim().parse().ok(),
                    _ => None,
                };
                match value {
                    Some(value) => *self = value,
                    None => from.mismatch($expected),
                }
            }
        }
    )*};
}

numbers! {
    i32: |number| i32::try_from(number.as_i64()?).ok(), "an integer of 32 bits";
    i64: Number::as_i64, "an integer of 64 bits";
    u32: |number| u32::try_from(number.as_u64()?).ok(), "an integer of 32 bits, 0 or more";
    u64: Number::as_u64, "an integer of 64 bits, 0 or more";
    f32: |number| number.as_f64().map(|number| number as f32), "a number";
    f64: Number::as_f64, "a number";
}

/// Any value.
impl Decode for Value {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        match from.node {
            Node::Absent => from.mismatch("a value"),
            node => *self = node.into_json(),
        }
    }
}

impl Decode for Binary {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        match from.node {
            Node::Bytes(bytes) => *self = bytes.into(),
            Node::Text(text) | Node::Element(text) => *self = text.into_owned().into_bytes().into(),
            _ => from.mismatch("bytes"),
        }
    }
}
