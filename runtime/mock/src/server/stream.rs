//! The bytes of a connection as `hyper` asks for them, with what it leaves to whoever owns the connection: the look at the
//! first bytes, the patience with a client that takes no answer, and a close that no answer is lost by.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

use super::limits::PATIENCE;

/// What a client of HTTP/2 begins with.
const PREFACE: &[u8; 24] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// How long a client that is still sending may go on once it has its last answer. A connection that is closed with bytes
/// unread is reset, which destroys the answer before it is read: [RFC 9112, section
/// 9.6](https://www.rfc-editor.org/rfc/rfc9112#section-9.6).
const LINGER: Duration = Duration::from_secs(5);

/// A connection.
pub(super) struct Stream<S> {
    inner: S,
    ahead: Ahead,
    /// Runs while the client lets the mock wait.
    timer: Option<Pin<Box<Sleep>>>,
    receipt: Receipt,
    /// Whether a client that is still sending is let go on for a while once it has its last answer.
    lingers: bool,
    /// Runs since the connection is half closed.
    linger: Option<Pin<Box<Sleep>>>,
}

/// The bytes that were looked at and are still to be read.
#[derive(Default)]
struct Ahead {
    bytes: [u8; PREFACE.len()],
    read: usize,
    filled: usize,
}

/// Whether all that came on a connection so far was whole requests.
#[derive(Clone, Default)]
pub(super) struct Receipt(Arc<AtomicBool>);

impl Receipt {
    /// A whole request came.
    pub(super) fn complete(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn begin(&self) {
        self.0.store(false, Ordering::Relaxed);
    }

    fn is_complete(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Stream<S> {
    /// A connection that is closed at once.
    pub(super) fn new(inner: S) -> Self {
        let receipt = Receipt::default();
        Stream { inner, ahead: Ahead::default(), timer: None, receipt, lingers: false, linger: None }
    }

    /// A connection that is closed at once if all that came was whole requests, as they are told to the receipt, and else
    /// when its client has no more to send.
    pub(super) fn lingering(self, receipt: Receipt) -> Self {
        Stream { receipt, lingers: true, ..self }
    }

    /// Whether the client speaks HTTP/2, which its first bytes tell.
    pub(super) async fn begins_with_http_2(&mut self) -> io::Result<bool> {
        let Stream { inner, ahead, .. } = self;
        while ahead.filled < PREFACE.len() && PREFACE.starts_with(ahead.unread()) {
            let mut buffer = ReadBuf::new(&mut ahead.bytes);
            buffer.advance(ahead.filled);
            poll_fn(|context| Pin::new(&mut *inner).poll_read(context, &mut buffer)).await?;
            let filled = buffer.filled().len();
            if filled == ahead.filled {
                break;
            }
            ahead.filled = filled;
        }
        Ok(ahead.unread() == PREFACE)
    }

    /// What came of something that the client has to do its part for; an error if the patience with it has ended.
    fn patiently<T>(&mut self, context: &mut Context<'_>, result: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if result.is_ready() {
            self.timer = None;
            return result;
        }
        ready!(self.timer.get_or_insert_with(|| Box::pin(sleep(PATIENCE))).as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    /// Reads and throws away what the client still sends, until it has no more or has had its time.
    fn poll_linger(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let Some(linger) = &mut self.linger else { return Poll::Ready(()) };
        let mut piece = [0; 8 * 1024];
        while linger.as_mut().poll(context).is_pending() {
            let mut buffer = ReadBuf::new(&mut piece);
            let read = ready!(Pin::new(&mut self.inner).poll_read(context, &mut buffer));
            if read.is_err() || buffer.filled().is_empty() {
                break;
            }
        }
        Poll::Ready(())
    }
}

impl Ahead {
    fn unread(&self) -> &[u8] {
        self.bytes.get(self.read..self.filled).unwrap_or_default()
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Stream<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let ahead = self.ahead.unread();
        if !ahead.is_empty() {
            let length = ahead.len().min(buffer.remaining());
            buffer.put_slice(ahead.get(..length).unwrap_or_default());
            self.ahead.read += length;
            return Poll::Ready(Ok(()));
        }
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.inner).poll_read(context, buffer))?;
        if buffer.filled().len() > before {
            self.receipt.begin();
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Stream<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write(context, bytes);
        self.patiently(context, written)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.inner).poll_flush(context);
        self.patiently(context, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.linger.is_none() {
            let shut = Pin::new(&mut self.inner).poll_shutdown(context);
            ready!(self.patiently(context, shut))?;
            if !self.lingers || self.receipt.is_complete() {
                return Poll::Ready(Ok(()));
            }
            self.linger = Some(Box::pin(sleep(LINGER)));
        }
        self.poll_linger(context).map(Ok)
    }
}
