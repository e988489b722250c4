//! Whether the answer is JSON or XML.

use twinspec_core::split::{split, split_once};

use twinspec_mock::protocol::{Format, Request};

/// The parameter `Format` does not name a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UnknownFormat;

/// What the parameter `Format` says; without it what `Accept` says, as far as it names one of the
/// two; else JSON.
pub(super) fn of(request: &Request<'_>) -> Result<Format, UnknownFormat> {
    match request.parameter("Format") {
        Some(name) if name.eq_ignore_ascii_case("json") => Ok(Format::Json),
        Some(name) if name.eq_ignore_ascii_case("xml") => Ok(Format::Xml),
        Some(_) => Err(UnknownFormat),
        None => Ok(accepted(request)),
    }
}

/// The same where it does not matter that a name is unknown.
pub(super) fn wanted(request: &Request<'_>) -> Format {
    of(request).unwrap_or_else(|UnknownFormat| accepted(request))
}

/// What `Accept` names first.
fn accepted(request: &Request<'_>) -> Format {
    request
        .headers_of("accept")
        .flat_map(|value| split(value, b','))
        .find_map(|range| match split_once(range, b';').map_or(range, |(media_type, _)| media_type).trim_ascii() {
            name if name.eq_ignore_ascii_case("application/json") => Some(Format::Json),
            name if name.eq_ignore_ascii_case("text/xml") || name.eq_ignore_ascii_case("application/xml") => {
                Some(Format::Xml)
            }
            _ => None,
        })
        .unwrap_or(Format::Json)
}

/// The value of `Content-Type`. The official SDKs compare it as text, so no blank may be in it.
pub(super) fn content_type(format: Format) -> &'static str {
    match format {
        Format::Json => "application/json;charset=utf-8",
        Format::Xml => "text/xml;charset=utf-8",
    }
}
