//! A parameter of an operation.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use twinspec_core::{default_media_type, leaves_choice};

use super::{Shape, Xml};

/// A parameter of an operation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Parameter {
    /// The name on the wire.
    pub name: String,
    /// Where in the request it travels.
    pub location: Location,
    /// How a list or an object becomes text.
    pub style: Style,
    /// Whether the items of a list, and the members of an object, are separate.
    pub explode: bool,
    /// Whether reserved characters are sent in a query as they are.
    pub allow_reserved: bool,
    /// The media type of a body or of a part of one; `None` for the usual one.
    pub media_type: Option<String>,
    /// How a body is written that is XML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub xml: Option<Xml>,
    /// Whether it is the parts of a body that have no names.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub nameless: bool,
    /// Whether a call without it is refused.
    pub required: bool,
    /// Whether its value must not be shown.
    pub sensitive: bool,
    /// Whether new code should not use it.
    pub deprecated: bool,
    /// Markdown.
    pub description: String,
    /// What its values look like.
    pub shape: Shape,
    /// What the service takes if it is not given.
    pub default: Option<Value>,
    /// A value to show and to test with.
    pub example: Option<Value>,
    /// Where the spec says so: a JSON pointer.
    #[serde(skip)]
    pub origin: String,
}

impl Parameter {
    /// Whether the description leaves it to the caller which media type it has.
    pub fn is_of_range(&self) -> bool {
        self.media_type.as_deref().is_some_and(leaves_choice)
    }

    /// The media types of a body or a file of which the caller has to choose one: no default is sensible.
    pub fn undecided_range(&self) -> Option<&str> {
        let usual = if self.style == Style::Text { "text/plain" } else { "application/octet-stream" };
        self.media_type.as_deref().filter(|range| default_media_type(range, usual).is_none())
    }
}

/// Where in a request a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub enum Location {
    Query,
    Form,
    /// A part of a `multipart/form-data` body.
    Part,
    Body,
    Header,
    Cookie,
    Path,
    Host,
}

/// How a list or an object becomes text in a query, a form or a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Style {
    /// One pair a leaf: `Tag.1.Key=k`.
    #[default]
    Flat,
    /// One compact JSON text.
    Json,
    /// Joined with commas.
    Simple,
    /// As the fields of a form: joined with commas, or as pairs of the same name.
    Form,
    /// Behind a dot, in a path.
    Label,
    /// Behind a semicolon, in a path.
    Matrix,
    /// A pair for each member: `filter[color]=red`.
    DeepObject,
    /// A body as a text.
    Text,
    /// Joined with blanks.
    SpaceDelimited,
    /// Joined with `|`.
    PipeDelimited,
    /// A body as an XML document.
    Xml,
    /// A body as the bytes it is.
    Binary,
}
