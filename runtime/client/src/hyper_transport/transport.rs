//! The transport on top of `hyper`.

use std::error::Error;
use std::fmt;

use acs_core::{ClientError, HttpRequest, HttpResponse, Origin};
use bytes::Bytes;
use http::header::PROXY_AUTHORIZATION;
use http_body_util::{BodyExt, Full};
use hyper::body::Body;
use hyper_util::client::legacy::{self, Client};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::runtime::Handle;

use super::connector::{ConnectTimeout, Connector};
use super::message::message;
use super::silence::{Silence, Silent};
use crate::http_headers::response_headers;
use crate::response_body::{ResponseBody, TooLarge};
use crate::{Transport, TransportFuture, TransportSettings, transport_failure as failure};

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
    client: Client<Connector, Full<Bytes>>,
}

impl HyperTransport {
    /// A transport. Nothing is connected yet.
    ///
    /// # Errors
    ///
    /// If a root certificate is of no use, or a variable of the environment that names a proxy.
    pub fn new(settings: &TransportSettings) -> Result<Self, ClientError> {
        let connector = Connector::new(settings)?;
        let client = Client::builder(TokioExecutor::new())
            .timer(TokioTimer::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(TransportSettings::IDLE_TIMEOUT)
            .build(connector.clone());
        Ok(HyperTransport { settings: settings.clone(), connector, client })
    }

    async fn exchange(&self, request: &HttpRequest) -> Result<HttpResponse, ClientError> {
        if Handle::try_current().is_err() {
            return Err(failure::no_runtime());
        }
        let origin = request.origin();
        let mut message = message(request)?;
        let proxy = self.connector.forwarding_proxy(message.uri());
        if let Some(credentials) = proxy.as_ref().and_then(|proxy| proxy.basic_auth()) {
            message.headers_mut().insert(PROXY_AUTHORIZATION, credentials.clone());
        }
        let mut silence = Silence::new(self.settings.read_timeout);
        let (head, mut incoming) = match silence.wait(self.client.request(message)).await {
            Ok(Ok(response)) => response.into_parts(),
            Ok(Err(error)) => return Err(self.no_answer(error, origin)),
            Err(Silent) => return Err(failure::silent(origin, self.settings.read_timeout)),
        };
        let status = head.status.as_u16();
        let limit = self.settings.max_response_bytes;
        let too_large = |TooLarge| failure::too_large(origin, status, limit);
        let mut body = ResponseBody::new(limit, incoming.size_hint().lower()).map_err(too_large)?;
        while !incoming.is_end_stream() {
            match silence.wait(incoming.frame()).await {
                Ok(Some(Ok(frame))) => {
                    // What is no data are trailers.
                    frame.into_data().map_or(Ok(()), |piece| body.push(piece)).map_err(too_large)?;
                }
                Ok(Some(Err(error))) => return Err(failure::truncated(origin, status, body.len(), error)),
                Ok(None) => break,
                Err(Silent) => {
                    return Err(failure::silent_body(origin, status, body.len(), self.settings.read_timeout));
                }
            }
        }
        Ok(HttpResponse::new(status, response_headers(&head.headers), body.finish()))
    }

    fn no_answer(&self, error: legacy::Error, origin: &Origin) -> ClientError {
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
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport").field("settings", &self.settings).finish_non_exhaustive()
    }
}
