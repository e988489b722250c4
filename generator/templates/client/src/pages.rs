/// The items of the list from here on, page after page as they are needed.
#[inline]
pub fn items(self) -> twinspec_client::Items<Request> {
    self.pages().items()
}

/// The pages of the list from here on, each asked for when it is needed.
///
/// [`Page::next`](twinspec_client::Page::next) tells where the next page starts: a request with that as `{{ start }}` goes on from there.
#[inline]
pub fn pages(self) -> twinspec_client::Pages<Request> {
    let request = Request { {{ fields }} };
    twinspec_client::Pages::new(self.client.runtime().clone(), request)
}
