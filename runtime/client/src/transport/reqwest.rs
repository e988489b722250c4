//! The transport on top of `reqwest`.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use http_body_util::Either;
use reqwest::{Body, Certificate, Client, Identity, NoProxy, Proxy, Response};
use tokio::runtime::Handle;
use twinspec_core::{HttpRequest, HttpResponse, LocalError, LocalErrorKind, Method, Origin};

use crate::transport::client_certificate::ClientCertificate;
use crate::transport::http_headers::{malformed, request_headers, response_headers};
use crate::transport::proxies::Proxies;
use crate::transport::request_body::{RequestBody, request_body};
use crate::transport::response_body::{ResponseBody, TooLarge};
use crate::transport::root_certificates::root_certificates;
use crate::transport::silence::{Silence, Silent};
use crate::transport::transport_failure as failure;
use crate::{StreamFuture, StreamedResponse, Transport, TransportFuture, TransportSettings};

/// The transport on top of `reqwest`: HTTP/1.1 with pooled connections, HTTP/2 where a server offers it, TLS by rustls
/// with the certificates of the operating system.
///
/// It serves any number of servers. The certificates of the system are read when the first server is called by https.
/// Calls have to be made in a `tokio` runtime with input, output and time.
#[derive(Clone)]
pub struct ReqwestTransport {
    settings: TransportSettings,
    proxies: Proxies,
    clients: Arc<Clients>,
}

/// One without TLS, since to set TLS up reads all certificates of the system.
#[derive(Default)]
struct Clients {
    plain: OnceLock<Client>,
    tls: OnceLock<Client>,
}

impl ReqwestTransport {
    /// A transport. Nothing is connected yet.
    ///
    /// # Errors
    ///
    /// If a root certificate is of no use, or a variable of the environment that names a proxy.
    pub fn new(settings: &TransportSettings) -> Result<Self, LocalError> {
        let proxies = Proxies::of(settings)?;
        let transport = ReqwestTransport { settings: settings.clone(), proxies, clients: Arc::default() };
        if settings.has_certificates() {
            transport.tls()?;
        }
        Ok(transport)
    }

    fn client(&self, origin: &Origin) -> Result<&Client, LocalError> {
        let tls_to_proxy = || self.proxies.http.as_ref().is_some_and(|url| url.starts_with("https:"));
        if origin.scheme() == "https" || tls_to_proxy() { self.tls() } else { self.plain() }
    }

    fn plain(&self) -> Result<&Client, LocalError> {
        if let Some(client) = self.clients.plain.get() {
            return Ok(client);
        }
        let client = self.builder().and_then(|builder| builder.tls_certs_only([]).build()).map_err(failure::set_up)?;
        Ok(self.clients.plain.get_or_init(|| client))
    }

    fn tls(&self) -> Result<&Client, LocalError> {
        if let Some(client) = self.clients.tls.get() {
            return Ok(client);
        }
        let roots = root_certificates(&self.settings.root_certificates)?;
        let roots = roots.iter().map(|root| Certificate::from_der(root)).collect::<Result<Vec<_>, _>>();
        let mut builder =
            roots.and_then(|roots| Ok(self.builder()?.tls_certs_merge(roots))).map_err(failure::set_up)?;
        if let Some(pem) = &self.settings.client_certificate {
            // Names what is wrong with it.
            ClientCertificate::read(pem.expose())?;
            builder = builder.identity(Identity::from_pem(pem.expose()).map_err(failure::set_up)?);
        }
        let client = builder.build().map_err(failure::set_up)?;
        Ok(self.clients.tls.get_or_init(|| client))
    }

    fn builder(&self) -> reqwest::Result<reqwest::ClientBuilder> {
        let mut builder = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .pool_idle_timeout(TransportSettings::IDLE_TIMEOUT)
            .connect_timeout(self.settings.connect_timeout)
            // Not from the variables of the process, but as `Proxies` read them.
            .no_proxy();
        let direct = || NoProxy::from_string(&self.proxies.no);
        if let Some(url) = &self.proxies.http {
            builder = builder.proxy(Proxy::http(url)?.no_proxy(direct()));
        }
        if let Some(url) = &self.proxies.https {
            builder = builder.proxy(Proxy::https(url)?.no_proxy(direct()));
        }
        Ok(builder)
    }

    /// Sends the request and waits for the head of the answer.
    async fn open(&self, request: &HttpRequest) -> Result<Answer, LocalError> {
        if Handle::try_current().is_err() {
            return Err(failure::no_runtime());
        }
        let origin = request.origin();
        let (body, sending) = request_body(request);
        let message = message(request, body)?;
        let timeout = self.settings.read_timeout;
        let mut silence = Silence::new(timeout, sending.clone());
        match silence.wait(self.client(origin)?.execute(message)).await {
            Ok(Ok(response)) => Ok(Answer { response, silence, timeout }),
            Ok(Err(error)) => {
                let failure = sending.and_then(|sending| sending.failure());
                Err(failure.unwrap_or_else(|| self.no_answer(error, origin)))
            }
            Err(Silent) => Err(failure::silent(origin, timeout)),
        }
    }

    async fn exchange(&self, request: &HttpRequest) -> Result<HttpResponse, LocalError> {
        let mut answer = self.open(request).await?;
        let (origin, status) = (request.origin(), answer.response.status().as_u16());
        let limit = self.settings.max_response_bytes;
        let too_large = |excess: TooLarge| excess.error(origin, status, limit);
        let mut body = ResponseBody::new(limit, answer.response.content_length().unwrap_or(0)).map_err(too_large)?;
        while let Some(piece) = answer.next(origin, body.len()).await? {
            body.push(piece).map_err(too_large)?;
        }
        Ok(HttpResponse::new(status, response_headers(answer.response.headers()), body.finish()))
    }

    async fn begin(&self, request: &HttpRequest) -> Result<StreamedResponse, LocalError> {
        let answer = self.open(request).await?;
        let response = &answer.response;
        let head = HttpResponse::new(response.status().as_u16(), response_headers(response.headers()), Vec::new());
        let origin = request.origin().clone();
        let body = stream::try_unfold((answer, 0), move |(mut answer, length)| {
            let origin = origin.clone();
            async move {
                let piece = answer.next(&origin, length).await?;
                Ok(piece.map(|piece| {
                    let length = length + piece.len();
                    (piece, (answer, length))
                }))
            }
        });
        Ok(StreamedResponse { head, body: Box::pin(body) })
    }

    fn no_answer(&self, error: reqwest::Error, origin: &Origin) -> LocalError {
        let (connect, timeout) = (error.is_connect(), error.is_timeout());
        // The URL holds the arguments.
        let error = error.without_url();
        match () {
            () if connect && timeout => failure::connect_timeout(origin, self.settings.connect_timeout),
            () if connect => failure::unreachable(origin, error),
            () if failure::is_unsent(&error) => failure::unsent(origin, error),
            () => failure::no_answer(origin, error),
        }
    }
}

impl Transport for ReqwestTransport {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> TransportFuture<'a> {
        Box::pin(self.exchange(request))
    }

    fn stream<'a>(&'a self, request: &'a HttpRequest) -> StreamFuture<'a> {
        Box::pin(self.begin(request))
    }

    fn sends_streams(&self) -> bool {
        true
    }
}

impl std::fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReqwestTransport").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// An answer whose body comes.
struct Answer {
    response: Response,
    silence: Silence,
    timeout: Duration,
}

impl Answer {
    /// The next piece of the body, of which so many bytes came; `None` at its end.
    async fn next(&mut self, origin: &Origin, length: usize) -> Result<Option<Bytes>, LocalError> {
        let status = self.response.status().as_u16();
        match self.silence.wait(self.response.chunk()).await {
            Ok(piece) => piece.map_err(|error| failure::truncated(origin, status, length, error.without_url())),
            Err(Silent) => Err(failure::silent_body(origin, status, length, self.timeout)),
        }
    }
}

fn message(request: &HttpRequest, body: RequestBody) -> Result<reqwest::Request, LocalError> {
    let method = match request.method() {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
        Method::Delete => reqwest::Method::DELETE,
        Method::Patch => reqwest::Method::PATCH,
        Method::Head => reqwest::Method::HEAD,
        Method::Options => reqwest::Method::OPTIONS,
        Method::Trace => reqwest::Method::TRACE,
        method @ (Method::Query | Method::Other(_)) => {
            reqwest::Method::from_bytes(method.as_str().as_bytes()).map_err(malformed)?
        }
    };
    let url = reqwest::Url::parse(&request.url()).map_err(|error| {
        LocalError::new(LocalErrorKind::Request, "the request has no URL that can be called").with_source(error)
    })?;
    let mut message = reqwest::Request::new(method, url);
    *message.headers_mut() = request_headers(request)?;
    *message.body_mut() = Some(match body {
        Either::Left(_) => request.body_bytes().into(),
        Either::Right(streamed) => Body::wrap(streamed),
    });
    Ok(message)
}
