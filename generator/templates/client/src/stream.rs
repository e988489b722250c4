/// Sends the request and returns the body of the response in pieces, as they come: it is never held in memory as a whole.
///
/// # Errors
/// [`Kind`] says what can go wrong before the first piece and between pieces.
pub async fn send_for_stream(self) -> Result<twinspec_client::ByteStream<Kind>, Error> {
    self.client.runtime().bytes(&self).await
}

/// Blocking version of [`send_for_stream`](Self::send_for_stream): it waits until the body begins.
/// [`blocking`](twinspec_client::ByteStream::blocking) then waits for each piece.
///
/// # Errors
/// Those of [`send_for_stream`](Self::send_for_stream).
#[cfg(feature = "blocking")]
pub fn send_for_stream_blocking(self) -> Result<twinspec_client::ByteStream<Kind>, Error> {
    self.client.runtime().bytes_blocking(&self)
}
