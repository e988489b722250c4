//! What the body of a response is.

/// The format of the body of a successful response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ResponseFormat {
    /// JSON.
    #[default]
    Json,
    /// XML.
    Xml,
    /// Text.
    Text,
    /// Bytes of any meaning, such as those of a file.
    Binary,
    /// Server-sent events.
    Events,
    /// JSON, XML, text or bytes, as the content type of the response says.
    Any,
    /// The description has no body; one that arrives anyway is read as JSON.
    Empty,
}
