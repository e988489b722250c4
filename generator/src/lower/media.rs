use twinspec_core::Sequence;

/// What a media type is to the generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Media {
    Json,
    Xml,
    Form,
    Multipart,
    EventStream,
    /// A sequence of JSON.
    Sequence,
    /// Text of any other meaning.
    Text,
    /// Bytes of any other meaning.
    Bytes,
}

impl Media {
    /// By its name, whatever parameters it has.
    pub(super) fn of(name: &str) -> Self {
        match essence(name).as_str() {
            "application/json" | "text/json" => Media::Json,
            "application/xml" | "text/xml" => Media::Xml,
            "application/x-www-form-urlencoded" => Media::Form,
            "text/event-stream" => Media::EventStream,
            name if Sequence::of(name).is_some() => Media::Sequence,
            _ if name.starts_with("multipart/") => Media::Multipart,
            _ if name.ends_with("+json") => Media::Json,
            _ if name.ends_with("+xml") => Media::Xml,
            _ if name.starts_with("text/") => Media::Text,
            _ => Media::Bytes,
        }
    }
}

/// A media type without its parameters.
pub(super) fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// What a media type is called in a name: `json`, `merge-patch+json`.
pub(super) fn word(name: &str) -> String {
    let name = essence(name);
    let word = match name.as_str() {
        "application/x-www-form-urlencoded" => "form",
        "multipart/form-data" => "multipart",
        "text/plain" => "text",
        "application/octet-stream" => "bytes",
        name => name.rsplit('/').next().unwrap_or_default().trim_start_matches("x-").trim_start_matches("vnd."),
    };
    word.to_owned()
}
