//! The HTTP server around a gateway.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::Response;
use axum::serve::ListenerExt;
use http_body_util::BodyExt;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::control;
use crate::gateway::{Gateway, Refusal};

/// The largest body that is read.
const BODY_LIMIT: usize = 1024 * 1024;

/// How much of a body that is too large is read and thrown away, so that its sender, who may read nothing
/// before all is sent, gets an answer.
const DISCARD_LIMIT: usize = 16 * 1024 * 1024;

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
        let router = Router::new()
            .fallback(answer)
            .merge(control::router())
            .with_state(gateway);
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
        Ok(Server {
            address,
            stop,
            running,
        })
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
            gateway.refuse(
                &parts,
                Refusal::new(400, "ContentLengthDoesNotMatch", message),
            )
        }
    }
}

/// Why there is no body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BodyError {
    #[error("the body is larger than {BODY_LIMIT} bytes")]
    TooLarge,
    #[error("the body did not arrive as announced")]
    Broken,
}

/// Reads a whole body.
pub(crate) async fn read_body(mut body: Body) -> Result<Bytes, BodyError> {
    let mut whole = Bytes::new();
    let mut several = Vec::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| BodyError::Broken)?.into_data() else {
            continue;
        };
        length += data.len();
        if length > DISCARD_LIMIT {
            return Err(BodyError::TooLarge);
        }
        if length > BODY_LIMIT {
            continue;
        }
        // Nearly every body comes in one piece, which needs no copy.
        if whole.is_empty() && several.is_empty() {
            whole = data;
        } else {
            if several.is_empty() {
                several.extend_from_slice(&whole);
            }
            several.extend_from_slice(&data);
        }
    }
    match (length > BODY_LIMIT, several.is_empty()) {
        (true, _) => Err(BodyError::TooLarge),
        (false, true) => Ok(whole),
        (false, false) => Ok(several.into()),
    }
}
