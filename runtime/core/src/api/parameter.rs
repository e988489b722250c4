//! A parameter of an operation: its name, where it is sent, how its value becomes text.

use crate::xml::Xml;

/// A parameter of an operation.
#[derive(Debug)]
#[non_exhaustive]
pub struct Parameter {
    /// The name on the wire.
    pub name: &'static str,
    /// Where it is sent in the request.
    pub location: Location,
    /// How its value becomes text.
    pub style: Style,
    /// Whether the items of a list, and the members of an object, are separate (`explode` of OpenAPI).
    pub explode: bool,
    /// Whether reserved characters are sent in a query as they are (`allowReserved` of OpenAPI).
    pub allow_reserved: bool,
    /// The media type of a body, or of a part of one; empty for that of its style.
    pub media_type: &'static str,
    /// How a body is written that is an XML document. Without it, it is an object whose one member is the root element.
    pub xml: Option<Xml>,
    /// Whether it is the parts of a body that have no names, as those of `multipart/mixed`.
    pub nameless: bool,
    /// Whether a call without it is refused.
    pub required: bool,
    /// Whether its value must not be shown in logs.
    pub sensitive: bool,
}

/// Where a parameter is sent in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// In the query string.
    Query,
    /// In an `application/x-www-form-urlencoded` body.
    Form,
    /// A part of a `multipart/form-data` body.
    Part,
    /// The whole body.
    Body,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
    /// A variable of the path template.
    Path,
    /// A variable of the endpoint, `bucket` of `{bucket}.storage.example`.
    Host,
}

/// How a value becomes text or a body. Scalars are the same text in all styles but [`Xml`](Self::Xml) and
/// [`Binary`](Self::Binary).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// One pair per leaf, with list positions counted from 1: `Tag.1.Key=k`.
    Flat,
    /// One compact JSON text.
    Json,
    /// Joined with commas: `a,b`. An object is `k,v`, or `k=v` if its members are separate.
    Simple,
    /// As the fields of a form: `ids=a,b`, or `ids=a&ids=b` if the items are separate. The members of an object are pairs of
    /// their own then.
    Form,
    /// Behind a dot, in a path: `.a.b`.
    Label,
    /// Behind a semicolon, in a path: `;ids=a,b`.
    Matrix,
    /// Joined with blanks.
    SpaceDelimited,
    /// Joined with `|`.
    PipeDelimited,
    /// A pair for each member: `filter[color]=red`.
    DeepObject,
    /// As a text, only for a body.
    Text,
    /// As an XML document, only for a body.
    Xml,
    /// As raw bytes, only for a body.
    Binary,
}
impl Parameter {
    /// An optional parameter that logs may show.
    ///
    /// ```
    /// use twinspec_core::{Location, Parameter, Style};
    ///
    /// let phone = Parameter::new("phone", Location::Query, Style::Flat).required().sensitive();
    /// assert!(phone.required && phone.sensitive);
    /// ```
    pub const fn new(name: &'static str, location: Location, style: Style) -> Self {
        Parameter {
            name,
            location,
            style,
            explode: false,
            allow_reserved: false,
            media_type: "",
            xml: None,
            nameless: false,
            required: false,
            sensitive: false,
        }
    }

    /// The same parameter, but the items of a list and the members of an object are separate.
    pub const fn explode(self) -> Self {
        Parameter { explode: true, ..self }
    }

    /// The same parameter, but reserved characters are sent in a query as they are.
    pub const fn allow_reserved(self) -> Self {
        Parameter { allow_reserved: true, ..self }
    }

    /// The same parameter, whose body or part has a media type.
    pub const fn media_type(self, media_type: &'static str) -> Self {
        Parameter { media_type, ..self }
    }

    /// The same body, written in XML by these names.
    pub const fn xml(self, xml: Xml) -> Self {
        Parameter { xml: Some(xml), ..self }
    }

    /// The same parameter, but its parts have no names.
    pub const fn nameless(self) -> Self {
        Parameter { nameless: true, ..self }
    }

    /// The same parameter, but required.
    pub const fn required(self) -> Self {
        Parameter { required: true, ..self }
    }

    /// The same parameter, but its value must not be shown in logs.
    pub const fn sensitive(self) -> Self {
        Parameter { sensitive: true, ..self }
    }
}
