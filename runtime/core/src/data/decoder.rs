//! From a document to a type, without code for each pair of a type and a format.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::iter::Enumerate;
use std::vec;

use serde_json::Value;

use super::blanks::{Blanks, note};
use super::budget::Budget;
use super::fit::{self, UnionVariant};
use super::node::{Members, Node};
use crate::{DecodeError, HttpResponse, Sensitive};

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
/// let error = from_json::<Vec<Folder>>(r#"[{"FolderId":"fd-1"},{"FolderId":[]}]"#).unwrap_err();
/// assert_eq!(error.to_string(), "does not fit the operation: expected a string at `[1].FolderId`");
/// # Ok::<(), twinspec_core::DecodeError>(())
/// ```
///
/// A value of another shape is read if nothing of it is lost: `"12"` for an integer, `12` for a string, `"true"` for a
/// boolean, one object for a list, `""` for a number that is absent. Any other is a mismatch.
///
/// ```
/// use twinspec_core::from_json;
///
/// assert_eq!(from_json::<i32>(r#""12""#)?, 12);
/// assert_eq!(from_json::<String>("12")?, "12");
/// assert_eq!(from_json::<Option<i32>>(r#""""#)?, None);
/// assert_eq!(from_json::<Vec<i32>>(r#"{"Item":[1,2]}"#)?, [1, 2]);
/// assert!(from_json::<i32>("3000000000").is_err());
/// assert!(from_json::<String>("1.10").is_err());
/// # Ok::<(), twinspec_core::DecodeError>(())
/// ```
pub trait Decode {
    /// Takes the value over. What does not fit is reported to the decoder and leaves this as it was, in whole or in
    /// part.
    fn decode(&mut self, from: Decoder<'_, '_>);

    /// Whether null is a value of the type: then an option of it is `None` only if nothing is there.
    ///
    /// ```
    /// use twinspec_core::from_json;
    ///
    /// assert_eq!(from_json::<Option<Option<i32>>>("null")?, Some(None));
    /// # Ok::<(), twinspec_core::DecodeError>(())
    /// ```
    fn takes_null() -> bool
    where
        Self: Sized,
    {
        false
    }
}

/// A value of an answer, on its way into a type.
#[derive(Debug)]
pub struct Decoder<'d, 'n> {
    pub(super) node: Node<'n>,
    reading: &'d mut Reading,
    /// What fields are noted in that are there without a value; empty if nobody asks.
    blanks: &'d mut [u64],
}

impl<'d, 'n> Decoder<'d, 'n> {
    fn new(node: Node<'n>, reading: &'d mut Reading) -> Self {
        Decoder { node, reading, blanks: &mut [] }
    }
}

/// What is known of an answer while it is read.
#[derive(Debug)]
struct Reading {
    mismatch: Option<Mismatch>,
    budget: Budget,
    /// The status of the response, until it has chosen the type of the body.
    status: Option<u16>,
}

/// The first value that does not fit.
#[derive(Debug)]
struct Mismatch {
    expected: &'static str,
    /// From the whole answer to it.
    way: String,
}

impl Reading {
    fn new(budget: Budget) -> Self {
        Reading { mismatch: None, budget, status: None }
    }

    /// What comes of a value that is read aside, so that it may not fit.
    fn aside(node: Node<'_>, target: &mut dyn Decode) -> Option<Mismatch> {
        let mut reading = Reading::new(Budget::of(usize::MAX));
        target.decode(Decoder::new(node, &mut reading));
        reading.mismatch
    }
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
/// The text is not JSON, or its value is not of the type.
pub fn from_json<T: Decode + Default>(text: &str) -> Result<T, DecodeError> {
    let mut value = T::default();
    json_into(text, &mut value, HttpResponse::DEFAULT_MAX_BYTES)?;
    Ok(value)
}

/// Reads a JSON text of an answer that may have so many bytes.
pub(crate) fn json_into(text: &str, target: &mut dyn Decode, max_bytes: usize) -> Result<(), DecodeError> {
    let budget = Budget::of(max_bytes);
    decode_into(Node::json(text, &budget)?, target, budget)
}

/// Reads a document with what is left of its budget.
pub(crate) fn decode_into(node: Node<'_>, target: &mut dyn Decode, budget: Budget) -> Result<(), DecodeError> {
    finish(node, target, Reading::new(budget))
}

/// Reads the body of an answer, which may be another type under another status.
pub(crate) fn answer_into(
    node: Node<'_>,
    status: u16,
    target: &mut dyn Decode,
    budget: Budget,
) -> Result<(), DecodeError> {
    finish(node, target, Reading { status: Some(status), ..Reading::new(budget) })
}

fn finish(node: Node<'_>, target: &mut dyn Decode, mut reading: Reading) -> Result<(), DecodeError> {
    target.decode(Decoder::new(node, &mut reading));
    if let Some(error) = reading.budget.overrun() {
        return Err(error);
    }
    let Some(Mismatch { expected, way }) = reading.mismatch else { return Ok(()) };
    let detail = match way.trim_start_matches('.') {
        "" => format!("expected {expected}"),
        way => format!("expected {expected} at `{way}`"),
    };
    Err(DecodeError::Mismatch { detail })
}

/// What is expected where the fields of a type are read.
const OBJECT: &str = "an object";
const LIST: &str = "a list";

impl<'d, 'n> Decoder<'d, 'n> {
    /// Reports that the value is not what was expected, such as `a string`.
    pub fn mismatch(self, expected: &'static str) {
        let expected = if matches!(self.node, Node::Absent) { "a value" } else { expected };
        self.reading.mismatch.get_or_insert_with(|| Mismatch { expected, way: String::new() });
    }

    /// The same value, of whose fields it is noted which are there without a value, see [`Blanks`].
    pub fn noting<'b, const WORDS: usize>(self, blanks: &'b mut Blanks<WORDS>) -> Decoder<'b, 'n>
    where
        'd: 'b,
    {
        Decoder { node: self.node, reading: self.reading, blanks: blanks.words() }
    }

    /// Reads the fields of an object by their names, in any order. Other names are passed over; of the fields whose
    /// name the object lacks, options are `None`, lists and maps are empty, and any other is a mismatch.
    pub fn object(self, fields: &mut [(&str, &mut dyn Decode)]) {
        if let Node::Named(names) = &self.node {
            if !fields.iter().any(|(name, _)| names.contains(name)) {
                self.mismatch(OBJECT);
            }
            return;
        }
        let Some((mut members, reading, blanks)) = self.members() else { return };
        for (position, (name, field)) in fields.iter_mut().enumerate() {
            let member = members.iter_mut().rev().find(|(other, _)| other == name);
            let node = member.map_or(Node::Absent, |(_, node)| std::mem::replace(node, Node::Null));
            note(blanks, position, is_blank(&node));
            read(node, *field, reading, Step::Field(name));
        }
    }

    /// Reads the fields of an object, and into a map its members of other names.
    pub fn object_with(self, fields: &mut [(&str, &mut dyn Decode)], rest: &mut dyn Decode) {
        if let Node::Named(_) = &self.node {
            return;
        }
        let Some((members, reading, blanks)) = self.members() else { return };
        let (known, others): (Members<'n>, Members<'n>) =
            members.into_iter().partition(|(member, _)| fields.iter().any(|(name, _)| member == name));
        Decoder { node: Node::Object(known), reading: &mut *reading, blanks }.object(fields);
        if reading.mismatch.is_none() {
            rest.decode(Decoder::new(Node::Object(others), reading));
        }
    }

    /// The variant of a union that the value is read into, if it is one of them.
    #[doc(hidden)]
    pub fn variant(self, discriminator: &str, variants: &[UnionVariant]) -> Option<(Option<usize>, Self)> {
        match &self.node {
            Node::Named(names) => {
                if !variants.iter().any(|variant| fit::has(&variant.fit, names)) {
                    self.mismatch(OBJECT);
                }
                None
            }
            Node::Absent => {
                self.mismatch("a value");
                None
            }
            node => {
                let chosen = match self.reading.status.take().filter(|_| fit::are_by_status(discriminator, variants)) {
                    Some(status) => fit::by_status(status, variants),
                    None => fit::choose(node, discriminator, variants),
                };
                Some((chosen, self))
            }
        }
    }

    /// Reads a value that may turn out not to fit; then it is returned as JSON.
    #[doc(hidden)]
    pub fn attempt(self, target: &mut dyn Decode) -> Result<(), Value> {
        match Reading::aside(self.node.clone(), target) {
            None => Ok(()),
            Some(_) => Err(self.node.into_json()),
        }
    }

    /// The text, which an integer and a boolean stand for too; `None`, and a mismatch, if the value is something else.
    pub fn text(self) -> Option<Cow<'n, str>> {
        match self.node {
            Node::Text(text) | Node::Element(text) => Some(text),
            // Of a fraction it is not known how it was written: `1.10` is not `1.1`.
            Node::Number(number) if !number.is_f64() => Some(Cow::Owned(number.to_string())),
            Node::Bool(value) => Some(Cow::Borrowed(if value { "true" } else { "false" })),
            _ => {
                self.mismatch("a string");
                None
            }
        }
    }

    fn is_absent(&self) -> bool {
        matches!(self.node, Node::Absent)
    }

    /// Whether nothing is there, or null.
    pub(super) fn is_nothing(&self) -> bool {
        matches!(self.node, Node::Absent | Node::Null)
    }

    pub(super) fn is_list(&self) -> bool {
        matches!(self.node, Node::List(_))
    }

    /// Reads a value that may be absent. An empty text that the type does not take says that it is, and so does an empty
    /// list in the place of an object. `false` if so.
    fn present(self, target: &mut dyn Decode) -> bool {
        let (is_text, is_empty) = match &self.node {
            Node::Text(text) => (true, text.is_empty()),
            Node::Element(text) => (true, text.trim().is_empty()),
            Node::List(items) => (false, items.is_empty()),
            _ => (false, false),
        };
        if !is_empty {
            target.decode(self);
            return true;
        }
        match Reading::aside(self.node, target) {
            Some(mismatch) if is_text || mismatch.expected == OBJECT => false,
            mismatch => {
                self.reading.mismatch = self.reading.mismatch.take().or(mismatch);
                true
            }
        }
    }

    /// The items of a list, each of so many bytes. `item` is one of them, to ask what its names are.
    fn items(
        self,
        item: &mut dyn Decode,
        size: usize,
    ) -> Option<(Enumerate<vec::IntoIter<Node<'n>>>, &'d mut Reading)> {
        let items = match self.node {
            Node::List(items) => items,
            Node::Absent | Node::Null => Vec::new(),
            Node::Text(text) if text.is_empty() => Vec::new(),
            // In XML one item does not look like a list.
            Node::Element(_) => vec![self.node],
            Node::Object(members) => match list_of(Node::Object, members, item) {
                Ok(items) => items,
                Err(_) => {
                    Decoder { node: Node::Null, ..self }.mismatch(LIST);
                    return None;
                }
            },
            Node::Parent(members) => {
                list_of(Node::Parent, members, item).unwrap_or_else(|members| vec![Node::Parent(members)])
            }
            _ => {
                self.mismatch(LIST);
                return None;
            }
        };
        match self.reading.budget.take(items.len().saturating_mul(size)) {
            Ok(()) => Some((items.into_iter().enumerate(), self.reading)),
            Err(_) => None,
        }
    }

    /// The members of a map, each of so many bytes; one that is absent or empty has none.
    fn entries(self, size: usize) -> Option<(Members<'n>, &'d mut Reading)> {
        let is_empty = match &self.node {
            // A map has every name.
            Node::Absent | Node::Null | Node::Named(_) => true,
            Node::Text(text) => text.is_empty(),
            Node::List(items) => items.is_empty(),
            _ => false,
        };
        let (members, reading) = if is_empty {
            (Vec::new(), self.reading)
        } else {
            self.members().map(|(members, reading, _)| (members, reading))?
        };
        reading.budget.take(members.len().saturating_mul(size)).ok().map(|()| (members, reading))
    }

    fn members(self) -> Option<(Members<'n>, &'d mut Reading, &'d mut [u64])> {
        match self.node {
            Node::Object(members) | Node::Parent(members) => Some((members, self.reading, self.blanks)),
            Node::Element(text) if text.trim().is_empty() => Some((Vec::new(), self.reading, self.blanks)),
            _ => {
                self.mismatch(OBJECT);
                None
            }
        }
    }
}

/// The list that an object stands for, as services that turn XML into JSON write it. It is one item if it has a field of
/// the item; else the one member that it has is the list, or one item. Its members if it is neither.
fn list_of<'n>(
    object: fn(Members<'n>) -> Node<'n>,
    mut members: Members<'n>,
    item: &mut dyn Decode,
) -> Result<Vec<Node<'n>>, Members<'n>> {
    let names = members.iter().map(|(name, _)| &**name).collect();
    if Reading::aside(Node::Named(names), item).is_none() {
        return Ok(vec![object(members)]);
    }
    match members.as_mut_slice() {
        [(_, Node::List(items))] => Ok(std::mem::take(items)),
        [(_, Node::Null)] => Ok(Vec::new()),
        [(_, inner @ (Node::Object(_) | Node::Parent(_) | Node::Element(_)))] => {
            Ok(vec![std::mem::replace(inner, Node::Null)])
        }
        _ => Err(members),
    }
}

/// Whether a member of an object is there without a value.
fn is_blank(node: &Node<'_>) -> bool {
    match node {
        Node::Null => true,
        Node::List(items) => items.is_empty(),
        _ => false,
    }
}

/// Reads one part of a value, unless another did not fit.
fn read(node: Node<'_>, target: &mut dyn Decode, reading: &mut Reading, step: Step<'_>) {
    if reading.mismatch.is_none() {
        target.decode(Decoder::new(node, reading));
        if let Some(mismatch) = &mut reading.mismatch {
            mismatch.way.insert_str(0, &step.to_string());
        }
    }
}

// What follows is compiled for each type, so it is little.

impl<T: Decode + Default> Decode for Option<T> {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        *self = None;
        if from.is_absent() || from.is_nothing() && !T::takes_null() {
            return;
        }
        let mut value = T::default();
        if from.present(&mut value) {
            *self = Some(value);
        }
    }

    fn takes_null() -> bool {
        true
    }
}

impl<T: Decode + Default> Decode for Vec<T> {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        *self = Vec::new();
        let Some((items, reading)) = from.items(&mut T::default(), size_of::<T>()) else { return };
        for (position, node) in items {
            let mut item = T::default();
            read(node, &mut item, reading, Step::Item(position));
            self.push(item);
        }
    }
}

impl<T: Decode + Default> Decode for BTreeMap<String, T> {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        *self = BTreeMap::new();
        let Some((members, reading)) = from.entries(size_of::<(String, T)>()) else { return };
        for (key, node) in members {
            let mut value = T::default();
            read(node, &mut value, reading, Step::Entry);
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
