//! Descriptors as the Rust that makes them. How they are serialised, [`twinspec_descriptors::written`] says.

#[cfg(test)]
mod tests;

use std::fmt::Display;

use serde::Serialize;
use serde::de::value::Error;
use serde::ser::{self, Error as _, Serializer};
use twinspec_descriptors::written::{CLIENT_OPERATION, NEW, REFERENCE};

/// Prints descriptors.
#[derive(Default)]
pub(super) struct Printer {
    /// The constant of the client that the operation is described by, as a path.
    client_operation: String,
}

impl Printer {
    /// A printer for an operation that the client has described in the constant at this path.
    pub(super) fn of(client_operation: String) -> Self {
        Printer { client_operation }
    }

    /// The expression for a value, in one line.
    pub(super) fn print(&self, value: &(impl Serialize + ?Sized)) -> String {
        // What cannot be printed must not go unnoticed.
        value.serialize(self).unwrap_or_else(|error| format!("compile_error!({:?})", error.to_string()))
    }
}

type Printed = Result<String, Error>;

fn plain(value: impl Display) -> Printed {
    Ok(value.to_string())
}

impl<'p> Serializer for &'p Printer {
    type Ok = String;
    type Error = Error;
    type SerializeSeq = Items<'p>;
    type SerializeTuple = Items<'p>;
    type SerializeTupleStruct = Items<'p>;
    type SerializeTupleVariant = Items<'p>;
    type SerializeMap = ser::Impossible<String, Error>;
    type SerializeStruct = Fields<'p>;
    type SerializeStructVariant = Fields<'p>;

    fn serialize_bool(self, value: bool) -> Printed {
        plain(value)
    }

    fn serialize_i8(self, value: i8) -> Printed {
        plain(value)
    }

    fn serialize_i16(self, value: i16) -> Printed {
        plain(value)
    }

    fn serialize_i32(self, value: i32) -> Printed {
        plain(value)
    }

    fn serialize_i64(self, value: i64) -> Printed {
        plain(value)
    }

    fn serialize_u8(self, value: u8) -> Printed {
        plain(value)
    }

    fn serialize_u16(self, value: u16) -> Printed {
        plain(value)
    }

    fn serialize_u32(self, value: u32) -> Printed {
        plain(value)
    }

    fn serialize_u64(self, value: u64) -> Printed {
        plain(value)
    }

    fn serialize_f32(self, value: f32) -> Printed {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Printed {
        Ok(match value {
            f64::INFINITY => "f64::INFINITY".to_owned(),
            f64::NEG_INFINITY => "f64::NEG_INFINITY".to_owned(),
            _ if value.is_nan() => "f64::NAN".to_owned(),
            _ => format!("{value:?}"),
        })
    }

    fn serialize_char(self, value: char) -> Printed {
        Ok(format!("{value:?}"))
    }

    fn serialize_str(self, text: &str) -> Printed {
        Ok(format!("{text:?}"))
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Printed {
        bytes.serialize(self)
    }

    fn serialize_none(self) -> Printed {
        plain("None")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Printed {
        Ok(format!("Some({})", value.serialize(self)?))
    }

    fn serialize_unit(self) -> Printed {
        plain("()")
    }

    fn serialize_unit_struct(self, path: &'static str) -> Printed {
        plain(path)
    }

    fn serialize_unit_variant(self, name: &'static str, _: u32, variant: &'static str) -> Printed {
        Ok(format!("{name}::{variant}"))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, path: &'static str, value: &T) -> Printed {
        let inner = value.serialize(self)?;
        Ok(match path {
            REFERENCE => format!("&{inner}"),
            CLIENT_OPERATION => format!("&{}", self.client_operation),
            path => format!("{path}({inner})"),
        })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Printed {
        Ok(format!("{name}::{variant}({})", value.serialize(self)?))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'p>, Error> {
        Ok(Items { printer: self, items: Vec::new(), start: "&[".to_owned(), end: "]" })
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'p>, Error> {
        Ok(Items { printer: self, items: Vec::new(), start: "(".to_owned(), end: ")" })
    }

    fn serialize_tuple_struct(self, path: &'static str, _: usize) -> Result<Items<'p>, Error> {
        let start = format!("{path}(");
        Ok(Items { printer: self, items: Vec::new(), start, end: ")" })
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Items<'p>, Error> {
        let start = format!("{name}::{variant}(");
        Ok(Items { printer: self, items: Vec::new(), start, end: ")" })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Error> {
        Err(Error::custom("a map is not a constant"))
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Fields<'p>, Error> {
        Ok(Fields { printer: self, path: name.to_owned(), fields: Vec::new() })
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Fields<'p>, Error> {
        let path = format!("{name}::{variant}");
        Ok(Fields { printer: self, path, fields: Vec::new() })
    }
}

/// What is between two brackets.
pub(super) struct Items<'p> {
    printer: &'p Printer,
    items: Vec<String>,
    start: String,
    end: &'static str,
}

impl Items<'_> {
    fn add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.items.push(value.serialize(self.printer)?);
        Ok(())
    }

    fn printed(self) -> Printed {
        Ok(format!("{}{}{}", self.start, self.items.join(", "), self.end))
    }
}

impl ser::SerializeSeq for Items<'_> {
    type Ok = String;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.add(value)
    }

    fn end(self) -> Printed {
        self.printed()
    }
}

impl ser::SerializeTuple for Items<'_> {
    type Ok = String;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.add(value)
    }

    fn end(self) -> Printed {
        self.printed()
    }
}

impl ser::SerializeTupleStruct for Items<'_> {
    type Ok = String;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.add(value)
    }

    fn end(self) -> Printed {
        self.printed()
    }
}

impl ser::SerializeTupleVariant for Items<'_> {
    type Ok = String;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.add(value)
    }

    fn end(self) -> Printed {
        self.printed()
    }
}

/// The fields of a struct or a variant.
pub(super) struct Fields<'p> {
    printer: &'p Printer,
    path: String,
    fields: Vec<(&'static str, String)>,
}

impl Fields<'_> {
    fn add<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        self.fields.push((name, value.serialize(self.printer)?));
        Ok(())
    }

    /// `Path { field: value }`
    fn literal(self) -> String {
        let fields: Vec<_> = self.fields.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        format!("{} {{ {} }}", self.path, fields.join(", "))
    }

    /// `Path::new(value).setter(value)`
    fn constructed(self) -> String {
        let (given, set): (Vec<_>, Vec<_>) = self.fields.into_iter().partition(|(name, _)| name.starts_with(NEW));
        let given: Vec<_> = given.into_iter().map(|(_, value)| value).collect();
        let setters = set.into_iter().map(|(name, value)| format!(".{name}({})", argument(&value)));
        format!("{}::new({}){}", self.path, given.join(", "), setters.collect::<String>())
    }
}

/// What the setter of a field takes for a value that is not the usual one.
fn argument(value: &str) -> &str {
    match value {
        "true" => "",
        value => value.strip_prefix("Some(").and_then(|rest| rest.strip_suffix(')')).unwrap_or(value),
    }
}

impl ser::SerializeStruct for Fields<'_> {
    type Ok = String;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        self.add(name, value)
    }

    fn end(self) -> Printed {
        Ok(self.constructed())
    }
}

impl ser::SerializeStructVariant for Fields<'_> {
    type Ok = String;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        self.add(name, value)
    }

    fn end(self) -> Printed {
        Ok(self.literal())
    }
}
