//! What a document says of the requests and the responses of an operation, whole.

use serde::{Serialize, Serializer};
use twinspec_core::xml::Xml;
use twinspec_core::{Location, Style};

use crate::written;

/// What a document says of the requests and the responses of an operation, whole: what a client knows of it is less.
///
/// Schemas are texts: JSON Schema 2020-12 as JSON, in which `#/$defs/NAME` is one of the
/// [`components`](crate::Service::components) of the service. They are read when the operation is called first.
#[derive(Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Contract {
    /// The parameters in path, query, headers and cookies.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub parameters: &'static [ContractParameter],
    /// Whether a request must have a body.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub body_required: bool,
    /// The bodies that a request can have, by media type.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub bodies: &'static [Content],
    /// The responses, by status.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub responses: &'static [ContractResponse],
    /// How the list of an answer says where the next page is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<ContractPages>,
}

impl Contract {
    /// Nothing is said of requests and responses.
    pub const fn new() -> Self {
        Contract { parameters: &[], body_required: false, bodies: &[], responses: &[], pages: None }
    }

    /// The same with parameters.
    pub const fn parameters(self, parameters: &'static [ContractParameter]) -> Self {
        Contract { parameters, ..self }
    }

    /// The same, but a request must have a body.
    pub const fn body_required(self) -> Self {
        Contract { body_required: true, ..self }
    }

    /// The same with the bodies that a request can have.
    pub const fn bodies(self, bodies: &'static [Content]) -> Self {
        Contract { bodies, ..self }
    }

    /// The same with responses.
    pub const fn responses(self, responses: &'static [ContractResponse]) -> Self {
        Contract { responses, ..self }
    }

    /// The same with a list in pages.
    pub const fn pages(self, pages: ContractPages) -> Self {
        Contract { pages: Some(pages), ..self }
    }
}

/// How the list of an answer says where the next page is. Ways are the names of the fields that lead to something.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct ContractPages {
    /// The way to the items of a page; empty if the body is the list.
    #[serde(rename = "new items")]
    pub items: &'static [&'static str],
    /// The way to the token of the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<&'static [&'static str]>,
    /// The way to whether there is a next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<&'static [&'static str]>,
    /// The way to the number of items on all pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<&'static [&'static str]>,
    /// Whether the header `Link` has the URL of the next page.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub link: bool,
    /// The parameter of the query that counts pages or items, and what it is for the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<(&'static str, u64)>,
}

impl ContractPages {
    /// The pages of a list in the body.
    pub const fn new(items: &'static [&'static str]) -> Self {
        ContractPages { items, next: None, more: None, total: None, link: false, start: None }
    }

    /// The same with the way to the token of the next page.
    pub const fn next(self, next: &'static [&'static str]) -> Self {
        ContractPages { next: Some(next), ..self }
    }

    /// The same with the way to whether there is a next page.
    pub const fn more(self, more: &'static [&'static str]) -> Self {
        ContractPages { more: Some(more), ..self }
    }

    /// The same with the way to the number of items on all pages.
    pub const fn total(self, total: &'static [&'static str]) -> Self {
        ContractPages { total: Some(total), ..self }
    }

    /// The same with the header `Link`.
    pub const fn link(self) -> Self {
        ContractPages { link: true, ..self }
    }

    /// The same with the parameter that counts pages or items, and what it is for the first page.
    pub const fn start(self, start: (&'static str, u64)) -> Self {
        ContractPages { start: Some(start), ..self }
    }
}

/// A parameter in path, query, headers or cookies.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct ContractParameter {
    /// The name on the wire.
    #[serde(rename = "new name")]
    pub name: &'static str,
    /// Where it is sent.
    #[serde(rename = "new location", serialize_with = "location")]
    pub location: Location,
    /// How its value becomes text.
    #[serde(rename = "new style", serialize_with = "style")]
    pub style: Style,
    /// What its values have to be.
    #[serde(rename = "new schema")]
    pub schema: &'static str,
    /// Whether the items of a list, and the members of an object, are separate.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub explode: bool,
    /// Whether a call without it is refused.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Whether it may be there without a value, whatever its schema: `?pretty`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub allows_empty_value: bool,
}

impl ContractParameter {
    /// A parameter that may be absent.
    pub const fn new(name: &'static str, location: Location, style: Style, schema: &'static str) -> Self {
        ContractParameter { name, location, style, schema, explode: false, required: false, allows_empty_value: false }
    }

    /// The same with separate items or members.
    pub const fn explode(self) -> Self {
        ContractParameter { explode: true, ..self }
    }

    /// The same, but it must be there.
    pub const fn required(self) -> Self {
        ContractParameter { required: true, ..self }
    }

    /// The same, and it may be there without a value.
    pub const fn allows_empty_value(self) -> Self {
        ContractParameter { allows_empty_value: true, ..self }
    }
}

/// A body of one media type.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct Content {
    /// `application/json`, or a range such as `image/*`.
    #[serde(rename = "new media_type")]
    pub media_type: &'static str,
    /// What it has to be; of server-sent events, what the data of each is.
    #[serde(rename = "new schema")]
    pub schema: &'static str,
    /// Examples by name, as JSON; the one without a name is first.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub examples: &'static [(&'static str, &'static str)],
    /// How the fields of a form are written, those that are not written as usual.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub fields: &'static [ContentField],
    /// How it is written if it is an XML document.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "written::xml")]
    pub xml: Option<Xml>,
}

impl Content {
    /// A body of a media type.
    pub const fn new(media_type: &'static str, schema: &'static str) -> Self {
        Content { media_type, schema, examples: &[], fields: &[], xml: None }
    }

    /// The same with examples.
    pub const fn examples(self, examples: &'static [(&'static str, &'static str)]) -> Self {
        Content { examples, ..self }
    }

    /// The same with fields that are not written as usual.
    pub const fn fields(self, fields: &'static [ContentField]) -> Self {
        Content { fields, ..self }
    }

    /// The same, written in XML by these names.
    pub const fn xml(self, xml: Xml) -> Self {
        Content { xml: Some(xml), ..self }
    }
}

/// How a field of a form is written.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct ContentField {
    /// The name of the property.
    #[serde(rename = "new name")]
    pub name: &'static str,
    /// How its value becomes text.
    #[serde(rename = "new style", serialize_with = "style")]
    pub style: Style,
    /// Whether the items of a list, and the members of an object, are separate.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub explode: bool,
}

impl ContentField {
    /// A field in one piece.
    pub const fn new(name: &'static str, style: Style) -> Self {
        ContentField { name, style, explode: false }
    }

    /// The same with separate items or members.
    pub const fn explode(self) -> Self {
        ContentField { explode: true, ..self }
    }
}

/// A response.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct ContractResponse {
    /// The statuses that it is for, as OpenAPI writes them: `404`, `4XX` or `default`.
    #[serde(rename = "new statuses")]
    pub statuses: &'static str,
    /// Its headers.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub headers: &'static [ContractHeader],
    /// Its bodies, by media type; it has none if there is none.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub contents: &'static [Content],
}

impl ContractResponse {
    /// A response without a body.
    pub const fn new(statuses: &'static str) -> Self {
        ContractResponse { statuses, headers: &[], contents: &[] }
    }

    /// The same with headers.
    pub const fn headers(self, headers: &'static [ContractHeader]) -> Self {
        ContractResponse { headers, ..self }
    }

    /// The same with a body of one of these media types.
    pub const fn contents(self, contents: &'static [Content]) -> Self {
        ContractResponse { contents, ..self }
    }
}

/// A header of a response.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct ContractHeader {
    /// Its name in lower case.
    #[serde(rename = "new name")]
    pub name: &'static str,
    /// What its values are.
    #[serde(rename = "new schema")]
    pub schema: &'static str,
}

impl ContractHeader {
    /// A header; its name is in lower case.
    pub const fn new(name: &'static str, schema: &'static str) -> Self {
        ContractHeader { name, schema }
    }
}

fn location<S: Serializer>(location: &Location, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_unit_struct(match location {
        Location::Query => "Location::Query",
        Location::Form => "Location::Form",
        Location::Part => "Location::Part",
        Location::Body => "Location::Body",
        Location::Header => "Location::Header",
        Location::Cookie => "Location::Cookie",
        Location::Path => "Location::Path",
        Location::Host => "Location::Host",
    })
}

fn style<S: Serializer>(style: &Style, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_unit_struct(match style {
        Style::Flat => "Style::Flat",
        Style::Json => "Style::Json",
        Style::Simple => "Style::Simple",
        Style::Form => "Style::Form",
        Style::Label => "Style::Label",
        Style::Matrix => "Style::Matrix",
        Style::SpaceDelimited => "Style::SpaceDelimited",
        Style::PipeDelimited => "Style::PipeDelimited",
        Style::DeepObject => "Style::DeepObject",
        Style::Text => "Style::Text",
        Style::Xml => "Style::Xml",
        Style::Binary => "Style::Binary",
    })
}
