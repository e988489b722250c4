/// Sends the request and returns a poller that queries {{ asks }} until the operation finishes.
///
/// {{ next }}
///
/// # Errors
/// [`Kind`] tells what can go wrong before that.
{{ condition }}
pub async fn poll(self) -> Result<twinspec_client::Poller<Request>, Error> {
    let request = Request { {{ fields }} };
    twinspec_client::Poller::start(self.client.runtime().clone(), request).await
}

/// [`poll`](Self::poll) for a thread that waits.
///
/// # Errors
/// Those of [`poll`](Self::poll).
{{ condition }}
#[cfg(feature = "blocking")]
pub fn poll_blocking(self) -> Result<twinspec_client::Poller<Request>, Error> {
    let request = Request { {{ fields }} };
    twinspec_client::Poller::start_blocking(self.client.runtime().clone(), request)
}
