//! A call on its way.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use twinspec_core::{Decode, Error, ErrorKind, HttpResponse, LocalError, Operation, Response, conclude};

/// The answer of the last attempt, and how many there were. It says nothing of the operation, so that all that leads to
/// it is compiled once, and not for each operation.
pub(crate) type Answer = Pin<Box<dyn Future<Output = (Result<HttpResponse, LocalError>, u32)> + Send>>;

/// A call on its way: the future of its response. It does nothing until it is polled, and dropping it ends the call.
#[must_use = "a call is not made until it is awaited"]
pub struct ResponseFuture<T, K> {
    pub(crate) operation: &'static Operation,
    pub(crate) answer: Answer,
    pub(crate) response: PhantomData<fn() -> (T, K)>,
}

impl<T: Decode + Default, K: ErrorKind> Future for ResponseFuture<T, K> {
    type Output = Result<Response<T>, Error<K>>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let (answer, attempts) = ready!(this.answer.as_mut().poll(context));
        Poll::Ready(conclude(this.operation, answer, attempts))
    }
}

impl<T, K> fmt::Debug for ResponseFuture<T, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseFuture").field("operation", &self.operation.name).finish_non_exhaustive()
    }
}
