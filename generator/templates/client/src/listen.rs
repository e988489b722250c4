/// Sends the request and returns the stream of events in the response.
///
/// # Errors
/// [`Kind`] says what can go wrong before the first event and between events.
pub async fn send(self) -> Result<Events, Error> {
    self.client.runtime().events(&self).await
}

/// Blocking version of [`send`](Self::send): it waits until the events begin.
/// [`blocking`](twinspec_client::EventStream::blocking) then waits for each event.
///
/// # Errors
/// Those of [`send`](Self::send).
#[cfg(feature = "blocking")]
pub fn send_blocking(self) -> Result<Events, Error> {
    self.client.runtime().events_blocking(&self)
}
