//! The HTTP server around a gateway.

mod answerer;
mod connection;
mod current;
mod limits;
mod malformed;
mod request_body;
mod response_body;
mod service;
mod stopped;
mod stream;
#[cfg(feature = "https")]
mod tls;
mod transport;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};

#[cfg(feature = "https")]
pub(crate) use tls::Tls;

use crate::gateway::Peer;
use answerer::Answerer;
pub(crate) use current::Current;
pub(crate) use limits::Limits;
use stopped::stopped;
pub(crate) use transport::Transport;

/// How long a stop waits for requests under way.
const GRACE: Duration = Duration::from_secs(5);

/// How long the server pauses when the machine has no more connections for it.
const PAUSE: Duration = Duration::from_millis(50);

/// A server that runs until it is stopped or dropped.
pub(crate) struct Server {
    address: SocketAddr,
    gateway: Current,
    transport: Transport,
    stop: watch::Sender<bool>,
    /// Closes when the server is done.
    running: watch::Receiver<()>,
}

impl Server {
    pub(crate) async fn start(gateway: Current, address: &str, transport: Transport) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let (stop, stopped) = watch::channel(false);
        let (alive, running) = watch::channel(());
        let server = Server { address, gateway: gateway.clone(), transport: transport.clone(), stop, running };
        tokio::spawn(accept(listener, gateway, transport, stopped, Arc::new(alive)));
        Ok(server)
    }

    /// Speaks HTTP with a client of this machine until it has closed its end, or the server is stopped and what it has
    /// begun to ask is answered.
    pub(crate) async fn speak(&self, stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static) {
        let peer = Peer { address: Ipv4Addr::LOCALHOST.into(), is_secure: false };
        let answerer = Answerer { gateway: self.gateway.clone(), transport: self.transport.clone(), peer };
        connection::speak(stream, answerer, self.stop.subscribe()).await;
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

/// Takes connections until it is told to stop. Each of them keeps the server alive until what it has begun is done.
async fn accept(
    listener: TcpListener,
    gateway: Current,
    transport: Transport,
    stop: watch::Receiver<bool>,
    alive: Arc<watch::Sender<()>>,
) {
    let places = Arc::new(Semaphore::new(transport.limits.connections));
    let mut stopped = pin!(stopped(stop.clone()));
    loop {
        let next = async {
            // Nobody closes the semaphore.
            let place = places.clone().acquire_owned().await.ok();
            (listener.accept().await, place)
        };
        let (accepted, place) = tokio::select! {
            next = next => next,
            () = &mut stopped => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let connection = connection::serve(stream, peer, gateway.clone(), transport.clone(), stop.clone());
                let alive = alive.clone();
                tokio::spawn(async move {
                    connection.await;
                    drop((place, alive));
                });
            }
            Err(error) => {
                tracing::debug!(%error, "no connection");
                // Too many open files, for instance: waiting lets some of them be closed.
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}
