/// The items of the list from this request on. Each page is requested when it is needed.
#[inline]
pub fn items(self) -> twinspec_client::Items<Request> {
    self.pages().items()
}

{{ docs }}
#[inline]
pub fn pages(self) -> twinspec_client::Pages<Request> {
    let request = Request { {{ fields }} };
    twinspec_client::Pages::new(self.client.runtime().clone(), request)
}
