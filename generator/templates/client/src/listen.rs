/// Sends the request, and gives the events that it is answered with, as they come.
///
/// # Errors
/// [`Kind`] tells what can go wrong before the first event, and in between.
pub async fn send(self) -> Result<Events, Error> {
    self.client.runtime().events(&self).await
}

/// [`send`](Self::send) for a thread that waits until the events begin;
/// [`blocking`](twinspec_client::EventStream::blocking) then waits for each.
///
/// # Errors
/// Those of [`send`](Self::send).
#[cfg(feature = "blocking")]
pub fn send_blocking(self) -> Result<Events, Error> {
    self.client.runtime().events_blocking(&self)
}
