//! A signed request in the types of `hyper`.

use http::method::InvalidMethod;
use http::uri::{PathAndQuery, Scheme};
use http::{Request, Uri};
use twinspec_core::{HttpRequest, LocalError, Method, Origin};

use crate::transport::http_headers::{malformed, request_headers};
use crate::transport::request_body::RequestBody;

/// A request as hyper sends it.
pub(super) fn message(request: &HttpRequest, body: RequestBody) -> Result<Request<RequestBody>, LocalError> {
    let mut message = Request::new(body);
    *message.method_mut() = method(request.method()).map_err(malformed)?;
    *message.uri_mut() = url(request.origin(), request.target()).map_err(malformed)?;
    *message.headers_mut() = request_headers(request)?;
    Ok(message)
}

fn method(method: Method) -> Result<http::Method, InvalidMethod> {
    Ok(match method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Delete => http::Method::DELETE,
        Method::Patch => http::Method::PATCH,
        Method::Head => http::Method::HEAD,
        Method::Options => http::Method::OPTIONS,
        Method::Trace => http::Method::TRACE,
        Method::Query | Method::Other(_) => return http::Method::from_bytes(method.as_str().as_bytes()),
    })
}

fn url(origin: &Origin, target: &str) -> Result<Uri, http::Error> {
    let mut parts = http::uri::Parts::default();
    parts.scheme = Some(if origin.scheme() == "https" { Scheme::HTTPS } else { Scheme::HTTP });
    parts.authority = Some(origin.authority().parse()?);
    parts.path_and_query = Some(PathAndQuery::try_from(target)?);
    Ok(Uri::from_parts(parts)?)
}
