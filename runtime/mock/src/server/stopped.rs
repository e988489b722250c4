//! The end of a server.

use tokio::sync::watch;

/// Ends when the server is stopped, or nobody is left who could stop it.
pub(super) async fn stopped(mut stop: watch::Receiver<bool>) {
    // What the channel lends must not be kept, or no future around this one could be sent to another thread.
    drop(stop.wait_for(|stop| *stop).await);
}
