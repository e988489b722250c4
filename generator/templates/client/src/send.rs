/// Sends the request when the future is awaited, which then waits for the answer.
///
/// # Errors
/// [`Kind`] tells what can go wrong.
pub fn send(self) -> twinspec_client::ResponseFuture<ResponseBody, Kind> {
    self.client.runtime().send(&self)
}

/// [`send`](Self::send) for a thread that waits.
///
/// # Errors
/// [`Kind`] tells what can go wrong.
#[cfg(feature = "blocking")]
pub fn send_blocking(self) -> Result<Response, Error> {
    self.client.runtime().send_blocking(&self)
}
