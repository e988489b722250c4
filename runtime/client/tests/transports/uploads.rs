//! Bodies of requests that are streams: never in memory as a whole, and what becomes of them when something fails.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, stream};
use tokio::sync::mpsc::unbounded_channel;
use twinspec_client::upload;
use twinspec_core::{LocalErrorKind, Upload};

use crate::authority::Authority;
use crate::requests::{multipart, put, settings, transport, words};
use crate::server::Server;

const MIB: u64 = 1024 * 1024;
const LONG: u64 = 64 * MIB;

/// A stream of so many bytes, and how many of them were asked for.
fn counted(length: u64) -> (impl Stream<Item = Result<Bytes, std::io::Error>>, Arc<AtomicU64>) {
    let made = Arc::new(AtomicU64::new(0));
    let counter = Arc::clone(&made);
    let piece = Bytes::from(vec![b'x'; 64 * 1024]);
    let pieces = stream::unfold(length, move |left| {
        let piece = piece.slice(..usize::try_from(left).unwrap_or(usize::MAX).min(piece.len()));
        counter.fetch_add(piece.len() as u64, Ordering::SeqCst);
        let left = left - piece.len() as u64;
        async move { (!piece.is_empty()).then_some((Ok(piece), left)) }
    });
    (pieces, made)
}

/// A server that reads a body slowly and tells how much of it there was, at most, that it had not read.
async fn measuring(made: Arc<AtomicU64>) -> Server {
    Server::start(move |_, mut peer| {
        let made = Arc::clone(&made);
        async move {
            let Some(head) = peer.head().await else { return };
            let (mut read, mut most) = (0, 0);
            let mut left = peer.length(&head).unwrap_or(u64::MAX);
            while left > 0 {
                most = most.max(made.load(Ordering::SeqCst).saturating_sub(read));
                let Some(piece) = peer.some(&head, left).await else { break };
                read += piece;
                left -= piece;
            }
            let answer = format!("{read} {}", most < 16 * MIB);
            peer.write(format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{answer}", answer.len())).await;
        }
    })
    .await
}

/// A server that says what it got, head and body.
async fn echoing() -> Server {
    Server::start(|_, mut peer| async move {
        while let Some(head) = peer.head().await {
            let mut body = Vec::new();
            while peer.append(&head, &mut body).await {}
            let answer = format!("{head}{}", String::from_utf8_lossy(&body));
            peer.write(format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{answer}", answer.len())).await;
        }
    })
    .await
}

over_each! {
    async fn a_long_stream_is_sent_as_it_is_read<T>() {
        let (pieces, made) = counted(LONG);
        let server = measuring(made).await;
        let request = put(&server.url(), Upload::stream(pieces).length(LONG));
        let answer = transport::<T>().send(&request).await.unwrap();
        assert_eq!(answer.text().unwrap(), format!("{LONG} true"));
    }

    async fn a_long_stream_of_unknown_length_is_sent_in_chunks<T>() {
        let (pieces, made) = counted(LONG);
        let server = measuring(made).await;
        let request = put(&server.url(), Upload::stream(pieces));
        let answer = transport::<T>().send(&request).await.unwrap();
        assert_eq!(answer.text().unwrap(), format!("{LONG} true"));
    }

    async fn a_long_stream_is_sent_by_http_2<T>() {
        let authority = Authority::new();
        let server = authority.server("localhost", &["h2"]).await;
        let (pieces, made) = counted(LONG);
        let url = format!("https://localhost:{}", server.address().port());
        let transport = T::build(&settings().root_certificate(authority.root())).unwrap();
        let answer = transport.send(&put(&url, Upload::stream(pieces))).await.unwrap();
        assert_eq!((answer.status(), made.load(Ordering::SeqCst)), (200, LONG));
    }

    async fn a_file_is_sent_under_its_name<T>() {
        let folder = std::env::temp_dir().join(format!("twinspec-upload-{}-{}", std::process::id(), std::any::type_name::<T>().len()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a \"picture\".txt");
        std::fs::write(&path, "the content").unwrap();
        let server = echoing().await;
        let file = upload::file(&path).unwrap();
        let text = transport::<T>().send(&put(&server.url(), file.clone())).await.unwrap();
        let text = text.text().unwrap();
        assert!(text.contains("\r\ncontent-length: 11\r\n") && text.ends_with("\r\n\r\nthe content"), "{text}");

        // The same again, now as a part.
        let request = multipart(&server.url(), file.content_type("text/plain"));
        let answer = transport::<T>().send(&request).await.unwrap();
        let text = answer.text().unwrap();
        let part = "form-data; name=\"file\"; filename=\"a %22picture%22.txt\"\r\nContent-Type: text/plain\r\n\r\nthe content\r\n--";
        assert!(text.contains(part) && text.contains("\r\ncontent-length: "), "{text}");

        // It grows, and it shrinks.
        let file = upload::file(&path).unwrap();
        std::fs::write(&path, "the content and more").unwrap();
        let answer = transport::<T>().send(&put(&server.url(), file.clone())).await.unwrap();
        assert!(answer.text().unwrap().ends_with("\r\n\r\nthe content"));
        std::fs::write(&path, "the").unwrap();
        let error = transport::<T>().send(&put(&server.url(), file.clone())).await.unwrap_err();
        assert_eq!((error.kind(), &*words(&error)), (LocalErrorKind::Body, "the stream of the body ended after 3 of its 11 bytes"));
        std::fs::remove_dir_all(&folder).unwrap();
        let error = transport::<T>().send(&put(&server.url(), file)).await.unwrap_err();
        assert_eq!(error.kind(), LocalErrorKind::Body);
        assert!(words(&error).starts_with("the stream of the body failed after 0 bytes: "), "{}", words(&error));
        assert!(upload::file(&path).is_err() && upload::file(std::env::temp_dir()).is_err());
    }

    async fn what_a_reader_reads_is_a_body<T>() {
        let server = echoing().await;
        let request = put(&server.url(), upload::reader(&b"read"[..]));
        let answer = transport::<T>().send(&request).await.unwrap();
        let text = answer.text().unwrap();
        assert!(text.contains("\r\ntransfer-encoding: chunked\r\n") && text.ends_with("\r\n\r\nread"), "{text}");
    }

    async fn a_stream_that_fails_ends_the_request_unfinished<T>() {
        for length in [None, Some(LONG)] {
            let (sender, mut ends) = unbounded_channel();
            let server = Server::start(move |_, mut peer| {
                let sender = sender.clone();
                async move {
                    let mut body = Vec::new();
                    if let Some(head) = peer.head().await {
                        while peer.append(&head, &mut body).await {}
                    }
                    sender.send(body.len()).unwrap_or_default();
                }
            })
            .await;
            let broken = stream::iter([Ok("begin"), Err("the disk is gone")]);
            let mut content = Upload::stream(broken);
            if let Some(length) = length {
                content = content.length(length);
            }
            let error = transport::<T>().send(&put(&server.url(), content)).await.unwrap_err();
            assert_eq!(error.kind(), LocalErrorKind::Body);
            assert_eq!(words(&error), "the stream of the body failed after 5 bytes: the disk is gone");
            assert!(ends.recv().await.unwrap() <= 5);
        }
    }

    async fn a_stream_that_fails_is_named_over_http_2_too<T>() {
        let authority = Authority::new();
        let server = authority.server("localhost", &["h2"]).await;
        let url = format!("https://localhost:{}", server.address().port());
        let transport = T::build(&settings().root_certificate(authority.root())).unwrap();
        let broken = stream::iter([Ok("begin"), Err("the disk is gone")]);
        let error = transport.send(&put(&url, Upload::stream(broken))).await.unwrap_err();
        assert_eq!(error.kind(), LocalErrorKind::Body, "{}", words(&error));
    }

    async fn a_server_can_answer_before_the_body_is_there<T>() {
        let server = Server::start(|_, mut peer| async move {
            peer.head().await;
            peer.write("HTTP/1.1 413 Content Too Large\r\nContent-Length: 4\r\nConnection: close\r\n\r\nlong").await;
            peer.closed().await;
        })
        .await;
        let request = put(&server.url(), Upload::stream(counted(LONG).0));
        let answer = transport::<T>().send(&request).await.unwrap();
        assert_eq!((answer.status(), answer.body()), (413, b"long".as_slice()));
    }

    async fn a_server_is_not_silent_while_it_takes_the_body_or_waits_for_it<T>() {
        let server = echoing().await;
        let transport = T::build(&settings().read_timeout(Duration::from_millis(200))).unwrap();
        // Longer in all than the server may be silent.
        let slow = stream::unfold(0, |count| async move {
            tokio::time::sleep(Duration::from_millis(if count == 1 { 400 } else { 50 })).await;
            (count < 4).then_some((Ok::<_, std::io::Error>("x"), count + 1))
        });
        let answer = transport.send(&put(&server.url(), Upload::stream(slow))).await.unwrap();
        assert!(answer.text().unwrap().ends_with("\r\n\r\nxxxx"));
    }

    async fn a_server_that_does_not_take_the_body_is_silent<T>() {
        let server = Server::start(|_, mut peer| async move {
            peer.head().await;
            std::future::pending::<()>().await;
        })
        .await;
        let transport = T::build(&settings().read_timeout(Duration::from_millis(200))).unwrap();
        let error = transport.send(&put(&server.url(), Upload::stream(counted(LONG).0))).await.unwrap_err();
        assert_eq!(error.kind(), LocalErrorKind::Timeout, "{}", words(&error));
    }

    async fn what_could_not_be_sent_is_still_there<T>() {
        let request = put("http://127.0.0.1:1", Upload::stream(stream::iter([Ok::<_, std::io::Error>("x")])));
        assert_eq!(transport::<T>().send(&request).await.unwrap_err().kind(), LocalErrorKind::Connect);
        let request = request.streamed_body().unwrap().clone();
        assert!(matches!(futures_util::StreamExt::next(&mut request.pieces()).await, Some(Ok(piece)) if piece == "x"));
    }
}
