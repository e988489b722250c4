//! Media types for calls of what is described by a range.

/// A media type of a range: a usual one of its kind.
pub(super) fn example(range: &str) -> String {
    let range = range.split([',', ';']).next().unwrap_or_default().trim();
    let kind = range.split('/').next().unwrap_or_default();
    let usual = match kind {
        "image" => "png",
        "audio" => "mpeg",
        "video" => "mp4",
        "text" => "plain",
        "font" => "woff2",
        _ => "octet-stream",
    };
    format!("{kind}/{usual}")
}
