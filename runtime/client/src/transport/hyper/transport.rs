//! The transport on top of `hyper`.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use http::header::PROXY_AUTHORIZATION;
use http::response::Parts;
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use hyper_util::client::legacy::{self, Client};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::runtime::Handle;
use twinspec_core::{HttpRequest, HttpResponse, LocalError, Origin};

use super::connector::{ConnectTimeout, Connector};
use super::message::message;
use crate::transport::http_headers::response_headers;
use crate::transport::request_body::{RequestBody, request_body};
use crate::transport::response_body::{ResponseBody, TooLarge};
use crate::transport::silence::{Silence, Silent};
use crate::transport::transport_failure as failure;
use crate::{StreamFuture, StreamedResponse, Transport, TransportFuture, TransportSettings};

/// The lean transport: HTTP/1.1 with pooled connections, HTTP/2 where a server offers it, TLS by rustls with the
/// certificates of the operating system.
///
/// It does what `ReqwestTransport` does with less: fewer crates, and less work for each
/// call. It serves any number of servers. The certificates of the system are read when the first server is called by
/// https. Calls have to be made in a `tokio` runtime with input, output and time.
#[derive(Clone)]
pub struct HyperTransport {
    settings: TransportSettings,
    connector: Connector,
    client: Client<Connector, RequestBody>,
}

impl HyperTransport {
    /// A transport. Nothing is connected yet.
    ///
    /// # Errors
    ///
    /// If a root certificate is of no use, or a variable of the environment that names a proxy.
    pub fn new(settings: &TransportSettings) -> Result<Self, LocalError> {
        let connector = Connector::new(settings)?;
        let client = Client::builder(TokioExecutor::new())
            .timer(TokioTimer::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(TransportSettings::IDLE_TIMEOUT)
            .build(connector.clone());
        Ok(HyperTransport { settings: settings.clone(), connector, client })
    }

    /// Sends the request and waits for the head of the answer.
    async fn open(&self, request: &HttpRequest) -> Result<(Parts, Pieces), LocalError> {
        if Handle::try_current().is_err() {
            return Err(failure::no_runtime());
        }
        let origin = request.origin();
        let (body, sending) = request_body(request);
        let mut message = message(request, body)?;
        let proxy = self.connector.forwarding_proxy(message.uri());
        if let Some(credentials) = proxy.as_ref().and_then(|proxy| proxy.basic_auth()) {
            message.headers_mut().insert(PROXY_AUTHORIZATION, credentials.clone());
        }
        let timeout = self.settings.read_timeout;
        let mut silence = Silence::new(timeout, sending.clone());
        match silence.wait(self.client.request(message)).await {
            Ok(Ok(response)) => {
                let (head, incoming) = response.into_parts();
                Ok((head, Pieces { incoming, silence, timeout }))
            }
            Ok(Err(error)) => {
                let failure = sending.and_then(|sending| sending.failure());
                Err(failure.unwrap_or_else(|| self.no_answer(error, origin)))
            }
            Err(Silent) => Err(failure::silent(origin, timeout)),
        }
    }

    async fn exchange(&self, request: &HttpRequest) -> Result<HttpResponse, LocalError> {
        let (head, mut pieces) = self.open(request).await?;
        let (origin, status) = (request.origin(), head.status.as_u16());
        let limit = self.settings.max_response_bytes;
        let too_large = |excess: TooLarge| excess.error(origin, status, limit);
        let mut body = ResponseBody::new(limit, pieces.incoming.size_hint().lower()).map_err(too_large)?;
        while let Some(piece) = pieces.next(origin, status, body.len()).await? {
            body.push(piece).map_err(too_large)?;
        }
        Ok(HttpResponse::new(status, response_headers(&head.headers), body.finish()))
    }

    async fn begin(&self, request: &HttpRequest) -> Result<StreamedResponse, LocalError> {
        let (head, pieces) = self.open(request).await?;
        let status = head.status.as_u16();
        let head = HttpResponse::new(status, response_headers(&head.headers), Bytes::new());
        let origin = request.origin().clone();
        let body = stream::try_unfold((pieces, 0), move |(mut pieces, length)| {
            let origin = origin.clone();
            async move {
                let piece = pieces.next(&origin, status, length).await?;
                Ok(piece.map(|piece| {
                    let length = length + piece.len();
                    (piece, (pieces, length))
                }))
            }
        });
        Ok(StreamedResponse { head, body: Box::pin(body) })
    }

    fn no_answer(&self, error: legacy::Error, origin: &Origin) -> LocalError {
        if error.source().is_some_and(|source| source.is::<ConnectTimeout>()) {
            failure::connect_timeout(origin, self.settings.connect_timeout)
        } else if error.is_connect() {
            failure::unreachable(origin, error)
        } else if failure::is_unsent(&error) {
            failure::unsent(origin, error)
        } else {
            failure::no_answer(origin, error)
        }
    }
}

impl Transport for HyperTransport {
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

/// A body as it comes.
struct Pieces {
    incoming: Incoming,
    silence: Silence,
    timeout: Duration,
}

impl Pieces {
    /// The next piece, of a body of which so many bytes came; `None` at its end.
    async fn next(&mut self, origin: &Origin, status: u16, length: usize) -> Result<Option<Bytes>, LocalError> {
        while !self.incoming.is_end_stream() {
            match self.silence.wait(self.incoming.frame()).await {
                Ok(Some(Ok(frame))) => {
                    // What is not data are trailers.
                    if let Ok(piece) = frame.into_data() {
                        return Ok(Some(piece));
                    }
                }
                Ok(Some(Err(error))) => return Err(failure::truncated(origin, status, length, error)),
                Ok(None) => break,
                Err(Silent) => return Err(failure::silent_body(origin, status, length, self.timeout)),
            }
        }
        Ok(None)
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport").field("settings", &self.settings).finish_non_exhaustive()
    }
}
