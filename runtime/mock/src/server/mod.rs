//! The HTTP server around a gateway.

mod answer_body;
mod connection;
mod patience;
mod request_body;
#[cfg(feature = "https")]
mod tls;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper_util::rt::{TokioExecutor, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::{GracefulConnection as _, GracefulShutdown};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};

pub(crate) use answer_body::AnswerBody;
pub(crate) use request_body::BodyError;
#[cfg(feature = "https")]
pub(crate) use tls::Tls;

use crate::gateway::{Gateway, Peer};
use patience::{HEAD_TIMEOUT, Patience};

/// How long a stop waits for requests under way.
const GRACE: Duration = Duration::from_secs(5);

/// How long the server pauses when the machine gives it no more connections.
const PAUSE: Duration = Duration::from_millis(50);

/// What one client may take from the others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Connections at a time; further ones wait.
    pub(crate) connections: usize,
    /// The bytes of a request body.
    pub(crate) body: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { connections: 4_096, body: 1024 * 1024 }
    }
}

/// How connections are served.
#[derive(Clone, Default)]
pub(crate) struct Transport {
    pub(crate) limits: Limits,
    /// With it, clients that speak TLS are served as well as those that do not.
    #[cfg(feature = "https")]
    pub(crate) tls: Option<Tls>,
}

/// A server that runs until it is stopped or dropped.
pub(crate) struct Server {
    address: SocketAddr,
    gateway: Arc<Gateway>,
    protocol: Arc<auto::Builder<TokioExecutor>>,
    limits: Limits,
    stop: watch::Sender<bool>,
    /// Closes when the server is done.
    running: watch::Receiver<()>,
}

impl Server {
    pub(crate) async fn start(gateway: Arc<Gateway>, address: &str, transport: Transport) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let (stop, stopped) = watch::channel(false);
        let (alive, running) = watch::channel(());
        let protocol = Arc::new(protocol());
        let limits = transport.limits;
        let server = Server { address, gateway: gateway.clone(), protocol: protocol.clone(), limits, stop, running };
        tokio::spawn(async move {
            accept(listener, gateway, protocol, transport, stopped).await;
            drop(alive);
        });
        Ok(server)
    }

    /// Speaks HTTP with a client of this machine until it has closed its end, or the server is stopped and what it has
    /// begun to ask is answered.
    pub(crate) async fn speak(&self, stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static) {
        let from = Peer { address: Ipv4Addr::LOCALHOST.into(), is_secure: false };
        let patience = Arc::new(Patience::new());
        let connection =
            connection::speak(stream, from, self.gateway.clone(), &self.protocol, self.limits, patience.clone());
        let mut connection = pin!(connection);
        let mut stopped = self.stop.subscribe();
        // What the channel lends must not be kept, or the future could not be sent to another thread.
        let stopped = async { drop(stopped.wait_for(|stop| *stop).await) };
        let end = tokio::select! {
            end = connection.as_mut() => end,
            () = patience.lose() => return,
            () = stopped => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        connection::note(end, from);
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) async fn stop(&self) {
        self.stop.send_replace(true);
        let mut running = self.running.clone();
        // The sender says nothing; that it is gone is the news.
        let done = async move { while running.changed().await.is_ok() {} };
        if tokio::time::timeout(GRACE, done).await.is_err() {
            tracing::warn!("connections outlive the server");
        }
    }
}

/// Takes connections until it is told to stop, then waits for those that have a request under way.
async fn accept(
    listener: TcpListener,
    gateway: Arc<Gateway>,
    protocol: Arc<auto::Builder<TokioExecutor>>,
    transport: Transport,
    mut stopped: watch::Receiver<bool>,
) {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(transport.limits.connections));
    loop {
        let next = async {
            // Nobody closes the semaphore.
            let place = places.clone().acquire_owned().await.ok();
            (listener.accept().await, place)
        };
        let (accepted, place) = tokio::select! {
            next = next => next,
            // An error means that the last handle is gone, which is a stop as well.
            _ = stopped.wait_for(|stop| *stop) => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let watcher = graceful.watcher();
                let connection =
                    connection::serve(stream, peer, gateway.clone(), protocol.clone(), transport.clone(), watcher);
                tokio::spawn(async move {
                    connection.await;
                    drop(place);
                });
            }
            Err(error) => {
                tracing::debug!(%error, "no connection");
                // Too many open files, for instance: waiting lets some of them be closed.
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    drop(listener);
    graceful.shutdown().await;
}

/// How HTTP is spoken on a connection.
fn protocol() -> auto::Builder<TokioExecutor> {
    let mut protocol = auto::Builder::new(TokioExecutor::new());
    // A timer for each head would take more time than most requests: [`Patience`] does it instead.
    protocol.http1().header_read_timeout(None);
    // Head and body of an answer are small: to copy them together costs less than to send two pieces.
    protocol.http1().writev(false);
    protocol.http2().timer(TokioTimer::new()).keep_alive_interval(HEAD_TIMEOUT);
    protocol
}
