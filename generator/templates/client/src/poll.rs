/// Sends the request and returns a poller that queries {{ asks }} until the operation finishes.
///
/// {{ next }}
///
/// # Errors
/// [`Kind`] says what can go wrong in the call itself.
{{ condition }}
pub async fn poll(self) -> Result<twinspec_client::Poller<Request>, Error> {
    let request = Request { {{ fields }} };
    twinspec_client::Poller::start(self.client.runtime().clone(), request).await
}

/// Blocking version of [`poll`](Self::poll).
///
/// # Errors
/// Those of [`poll`](Self::poll).
{{ condition }}
#[cfg(feature = "blocking")]
pub fn poll_blocking(self) -> Result<twinspec_client::Poller<Request>, Error> {
    let request = Request { {{ fields }} };
    twinspec_client::Poller::start_blocking(self.client.runtime().clone(), request)
}
