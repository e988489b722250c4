//! How answers are read, whole and broken.

use twinspec_core::LocalErrorKind;

use crate::requests::{get, head, post, put, settings, transport, words};
use crate::server::{OK, Server};

over_each! {
    async fn status_headers_and_body_come_as_they_were_sent<T>() {
        let server = Server::answering("HTTP/1.1 503 Oops\r\nX-One: a\r\nx-one: b\r\nContent-Length: 3\r\n\r\nyes").await;
        let response = transport::<T>().send(&get(&server.url())).await.unwrap();
        assert_eq!((response.status(), response.body()), (503, b"yes".as_slice()));
        let headers: Vec<_> = response.headers().iter().filter(|(name, _)| *name == "x-one").collect();
        assert_eq!(headers, [("x-one", "a"), ("x-one", "b")]);
    }

    async fn the_request_comes_as_it_was_signed<T>() {
        let (sender, mut requests) = tokio::sync::mpsc::unbounded_channel();
        let server = Server::start(move |_, mut peer| {
            let sender = sender.clone();
            async move {
                while let Some(request) = peer.request().await {
                    sender.send(request).unwrap_or_default();
                    peer.write(OK).await;
                }
            }
        })
        .await;
        let transport = transport::<T>();
        let body = vec![7; 300_000];
        for request in [put(&server.url(), body), post(&server.url()), get(&server.url())] {
            transport.send(&request).await.unwrap();
            let received = requests.recv().await.unwrap();
            let line = format!("{} /path HTTP/1.1\r\n", request.method().as_str());
            assert!(received.head.starts_with(&line), "{}", received.head);
            for (name, value) in request.headers().iter() {
                assert_eq!(received.head.matches(&format!("\r\n{name}: {value}\r\n")).count(), 1, "{}", received.head);
            }
            assert_eq!(received.body, request.body());
            let length = format!("\r\ncontent-length: {}\r\n", request.body().len());
            assert_eq!(received.head.contains(&length), request.method().as_str() != "GET");
        }
    }

    async fn a_body_in_chunks_is_put_together<T>() {
        let chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nTrailer: t\r\n\r\n";
        let server = Server::answering(chunks).await;
        let transport = transport::<T>();
        for _ in 0..2 {
            assert_eq!(transport.send(&get(&server.url())).await.unwrap().body(), b"abcdefg");
        }
        assert_eq!(server.connections(), 1);
    }

    async fn a_body_without_a_length_lasts_until_the_connection_is_closed<T>() {
        let server = Server::start(|_, mut peer| async move {
            peer.request().await;
            peer.write("HTTP/1.1 200 OK\r\n\r\nall of it").await;
        })
        .await;
        assert_eq!(transport::<T>().send(&get(&server.url())).await.unwrap().body(), b"all of it");
    }

    async fn preliminary_answers_are_passed_over<T>() {
        let hints = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
        let server = Server::answering(format!("{hints}{OK}")).await;
        let response = transport::<T>().send(&post(&server.url())).await.unwrap();
        assert_eq!((response.status(), response.body()), (200, b"{}".as_slice()));
    }

    async fn an_answer_without_a_body_leaves_the_connection_usable<T>() {
        let (no_content, not_modified) = ("HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 304 Not Modified\r\nETag: e\r\n\r\n");
        let transport = transport::<T>();
        for answer in [no_content, not_modified] {
            let server = Server::answering(answer).await;
            for _ in 0..2 {
                assert!(transport.send(&get(&server.url())).await.unwrap().body().is_empty());
            }
            assert_eq!(server.connections(), 1);
        }
    }

    async fn the_answer_to_head_has_no_body_whatever_length_it_announces<T>() {
        let server = Server::answering("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n").await;
        let transport = transport::<T>();
        for _ in 0..2 {
            let response = transport.send(&head(&server.url())).await.unwrap();
            assert_eq!(response.headers().get("content-length"), Some("999999999"));
            assert!(response.body().is_empty());
        }
        assert_eq!(server.connections(), 1);
    }

    async fn a_redirect_is_an_answer_like_any_other<T>() {
        let server = Server::answering("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n").await;
        let response = transport::<T>().send(&get(&server.url())).await.unwrap();
        assert_eq!((response.status(), response.headers().get("location")), (302, Some("/elsewhere")));
    }

    async fn a_header_that_is_not_utf8_does_not_spoil_the_answer<T>() {
        let server = Server::answering(b"HTTP/1.1 200 OK\r\nx-name: \xe4\xbd\xa0\xff\r\nContent-Length: 0\r\n\r\n").await;
        let response = transport::<T>().send(&get(&server.url())).await.unwrap();
        assert_eq!(response.headers().get("x-name"), Some("\u{4f60}\u{fffd}"));
    }

    async fn a_body_that_stops_short_is_called_truncated<T>() {
        for head in ["Content-Length: 100\r\n\r\n1234567", "Transfer-Encoding: chunked\r\n\r\n7\r\n1234567\r\n"] {
            let server = Server::start(move |_, mut peer| async move {
                peer.request().await;
                peer.write(format!("HTTP/1.1 500 Oops\r\n{head}")).await;
                peer.close().await;
            })
            .await;
            let error = transport::<T>().send(&get(&server.url())).await.unwrap_err();
            assert_eq!((error.kind(), error.status()), (LocalErrorKind::Transport, Some(500)));
            let words = words(&error);
            assert!(words.contains("is truncated: the connection failed after 7 bytes"), "{words}");
            assert_eq!(server.connections(), 1);
        }
    }

    async fn what_is_not_http_is_a_failed_connection<T>() {
        let server = Server::answering("SSH-2.0-OpenSSH_9.6\r\n\r\n").await;
        let error = transport::<T>().send(&get(&server.url())).await.unwrap_err();
        assert_eq!(error.kind(), LocalErrorKind::Transport);
        assert!(words(&error).contains("before an answer came"));
    }

    async fn a_body_may_be_as_long_as_the_limit_and_no_longer<T>() {
        let whole = "Content-Length: 7\r\n\r\n1234567";
        let pieces = "Transfer-Encoding: chunked\r\n\r\n3\r\n123\r\n4\r\n4567\r\n0\r\n\r\n";
        for body in [whole, pieces] {
            let server = Server::answering(format!("HTTP/1.1 201 Created\r\n{body}")).await;
            let transport = |limit| T::build(&settings().max_response_bytes(limit)).unwrap();
            assert_eq!(transport(7).send(&get(&server.url())).await.unwrap().body(), b"1234567");
            let error = transport(6).send(&get(&server.url())).await.unwrap_err();
            assert_eq!((error.kind(), error.status()), (LocalErrorKind::TooLarge, Some(201)));
            assert!(error.to_string().contains("is longer than 6 bytes; `max_response_bytes`"), "{error}");
        }
    }

    async fn a_body_beyond_the_limit_is_not_read_to_its_end<T>() {
        let server = Server::start(|_, mut peer| async move {
            peer.request().await;
            peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").await;
            // It never ends: the test does if the client closes the connection.
            loop {
                peer.write("3\r\nabc\r\n").await;
                tokio::task::yield_now().await;
            }
        })
        .await;
        let transport = T::build(&settings().max_response_bytes(1000)).unwrap();
        let error = transport.send(&get(&server.url())).await.unwrap_err();
        assert_eq!(error.kind(), LocalErrorKind::TooLarge);
    }
}
