/// Sends the request when the future is awaited, and returns the response.
///
/// # Errors
/// [`Kind`] says what can go wrong.
pub fn send(self) -> twinspec_client::ResponseFuture<ResponseBody, Kind> {
    self.client.runtime().send(&self)
}

/// Blocking version of [`send`](Self::send).
///
/// # Errors
/// [`Kind`] says what can go wrong.
#[cfg(feature = "blocking")]
pub fn send_blocking(self) -> Result<Response, Error> {
    self.client.runtime().send_blocking(&self)
}
