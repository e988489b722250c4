//! Lists in pages, as streams.

use std::collections::HashSet;
use std::fmt;
use std::future::{Future, poll_fn};
use std::ops::Deref;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use twinspec_core::{Error, Input, LocalError, LocalErrorKind, Paginate, Progress, Response};

use crate::{Client, ResponseFuture};

type Pending<I> = ResponseFuture<<I as Input>::Output, <I as Input>::ErrorKind>;

/// The pages of a list, one after the other: a [`Stream`].
///
/// A page is requested when the stream is polled for it, one at a time. The stream ends after the last page
/// and after an error. A token that was seen before is also an error, of the kind
/// [`Pagination`](LocalErrorKind::Pagination), after the page that has it: the list would never end, and ending
/// it silently would hide missing items.
///
/// To continue later, keep [`Page::next`] and set it as the parameter of another request: the token, or the page
/// number.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<I: Paginate> {
    client: Client,
    /// The request for the next page; `None` after the last.
    request: Option<I>,
    pending: Option<Pending<I>>,
    /// The error instead of a next page.
    failure: Option<Error<I::ErrorKind>>,
    seen: HashSet<I::Start>,
    progress: Progress,
}

/// A page of a list: the response, and where the next page starts.
pub struct Page<I: Paginate> {
    response: Response<I::Output>,
    next: Option<I::Start>,
}

/// The items of a list, one after the other: a [`Stream`] over all its [`Pages`].
///
/// A page is requested when the items of the previous one are used up. The stream ends after the last item and after an
/// error.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<I: Paginate> {
    pages: Pages<I>,
    page: std::vec::IntoIter<I::Item>,
}

impl<I: Paginate> Pages<I> {
    /// The pages that begin with the response to this request.
    pub fn new(client: Client, request: I) -> Self {
        let progress = Progress::default();
        Pages { client, request: Some(request), pending: None, failure: None, seen: HashSet::new(), progress }
    }

    /// The items of these pages.
    pub fn items(self) -> Items<I> {
        Items { pages: self, page: Vec::new().into_iter() }
    }

    /// The next page; `None` after the last one and after an error.
    ///
    /// # Errors
    ///
    /// Those of the call, or a page that points back to one that was read before.
    pub async fn next(&mut self) -> Option<Result<Page<I>, Error<I::ErrorKind>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Remembers a page and the request for the page after it.
    fn page(&mut self, mut request: I, mut response: Response<I::Output>) -> Page<I> {
        let count = I::items(response.body_mut()).map_or(0, |items| items.len());
        self.progress = self.progress.after(count);
        let next = request.next(&response, self.progress);
        if let Some(start) = &next {
            if self.seen.insert(start.clone()) {
                request.start_at(start.clone());
                self.request = Some(request);
            } else {
                let message = "the service answered the start of a page that was read before: the list would never end";
                let error = LocalError::new(LocalErrorKind::Pagination, message);
                self.failure = Some(Error::new(I::OPERATION, error));
            }
        }
        Page { response, next }
    }
}

impl<I: Paginate> Stream for Pages<I> {
    type Item = Result<Page<I>, Error<I::ErrorKind>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if let Some(failure) = this.failure.take() {
            return Poll::Ready(Some(Err(failure)));
        }
        let Some(request) = &this.request else { return Poll::Ready(None) };
        let pending = this.pending.get_or_insert_with(|| this.client.send(request));
        let answer = ready!(Pin::new(pending).poll(context));
        this.pending = None;
        let Some(request) = this.request.take() else { return Poll::Ready(None) };
        Poll::Ready(Some(answer.map(|response| this.page(request, response))))
    }
}

impl<I: Paginate> Items<I> {
    /// The next item; `None` after the last one and after an error.
    ///
    /// # Errors
    ///
    /// Those of the call, or a page that points back to one that was read before.
    pub async fn next(&mut self) -> Option<Result<I::Item, Error<I::ErrorKind>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<I: Paginate> Stream for Items<I> {
    type Item = Result<I::Item, Error<I::ErrorKind>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                Some(Ok(page)) => self.page = page.into_items().into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<I: Paginate> Page<I> {
    /// Where the next page starts; `None` if this is the last page.
    pub fn next(&self) -> Option<&I::Start> {
        self.next.as_ref()
    }

    /// The items of the page.
    pub fn into_items(mut self) -> Vec<I::Item> {
        I::items(self.response.body_mut()).map(std::mem::take).unwrap_or_default()
    }

    /// The response.
    pub fn into_response(self) -> Response<I::Output> {
        self.response
    }
}

impl<I: Paginate> Deref for Page<I> {
    type Target = Response<I::Output>;

    fn deref(&self) -> &Self::Target {
        &self.response
    }
}

// Nothing in them is pinned in place: the answer that is waited for is in a box.
impl<I: Paginate> Unpin for Pages<I> {}
impl<I: Paginate> Unpin for Items<I> {}

impl<I: Paginate> fmt::Debug for Pages<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &I::OPERATION.name)
            .field("items", &self.progress.items())
            .field("ended", &(self.request.is_none() && self.failure.is_none()))
            .finish_non_exhaustive()
    }
}

impl<I: Paginate> fmt::Debug for Items<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}

impl<I: Paginate> fmt::Debug for Page<I>
where
    I::Output: fmt::Debug,
    I::Start: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page").field("response", &self.response).field("next", &self.next).finish()
    }
}
