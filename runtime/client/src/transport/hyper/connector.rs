//! Connections: TCP, proxies, TLS.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use http::uri::Scheme;
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::{SocksV5, Tunnel};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use tower_service::Service;
use twinspec_core::LocalError;

use super::stream::Stream;
use super::tls::Tls;
use crate::TransportSettings;
use crate::transport::client_certificate::ClientCertificate;
use crate::transport::proxies::Proxies;
use crate::transport::root_certificates::root_certificates;
use crate::transport::transport_failure as failure;

/// Connects to servers, through proxies where there are some.
#[derive(Clone)]
pub(super) struct Connector {
    shared: Arc<Shared>,
}

struct Shared {
    tcp: HttpConnector,
    /// `None` if every server is reached directly.
    proxies: Option<Matcher>,
    tls: Tls,
    timeout: Duration,
}

/// No connection came about in time.
#[derive(Debug, thiserror::Error)]
#[error("the connection took too long")]
pub(super) struct ConnectTimeout;

type BoxError = Box<dyn std::error::Error + Send + Sync>;
type Connecting<T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send>>;

impl Connector {
    pub(super) fn new(settings: &TransportSettings) -> Result<Self, LocalError> {
        let proxies = Proxies::of(settings)?;
        let client_certificate = match &settings.client_certificate {
            Some(pem) => Some(ClientCertificate::read(pem.expose())?),
            None => None,
        };
        let tls = Tls::new(root_certificates(&settings.root_certificates)?, client_certificate);
        if settings.has_certificates() {
            tls.configs().map_err(failure::set_up)?;
        }
        let shared = Shared { tcp: tcp(), proxies: matcher(proxies), tls, timeout: settings.connect_timeout };
        Ok(Connector { shared: Arc::new(shared) })
    }

    /// The proxy that requests to a server are sent to, if there is one that passes them on. Those by https are sent
    /// through it instead.
    pub(super) fn forwarding_proxy(&self, server: &Uri) -> Option<Intercept> {
        let plain = server.scheme() == Some(&Scheme::HTTP);
        if plain { self.shared.proxy(server).filter(|proxy| !is_socks(proxy)) } else { None }
    }
}

impl Service<Uri> for Connector {
    type Response = MaybeHttpsStream<Stream>;
    type Error = BoxError;
    type Future = Connecting<Self::Response>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, server: Uri) -> Self::Future {
        let mut carrier = Carrier { shared: Arc::clone(&self.shared) };
        Box::pin(async move {
            let shared = Arc::clone(&carrier.shared);
            let connecting = async {
                if server.scheme() == Some(&Scheme::HTTPS) {
                    HttpsConnector::from((carrier, shared.tls.configs()?.to_server)).call(server).await
                } else {
                    Ok(MaybeHttpsStream::Http(carrier.call(server).await?))
                }
            };
            match tokio::time::timeout(shared.timeout, connecting).await {
                Ok(connected) => connected,
                Err(_) => Err(ConnectTimeout.into()),
            }
        })
    }
}

/// Makes the connection that carries TLS to the server, or requests without it.
struct Carrier {
    shared: Arc<Shared>,
}

impl Service<Uri> for Carrier {
    type Response = Stream;
    type Error = BoxError;
    type Future = Connecting<Stream>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, server: Uri) -> Self::Future {
        let shared = Arc::clone(&self.shared);
        Box::pin(async move { shared.carrier(server).await })
    }
}

impl Shared {
    fn proxy(&self, server: &Uri) -> Option<Intercept> {
        self.proxies.as_ref()?.intercept(server)
    }

    async fn carrier(&self, server: Uri) -> Result<Stream, BoxError> {
        let mut tcp = self.tcp.clone();
        let Some(proxy) = self.proxy(&server) else {
            return Ok(Stream { io: tcp.call(server).await?.into(), forwarded: false });
        };
        if is_socks(&proxy) {
            let mut socks = SocksV5::new(with_port(proxy.uri(), 1080)?, tcp);
            if let Some((user, password)) = proxy.raw_auth() {
                socks = socks.with_auth(user.to_owned(), password.to_owned());
            }
            let port = if server.scheme() == Some(&Scheme::HTTPS) { 443 } else { 80 };
            let io = socks.call(with_port(&server, port)?).await?;
            return Ok(Stream { io: io.into(), forwarded: false });
        }
        let secure = proxy.uri().scheme() == Some(&Scheme::HTTPS);
        let io = match (server.scheme() == Some(&Scheme::HTTPS), secure) {
            (false, false) => tcp.call(proxy.uri().clone()).await?.into(),
            (false, true) => self.to_proxy(tcp)?.call(proxy.uri().clone()).await?,
            (true, false) => tunnel(&proxy, tcp).call(server.clone()).await?.into(),
            (true, true) => tunnel(&proxy, self.to_proxy(tcp)?).call(server.clone()).await?,
        };
        Ok(Stream { io, forwarded: server.scheme() != Some(&Scheme::HTTPS) })
    }

    fn to_proxy(&self, tcp: HttpConnector) -> Result<HttpsConnector<HttpConnector>, BoxError> {
        Ok(HttpsConnector::from((tcp, self.tls.configs()?.to_proxy)))
    }
}

fn tcp() -> HttpConnector {
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    // A connection whose other end is gone without a word must not be used for long.
    tcp.set_keepalive(Some(Duration::from_secs(15)));
    tcp.set_keepalive_interval(Some(Duration::from_secs(15)));
    tcp.set_keepalive_retries(Some(3));
    #[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
    tcp.set_tcp_user_timeout(Some(Duration::from_secs(30)));
    tcp
}

fn matcher(Proxies { http, https, no }: Proxies) -> Option<Matcher> {
    if http.is_none() && https.is_none() {
        return None;
    }
    Some(Matcher::builder().http(http.unwrap_or_default()).https(https.unwrap_or_default()).no(no).build())
}

fn is_socks(proxy: &Intercept) -> bool {
    proxy.uri().scheme_str().is_some_and(|scheme| scheme.starts_with("socks"))
}

fn tunnel<C>(proxy: &Intercept, connector: C) -> Tunnel<C> {
    let tunnel = Tunnel::new(proxy.uri().clone(), connector);
    match proxy.basic_auth() {
        Some(credentials) => tunnel.with_auth(credentials.clone()),
        None => tunnel,
    }
}

/// The URL with a port, this one if it has none.
fn with_port(url: &Uri, port: u16) -> Result<Uri, BoxError> {
    let mut parts = url.clone().into_parts();
    if let (None, Some(authority)) = (url.port(), &parts.authority) {
        parts.authority = Some(format!("{authority}:{port}").parse()?);
    }
    Ok(Uri::from_parts(parts)?)
}
