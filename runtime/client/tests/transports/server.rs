//! A server whose every byte a test decides on.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

pub(crate) trait Io: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Io for T {}

/// The other end of a connection. It is closed when this is dropped.
pub(crate) struct Peer(BufReader<Box<dyn Io>>);

pub(crate) struct Request {
    /// Request line and headers.
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Peer {
    pub(crate) fn new(io: impl Io + 'static) -> Self {
        Peer(BufReader::new(Box::new(io)))
    }

    /// The next request; `None` if the client closed the connection.
    pub(crate) async fn request(&mut self) -> Option<Request> {
        let head = self.head().await?;
        let length = self.length(&head).unwrap_or(0);
        let mut body = vec![0; usize::try_from(length).unwrap()];
        self.0.read_exact(&mut body).await.ok()?;
        Some(Request { head, body })
    }

    /// Request line and headers of the next request; `None` if the client closed the connection.
    pub(crate) async fn head(&mut self) -> Option<String> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(self.0.read_u8().await.ok()?);
        }
        Some(String::from_utf8(head).unwrap())
    }

    /// How long the body is that a head announces.
    pub(crate) fn length(&self, head: &str) -> Option<u64> {
        head.lines().find_map(|line| line.strip_prefix("content-length: ")).map(|length| length.parse().unwrap())
    }

    /// Reads some of a body of which so much is left, or the next chunk of it, and returns how much that is; `None` at its end, or
    /// if the client closed the connection before.
    pub(crate) async fn some(&mut self, head: &str, left: u64) -> Option<u64> {
        let mut piece = Vec::new();
        match self.length(head) {
            Some(_) => self.append_up_to(left.min(64 * 1024), &mut piece).await?,
            None => self.append_chunk(&mut piece).await?,
        }
        Some(piece.len() as u64)
    }

    /// Reads some of a body, or the next chunk of it; `false` at its end, or if the client closed the connection before.
    pub(crate) async fn append(&mut self, head: &str, body: &mut Vec<u8>) -> bool {
        let read = match self.length(head) {
            Some(length) => self.append_up_to(length - body.len() as u64, body).await,
            None => self.append_chunk(body).await,
        };
        read.is_some()
    }

    async fn append_up_to(&mut self, longest: u64, body: &mut Vec<u8>) -> Option<()> {
        let count = (&mut self.0).take(longest).read_buf(body).await.ok()?;
        (count > 0).then_some(())
    }

    async fn append_chunk(&mut self, body: &mut Vec<u8>) -> Option<()> {
        let mut size = String::new();
        self.0.read_line(&mut size).await.ok()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        let start = body.len();
        body.resize(start + size, 0);
        self.0.read_exact(body.get_mut(start..)?).await.ok()?;
        self.0.read_exact(&mut [0; 2]).await.ok()?;
        (size > 0).then_some(())
    }

    /// Writes. That the client may have closed the connection is not a fault.
    pub(crate) async fn write(&mut self, bytes: impl AsRef<[u8]>) {
        let _ = self.0.write_all(bytes.as_ref()).await;
        let _ = self.0.flush().await;
    }

    /// Writes nothing any more, waits until the client closes the connection too, and returns how much came.
    pub(crate) async fn close(mut self) -> usize {
        let _ = self.0.shutdown().await;
        self.closed().await
    }

    /// Waits until the client closes the connection, and returns how much came.
    pub(crate) async fn closed(&mut self) -> usize {
        let mut rest = Vec::new();
        let _ = self.0.read_to_end(&mut rest).await;
        rest.len()
    }

    pub(crate) fn into_io(self) -> Box<dyn Io> {
        assert!(self.0.buffer().is_empty());
        self.0.into_inner()
    }
}

#[derive(Clone)]
pub(crate) struct Server {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
}

impl Server {
    /// A server that treats each connection, counted from 1, in this way.
    pub(crate) async fn start<F>(serve: impl Fn(usize, Peer) -> F + Send + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Server { address: listener.local_addr().unwrap(), connections: Arc::default() };
        let connections = Arc::clone(&server.connections);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                stream.set_nodelay(true).unwrap();
                let number = connections.fetch_add(1, Ordering::SeqCst) + 1;
                tokio::spawn(serve(number, Peer::new(stream)));
            }
        });
        server
    }

    /// A server that answers every request with these bytes.
    pub(crate) async fn answering(bytes: impl AsRef<[u8]> + Clone + Send + Sync + 'static) -> Self {
        Server::start(move |_, mut peer| {
            let bytes = bytes.clone();
            async move {
                while peer.request().await.is_some() {
                    peer.write(bytes.as_ref()).await;
                }
            }
        })
        .await
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many connections were made.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

pub(crate) const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
