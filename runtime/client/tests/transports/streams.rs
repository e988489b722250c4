//! Bodies that are read as they come.

use std::time::Duration;

use futures_util::StreamExt;
use tokio::sync::mpsc;
use twinspec_client::{BodyStream, StreamedResponse};
use twinspec_core::LocalErrorKind;

use crate::requests::{get, settings, transport, words};
use crate::server::Server;

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

/// The text of the body until it has so many bytes.
async fn text(body: &mut BodyStream, length: usize) -> String {
    let mut text = Vec::new();
    while text.len() < length {
        text.extend(body.next().await.expect("there is more").unwrap());
    }
    String::from_utf8(text).unwrap()
}

over_each! {
    async fn a_piece_comes_before_the_next_one_is_sent<T>() {
        let (read, reads) = mpsc::unbounded_channel();
        let reads = std::sync::Arc::new(tokio::sync::Mutex::new(reads));
        let server = Server::start(move |_, mut peer| {
            let reads = reads.clone();
            async move {
                peer.request().await;
                peer.write(HEAD).await;
                for piece in ["3\r\none\r\n", "3\r\ntwo\r\n", "0\r\n\r\n"] {
                    reads.lock().await.recv().await;
                    peer.write(piece).await;
                }
            }
        })
        .await;
        let transport = transport::<T>();
        let StreamedResponse { head, mut body } = transport.stream(&get(&server.url())).await.unwrap();
        assert_eq!((head.status(), head.body(), head.headers().get("content-type")), (200, b"".as_slice(), Some("text/event-stream")));
        for expected in ["one", "two"] {
            read.send(()).unwrap();
            assert_eq!(text(&mut body, 3).await, expected);
        }
        read.send(()).unwrap();
        assert!(body.next().await.is_none());
    }

    async fn a_stream_may_be_longer_than_an_answer<T>() {
        let server = Server::answering(format!("{HEAD}8\r\n12345678\r\n0\r\n\r\n")).await;
        let transport = T::build(&settings().max_response_bytes(4)).unwrap();
        let mut body = transport.stream(&get(&server.url())).await.unwrap().body;
        assert_eq!(text(&mut body, 8).await, "12345678");
        assert!(body.next().await.is_none());
    }

    async fn a_stream_whose_server_is_silent_ends<T>() {
        let server = Server::answering(format!("{HEAD}3\r\none\r\n")).await;
        let transport = T::build(&settings().read_timeout(Duration::from_millis(100))).unwrap();
        let mut body = transport.stream(&get(&server.url())).await.unwrap().body;
        assert_eq!(text(&mut body, 3).await, "one");
        let error = body.next().await.unwrap().unwrap_err();
        assert_eq!((error.kind(), error.status()), (LocalErrorKind::Timeout, Some(200)));
        assert!(words(&error).contains("was silent for 100ms after 3 bytes of the body"), "{}", words(&error));
        assert!(body.next().await.is_none());
    }

    async fn a_stream_whose_connection_breaks_ends<T>() {
        let server = Server::start(|_, mut peer| async move {
            peer.request().await;
            peer.write(format!("{HEAD}3\r\none\r\n")).await;
        })
        .await;
        let mut body = transport::<T>().stream(&get(&server.url())).await.unwrap().body;
        assert_eq!(text(&mut body, 3).await, "one");
        assert_eq!(body.next().await.unwrap().unwrap_err().kind(), LocalErrorKind::Transport);
        assert!(body.next().await.is_none());
    }

    async fn a_stream_that_is_dropped_closes_its_connection<T>() {
        let (closed, mut closes) = mpsc::unbounded_channel();
        let server = Server::start(move |_, mut peer| {
            let closed = closed.clone();
            async move {
                peer.request().await;
                peer.write(format!("{HEAD}3\r\none\r\n")).await;
                peer.closed().await;
                closed.send(()).unwrap();
            }
        })
        .await;
        let transport = transport::<T>();
        drop(transport.stream(&get(&server.url())).await.unwrap());
        closes.recv().await.unwrap();
    }
}
