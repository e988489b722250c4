//! A signed request and its answer in the types of `hyper`.

use acs_core::{ClientError, ClientErrorKind, Headers, HttpRequest, Method, Origin};
use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::uri::{PathAndQuery, Scheme};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Uri};
use http_body_util::Full;

/// A request as hyper sends it.
pub(super) fn message(request: &HttpRequest) -> Result<Request<Full<Bytes>>, ClientError> {
    let mut message = Request::new(Full::new(request.body_bytes()));
    *message.method_mut() = method(request.method());
    *message.uri_mut() = url(request.origin(), request.target()).map_err(malformed)?;
    *message.headers_mut() = header_map(request).map_err(malformed)?;
    Ok(message)
}

fn method(method: Method) -> http::Method {
    match method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Delete => http::Method::DELETE,
        Method::Patch => http::Method::PATCH,
        Method::Head => http::Method::HEAD,
        Method::Options => http::Method::OPTIONS,
    }
}

fn url(origin: &Origin, target: &str) -> Result<Uri, http::Error> {
    let mut parts = http::uri::Parts::default();
    parts.scheme = Some(if origin.scheme() == "https" { Scheme::HTTPS } else { Scheme::HTTP });
    parts.authority = Some(origin.authority().parse()?);
    parts.path_and_query = Some(PathAndQuery::try_from(target)?);
    Ok(Uri::from_parts(parts)?)
}

fn header_map(request: &HttpRequest) -> Result<HeaderMap, http::Error> {
    let mut map = HeaderMap::with_capacity(24);
    for (name, value) in request.headers().iter() {
        map.append(HeaderName::from_bytes(name.as_bytes())?, HeaderValue::from_str(value)?);
    }
    if request.body().is_empty() && !matches!(request.method(), Method::Get | Method::Head) {
        // The official SDKs announce an empty body; hyper leaves it out.
        map.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    Ok(map)
}

fn malformed(error: http::Error) -> ClientError {
    ClientError::new(ClientErrorKind::Request, "the request cannot be sent by HTTP").with_source(error)
}

/// The headers of an answer.
pub(super) fn headers(map: &HeaderMap) -> Headers {
    map.iter().map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes()))).collect()
}
