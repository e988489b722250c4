//! Headers of requests and answers in the types of the crate `http`, which all transports here use.

use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use twinspec_core::{Headers, HttpRequest, LocalError, LocalErrorKind, Method};

/// The headers of a request as they are sent. All values share one allocation.
pub(crate) fn request_headers(request: &HttpRequest) -> Result<HeaderMap, LocalError> {
    let (mut count, mut length) = (1, 0);
    for (_, value) in request.headers().iter() {
        count += 1;
        length += value.len();
    }
    let mut text = String::with_capacity(length);
    request.headers().iter().for_each(|(_, value)| text.push_str(value));
    let mut values = Bytes::from(text);
    let mut map = HeaderMap::with_capacity(count);
    for (name, value) in request.headers().iter() {
        let value = HeaderValue::from_maybe_shared(values.split_to(value.len())).map_err(malformed)?;
        map.append(HeaderName::from_bytes(name.as_bytes()).map_err(malformed)?, value);
    }
    let is_empty = request.body().is_empty() && request.streamed_body().is_none();
    if is_empty && !matches!(request.method(), Method::Get | Method::Head) {
        // An empty body is announced, as most clients do; hyper leaves it out.
        map.insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    Ok(map)
}

/// The headers of an answer.
pub(crate) fn response_headers(map: &HeaderMap) -> Headers {
    map.iter().map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes()))).collect()
}

/// The request cannot be written as HTTP.
pub(crate) fn malformed(error: impl Into<http::Error>) -> LocalError {
    LocalError::new(LocalErrorKind::Request, "the request cannot be sent by HTTP").with_source(error.into())
}
