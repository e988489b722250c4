//! Bodies that are a sequence of items.

/// How the items of a body that come one by one are separated.
///
/// ```
/// use twinspec_core::Sequence;
///
/// assert_eq!(Sequence::of("application/jsonl; charset=utf-8"), Some(Sequence::Lines));
/// assert_eq!(Sequence::of("application/json"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sequence {
    /// Server-sent events: `text/event-stream`.
    Events,
    /// A line each: `application/jsonl`, `application/x-ndjson`.
    Lines,
    /// JSON text sequences (RFC 7464): `application/json-seq`.
    Records,
}

impl Sequence {
    /// That of a media type, if it has items.
    pub fn of(content_type: &str) -> Option<Self> {
        let name = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        Some(match name.as_str() {
            "text/event-stream" => Sequence::Events,
            "application/jsonl"
            | "application/x-jsonl"
            | "application/jsonlines"
            | "application/x-jsonlines"
            | "application/ndjson"
            | "application/x-ndjson" => Sequence::Lines,
            "application/json-seq" => Sequence::Records,
            name if name.ends_with("+json-seq") => Sequence::Records,
            _ => return None,
        })
    }

    /// An item as it is written, of one line.
    pub fn written(self, item: &str) -> String {
        match self {
            Sequence::Events => format!("data: {item}\n\n"),
            Sequence::Lines => format!("{item}\n"),
            Sequence::Records => format!("{RECORD}{item}\n"),
        }
    }
}

/// What a record begins with.
pub(crate) const RECORD: char = '\u{1e}';
