//! What a document says of the requests and the responses of an operation, whole.

use serde::{Serialize, Serializer};
use twinspec_core::{Location, Style};

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
}

impl Contract {
    /// Nothing is said of requests and responses.
    pub const fn new() -> Self {
        Contract { parameters: &[], body_required: false, bodies: &[], responses: &[] }
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
}

impl ContractParameter {
    /// A parameter that may be absent.
    pub const fn new(name: &'static str, location: Location, style: Style, schema: &'static str) -> Self {
        ContractParameter { name, location, style, schema, explode: false, required: false }
    }

    /// The same with separate items or members.
    pub const fn explode(self) -> Self {
        ContractParameter { explode: true, ..self }
    }

    /// The same, but it must be there.
    pub const fn required(self) -> Self {
        ContractParameter { required: true, ..self }
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
}

impl Content {
    /// A body of a media type.
    pub const fn new(media_type: &'static str, schema: &'static str) -> Self {
        Content { media_type, schema, examples: &[], fields: &[] }
    }

    /// The same with examples.
    pub const fn examples(self, examples: &'static [(&'static str, &'static str)]) -> Self {
        Content { examples, ..self }
    }

    /// The same with fields that are not written as usual.
    pub const fn fields(self, fields: &'static [ContentField]) -> Self {
        Content { fields, ..self }
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
