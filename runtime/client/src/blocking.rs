//! Calls from a thread that waits for them, without an async runtime of the caller's.

use std::future::{Future, poll_fn};
use std::io;
use std::pin::Pin;
use std::sync::{Arc, LazyLock};

use futures_core::Stream;
use tokio::runtime::Runtime;
use twinspec_core::{
    Conclusive, Decode, Error, ErrorKind, EventSource, HttpRequest, Input, LocalError, LocalErrorKind, LongRunning,
    Operation, Paginate, Response,
};

use crate::call::event_stream::Begun;
use crate::follow::poller::{PollError, Polled};
use crate::{ByteStream, Client, EventStream, Items, Outcome, Pages, Poller};

/// What drives connections and timers of blocking calls, started by the first one. One thread does, since it only
/// passes on what comes; requests are built, and answers read, on the threads that wait.
static RUNTIME: LazyLock<Result<Runtime, Arc<io::Error>>> = LazyLock::new(|| {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(1).thread_name("twinspec-blocking").enable_all().build().map_err(Arc::new)
});

/// Waits for a future on this thread. Unlike [`Runtime::block_on`] it does not panic on a thread that runs tasks.
fn wait<F: Future>(future: F) -> Result<F::Output, LocalError> {
    let runtime = RUNTIME.as_ref().map_err(|error| {
        let message = "the runtime of blocking calls could not be started";
        LocalError::new(LocalErrorKind::Request, message).with_source(Arc::clone(error))
    })?;
    let _context = runtime.enter();
    Ok(pollster::block_on(future))
}

impl Client {
    /// [`send`](Self::send) for a thread that waits. In async code it holds up the other tasks of its thread.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send).
    pub fn send_blocking<I: Input>(&self, input: &I) -> Result<Response<I::Output>, Error<I::ErrorKind>> {
        wait(self.send(input)).map_err(|error| Error::new(I::OPERATION, error))?
    }

    /// [`events`](Self::events) for a thread that waits until they begin; [`EventStream::blocking`] waits for each.
    ///
    /// # Errors
    ///
    /// Those of [`events`](Self::events).
    pub fn events_blocking<I: EventSource>(&self, input: &I) -> Begun<I> {
        wait(self.events(input)).map_err(|error| Error::new(I::OPERATION, error))?
    }

    /// [`bytes`](Self::bytes) for a thread that waits until they begin; [`ByteStream::blocking`] waits for each piece.
    ///
    /// # Errors
    ///
    /// Those of [`bytes`](Self::bytes).
    pub fn bytes_blocking<I: Input>(&self, input: &I) -> Result<ByteStream<I::ErrorKind>, Error<I::ErrorKind>> {
        wait(self.bytes(input)).map_err(|error| Error::new(I::OPERATION, error))?
    }

    /// [`dry_run`](Self::dry_run) for a thread that waits, if credentials have to be fetched.
    ///
    /// # Errors
    ///
    /// Those of [`dry_run`](Self::dry_run).
    pub fn dry_run_blocking<I: Input>(&self, input: &I) -> Result<HttpRequest, Error<I::ErrorKind>> {
        wait(self.dry_run(input)).map_err(|error| Error::new(I::OPERATION, error))?
    }
}

impl<I: LongRunning> Poller<I> {
    /// [`start`](Self::start) for a thread that waits.
    ///
    /// # Errors
    ///
    /// Those of [`start`](Self::start).
    pub fn start_blocking(client: Client, request: I) -> Result<Self, Error<I::ErrorKind>> {
        wait(Self::start(client, request)).map_err(|error| Error::new(I::OPERATION, error))?
    }

    /// [`until`](Self::until) for a thread that waits.
    ///
    /// # Errors
    ///
    /// Those of [`until`](Self::until).
    pub fn until_blocking(
        &mut self,
        is_over: impl FnMut(&<I::Poll as Input>::Output) -> bool,
    ) -> Result<Polled<I>, PollError<I>> {
        wait(self.until(is_over)).map_err(|error| Error::new(<I::Poll>::OPERATION, error))?
    }
}

impl<I: Conclusive> Poller<I> {
    /// [`wait`](Self::wait) for a thread that waits.
    ///
    /// # Errors
    ///
    /// Those of [`wait`](Self::wait).
    pub fn wait_blocking(&mut self) -> Result<Outcome<Polled<I>>, PollError<I>> {
        wait(self.wait()).map_err(|error| Error::new(<I::Poll>::OPERATION, error))?
    }
}

/// [`Pages`], [`Items`], an [`EventStream`] or a [`ByteStream`] as an iterator, whose thread waits for what comes next.
#[must_use = "an iterator does nothing until it is asked for an item"]
#[derive(Debug)]
pub struct Blocking<S> {
    /// `None` after a failure to wait at all.
    stream: Option<S>,
    operation: &'static Operation,
}

impl<I: Paginate> Pages<I> {
    /// These pages as an iterator.
    pub fn blocking(self) -> Blocking<Self> {
        Blocking { stream: Some(self), operation: I::OPERATION }
    }
}

impl<I: Paginate> Items<I> {
    /// These items as an iterator.
    pub fn blocking(self) -> Blocking<Self> {
        Blocking { stream: Some(self), operation: I::OPERATION }
    }
}

impl<T: Decode + Default, K: ErrorKind> EventStream<T, K> {
    /// These events as an iterator.
    pub fn blocking(self) -> Blocking<Self> {
        let operation = self.operation();
        Blocking { stream: Some(self), operation }
    }
}

impl<K: ErrorKind> ByteStream<K> {
    /// These pieces as an iterator.
    pub fn blocking(self) -> Blocking<Self> {
        let operation = self.operation();
        Blocking { stream: Some(self), operation }
    }
}

impl<S, T, K> Iterator for Blocking<S>
where
    S: Stream<Item = Result<T, Error<K>>> + Unpin,
    K: ErrorKind,
{
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        let stream = self.stream.as_mut()?;
        wait(poll_fn(|context| Pin::new(&mut *stream).poll_next(context))).unwrap_or_else(|error| {
            self.stream = None;
            Some(Err(Error::new(self.operation, error)))
        })
    }
}
