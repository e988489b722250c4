//! How descriptors are serialised: as the Rust that makes them, for a serializer that prints it.
//!
//! * A struct is made by `Type::new` and setters. The fields that `new` takes have the names `new field`. Each other field has a
//!   setter of its name: that of an `Option` takes what is in it, that of a `bool` takes nothing.
//! * A field whose value is that of `new` is skipped.
//! * A newtype struct, a tuple struct or a unit struct whose name is a path is a call of that function, or that constant.
//! * What is referred to and not owned has one of the names below.

use serde::ser::{SerializeStruct, SerializeTupleStruct};
use serde::{Serialize, Serializer};
use twinspec_core::xml::{Xml, XmlKind};

/// The prefix of the fields that `Type::new` takes.
pub const NEW: &str = "new ";

/// A newtype struct of this name is a reference to what is in it.
pub const REFERENCE: &str = "&";

/// A newtype struct of this name is a reference to the operation of the client crate that has the action in it.
pub const CLIENT_OPERATION: &str = "twinspec_core::Operation";

pub(crate) struct Reference<T>(pub(crate) T);

impl<T: Serialize> Serialize for Reference<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(REFERENCE, &self.0)
    }
}

pub(crate) fn reference<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    Reference(value).serialize(serializer)
}

/// A call of a function of two arguments.
pub(crate) fn call<S: Serializer>(
    path: &'static str,
    first: &impl Serialize,
    second: &impl Serialize,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut call = serializer.serialize_tuple_struct(path, 2)?;
    call.serialize_field(first)?;
    call.serialize_field(second)?;
    call.end()
}

pub(crate) fn client_operation<S: Serializer>(
    operation: &&'static twinspec_core::Operation,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_struct(CLIENT_OPERATION, operation.name)
}

/// How a value is written in XML.
struct WrittenXml<'x>(&'x Xml);

impl Serialize for WrittenXml<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Xml { component, name, prefix, namespace, kind, wrapped, items, values, members, .. } = self.0;
        let mut written = serializer.serialize_struct("Xml", 0)?;
        let texts = [("component", component), ("name", name), ("prefix", prefix), ("namespace", namespace)];
        for (field, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            written.serialize_field(field, text)?;
        }
        let words =
            [("attribute", *kind == XmlKind::Attribute), ("text", *kind == XmlKind::Text), ("wrapped", *wrapped)];
        for (field, is_so) in words.into_iter().filter(|(_, is_so)| *is_so) {
            written.serialize_field(field, &is_so)?;
        }
        for (field, inner) in [("items", items), ("values", values)] {
            if let Some(inner) = inner {
                written.serialize_field(field, &Reference(WrittenXml(inner)))?;
            }
        }
        if !members.is_empty() {
            let members: Vec<_> = members.iter().map(|(name, member)| (*name, WrittenXml(member))).collect();
            written.serialize_field("members", &members)?;
        }
        written.end()
    }
}

pub(crate) fn xml<S: Serializer>(xml: &Option<Xml>, serializer: S) -> Result<S::Ok, S::Error> {
    xml.as_ref().map(WrittenXml).serialize(serializer)
}
