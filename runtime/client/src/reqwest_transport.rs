//! The transport on top of `reqwest`.

use std::time::Duration;

use acs_core::{ClientError, ClientErrorKind, Headers, HttpRequest, HttpResponse, Method, Origin};

use crate::{Transport, TransportFuture};

/// The transport that is used unless another one is given: HTTP/1.1 with pooled connections, TLS by rustls
/// with the certificates of the operating system.
///
/// A proxy is taken from `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`; a server on the loopback
/// interface is always reached directly.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    timeout: Duration,
}

impl ReqwestTransport {
    /// How long a connection may take by default: 10 seconds.
    pub const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

    /// How long a call may take by default, from the connection to the last byte of the answer: 60 seconds.
    pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(60);

    /// A transport to a server.
    ///
    /// # Errors
    ///
    /// If TLS cannot be set up, for instance because the system has no root certificates.
    pub fn new(origin: &Origin, connect_timeout: Duration, timeout: Duration) -> Result<Self, ClientError> {
        let mut builder = reqwest::Client::builder()
            .http1_only()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .connect_timeout(connect_timeout)
            .timeout(timeout);
        if origin.scheme() == "http" {
            // Without TLS there is no reason to read, or to have, the certificates of the system.
            builder = builder.tls_certs_only([]);
        }
        if origin.is_loopback() {
            builder = builder.no_proxy();
        }
        let client = builder.build().map_err(|error| {
            ClientError::new(ClientErrorKind::Transport, "the HTTP client could not be set up").with_source(error)
        })?;
        Ok(ReqwestTransport { client, timeout })
    }

    async fn exchange(&self, request: &HttpRequest) -> Result<HttpResponse, reqwest::Error> {
        let method = match request.method() {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Delete => reqwest::Method::DELETE,
            Method::Patch => reqwest::Method::PATCH,
            Method::Head => reqwest::Method::HEAD,
            Method::Options => reqwest::Method::OPTIONS,
        };
        let mut builder = self.client.request(method, request.url());
        for (name, value) in request.headers().iter() {
            builder = builder.header(name, value);
        }
        if request.body().is_empty() && !matches!(request.method(), Method::Get | Method::Head) {
            // The official SDKs announce an empty body; hyper leaves it out.
            builder = builder.header("content-length", 0);
        }
        let response = builder.body(request.body_bytes()).send().await?;
        let status = response.status().as_u16();
        let headers: Headers = response
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes())))
            .collect();
        let body = response.bytes().await?.to_vec();
        Ok(HttpResponse::new(status, headers, body))
    }

    fn failure(&self, error: reqwest::Error, origin: &Origin) -> ClientError {
        let (kind, message) = if error.is_timeout() && error.is_connect() {
            (ClientErrorKind::Connect, format!("{origin} took too long to accept a connection"))
        } else if error.is_timeout() {
            let message = format!("{origin} gave no whole answer within {:?}", self.timeout);
            (ClientErrorKind::Timeout, message)
        } else if error.is_connect() {
            (ClientErrorKind::Connect, format!("{origin} could not be reached"))
        } else {
            let message = format!("the connection to {origin} failed before the whole answer came");
            (ClientErrorKind::Transport, message)
        };
        // The URL holds the arguments.
        ClientError::new(kind, message).with_source(error.without_url())
    }
}

impl Transport for ReqwestTransport {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> TransportFuture<'a> {
        Box::pin(async move { self.exchange(request).await.map_err(|error| self.failure(error, request.origin())) })
    }
}
