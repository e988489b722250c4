use serde::Serialize;
use serde_json::Value;

use super::{Location, Style, Xml};

/// What a document says of the requests and responses of an operation, whole: with JSON Schemas (2020-12) as the document has
/// them, which refer to `#/$defs/NAME` of [`Api::schemas`](super::Api::schemas).
///
/// [`Operation::parameters`](super::Operation::parameters) and [`Operation::response`](super::Operation::response) are what a
/// client makes of it: one media type, and types that a program can have.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Contract {
    /// In path, query, headers and cookies; those of the path item first.
    pub parameters: Vec<ContractParameter>,
    /// Whether a request must have a body.
    pub body_required: bool,
    /// The bodies of requests, by media type.
    pub bodies: Vec<Content>,
    /// In the order of the statuses.
    pub responses: Vec<ContractResponse>,
}

/// A parameter in path, query, headers or cookies.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ContractParameter {
    /// The name on the wire.
    pub name: String,
    /// Where in the request it travels.
    pub location: Location,
    /// How its value becomes text.
    pub style: Style,
    /// Whether the items of a list, and the members of an object, are separate.
    pub explode: bool,
    /// Whether a call without it is refused.
    pub required: bool,
    /// Whether it may be there without a value, whatever its schema: `?pretty`.
    pub allows_empty_value: bool,
    /// What its values have to be.
    pub schema: Value,
}

/// A body of one media type.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Content {
    /// As the document writes it.
    pub media_type: String,
    /// What it has to be; of server-sent events, what the data of each is.
    pub schema: Value,
    /// By name; the one without a name is first.
    pub examples: Vec<(String, Value)>,
    /// The fields of a form that are not written as usual.
    pub fields: Vec<ContentField>,
    /// How it is written if it is XML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub xml: Option<Xml>,
}

/// How a field of a form is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContentField {
    /// The name of the property.
    pub name: String,
    /// How its value becomes text.
    pub style: Style,
    /// Whether the items of a list, and the members of an object, are separate.
    pub explode: bool,
}

/// A response.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ContractResponse {
    /// The statuses that it is for, as OpenAPI writes them.
    pub statuses: String,
    /// By name in lower case.
    pub headers: Vec<(String, Value)>,
    /// By media type; none if it has no body.
    pub contents: Vec<Content>,
}
