use std::fmt;

use serde::Serialize;
use serde_json::Value;

use super::{Shape, Xml};

/// Which statuses a response is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Statuses {
    /// One.
    Code(u16),
    /// A hundred of them: 4 is `4XX`.
    Range(u16),
    /// All that the description does not name.
    Default,
}

impl Statuses {
    /// What they are called where a status is called by its number: `not found`.
    pub fn spoken(self) -> String {
        match self {
            Statuses::Code(code) => {
                match http::StatusCode::from_u16(code).ok().and_then(|code| code.canonical_reason()) {
                    Some(reason) => reason.to_lowercase(),
                    None => format!("status {code}"),
                }
            }
            Statuses::Range(1) => "informational".to_owned(),
            Statuses::Range(2) => "success".to_owned(),
            Statuses::Range(3) => "redirection".to_owned(),
            Statuses::Range(4) => "client error".to_owned(),
            Statuses::Range(5) => "server error".to_owned(),
            Statuses::Range(range) => format!("status {range} XX"),
            Statuses::Default => "default".to_owned(),
        }
    }
}

/// As OpenAPI writes them: `404`, `4XX`, `default`.
impl fmt::Display for Statuses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Statuses::Code(code) => write!(f, "{code}"),
            Statuses::Range(range) => write!(f, "{range}XX"),
            Statuses::Default => f.write_str("default"),
        }
    }
}

/// What a call answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Response {
    /// The statuses that it is for.
    pub statuses: Statuses,
    /// One of them: that of the answers of a mock.
    pub status: u16,
    /// Markdown.
    pub description: String,
    /// Beside the body.
    pub headers: Vec<ResponseHeader>,
    /// What the body is.
    pub format: ResponseFormat,
    /// The media type of the body, as the document writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// The body; `None` if the answer has none.
    pub shape: Option<Shape>,
    /// What can be called next with what it says.
    pub links: Vec<Link>,
    /// An example as JSON.
    pub json: Option<Value>,
    /// The example as XML.
    pub xml: Option<String>,
    /// How the body is written if it is XML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub xml_names: Option<Xml>,
}

/// What can be called next with what a response says: a link of OpenAPI.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Link {
    /// Its name.
    pub name: String,
    /// The id of the operation that it leads to, or a reference to one.
    pub operation: String,
    /// What the parameters of that operation get: values, or expressions such as `$response.body#/id`.
    pub parameters: Vec<(String, Value)>,
    /// What the body of that request is.
    pub body: Option<Value>,
    /// Markdown.
    pub description: String,
}

/// A header of a response.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ResponseHeader {
    /// The name on the wire.
    pub name: String,
    /// Whether every such response has it.
    pub required: bool,
    /// Markdown.
    pub description: String,
    /// What its values look like.
    pub shape: Shape,
}

/// 200 without a body.
impl Default for Response {
    fn default() -> Self {
        Response {
            statuses: Statuses::Code(200),
            status: 200,
            description: String::new(),
            headers: Vec::new(),
            format: ResponseFormat::default(),
            media_type: None,
            shape: None,
            links: Vec::new(),
            json: None,
            xml: None,
            xml_names: None,
        }
    }
}

/// What the body of a response is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum ResponseFormat {
    /// Nothing.
    #[default]
    Empty,
    /// JSON.
    Json,
    /// XML.
    Xml,
    /// Text.
    Text,
    /// Bytes of any other meaning.
    Binary,
    /// Server-sent events.
    EventStream,
}

impl Response {
    /// Whether the body of another response is of the same type.
    pub fn has_body_of(&self, other: &Self) -> bool {
        let has_shape = |response: &Self| response.format != ResponseFormat::Binary;
        self.format == other.format
            && match (&self.shape, &other.shape) {
                (Some(own), Some(other)) if has_shape(self) => own.is_like(other),
                (own, other) => !has_shape(self) || own.is_none() && other.is_none(),
            }
    }
}
