//! The HTTP server around a gateway.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::Response;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::body::{BODY_LIMIT, BodyError, read_body};
use crate::control;
use crate::gateway::Gateway;
use crate::refusal::Refusal;

/// How long a stop waits for requests under way.
const GRACE: Duration = Duration::from_secs(5);

/// A server that runs until it is stopped or dropped.
#[derive(Debug)]
pub(crate) struct Server {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    /// Closes when the server is done.
    running: watch::Receiver<()>,
}

impl Server {
    pub(crate) async fn start(gateway: Arc<Gateway>, address: &str) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        // Answers are small; waiting to fill a packet would only delay them.
        let listener = listener.tap_io(|stream| {
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "TCP_NODELAY");
            }
        });
        let router = Router::new().fallback(answer).merge(control::router()).with_state(gateway);
        let (stop, mut stopped) = watch::channel(false);
        let (alive, running) = watch::channel(());
        tokio::spawn(async move {
            let shutdown = async move {
                // An error means that the last handle is gone, which is a stop as well.
                let _ = stopped.wait_for(|stop| *stop).await;
            };
            let served = axum::serve(listener, router).with_graceful_shutdown(shutdown);
            if let Err(error) = served.await {
                tracing::error!(%error, "the server failed");
            }
            drop(alive);
        });
        Ok(Server { address, stop, running })
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

async fn answer(State(gateway): State<Arc<Gateway>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    match read_body(body).await {
        Ok(body) => gateway.answer(&parts, &body),
        Err(BodyError::TooLarge) => {
            let message = format!("The request body is larger than {BODY_LIMIT} bytes.");
            gateway.refuse(&parts, Refusal::new(413, "RequestEntityTooLarge", message))
        }
        Err(BodyError::Broken) => {
            let message = "The request body did not arrive as announced.";
            gateway.refuse(&parts, Refusal::new(400, "ContentLengthDoesNotMatch", message))
        }
    }
}
