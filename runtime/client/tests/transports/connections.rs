//! How connections are made, used again and given up.

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use tokio::sync::mpsc::unbounded_channel;
use tokio::task::JoinSet;
use twinspec_core::LocalErrorKind;

use crate::requests::{Built, get, post, put, settings, transport, words};
use crate::server::{OK, Server};

over_each! {
    async fn one_connection_serves_one_request_after_the_other<T>() {
        let server = Server::answering(OK).await;
        let transport = transport::<T>();
        for _ in 0..3 {
            transport.send(&get(&server.url())).await.unwrap();
            transport.clone().send(&post(&server.url())).await.unwrap();
        }
        assert_eq!(server.connections(), 1);
    }

    async fn one_transport_serves_several_servers<T>() {
        let (one, other) = (Server::answering(OK).await, Server::answering(OK).await);
        let transport = transport::<T>();
        for server in [&one, &other, &one, &other] {
            transport.send(&get(&server.url())).await.unwrap();
        }
        assert_eq!((one.connections(), other.connections()), (1, 1));
    }

    async fn a_server_that_closes_after_an_answer_is_connected_to_again<T>() {
        let (sender, mut closed) = unbounded_channel();
        let server = Server::start(move |_, mut peer| {
            let sender = sender.clone();
            async move {
                peer.request().await;
                peer.write(OK).await;
                peer.close().await;
                sender.send(()).unwrap_or_default();
            }
        })
        .await;
        let transport = transport::<T>();
        for connections in 1..=3 {
            // A write, which must not be sent twice.
            transport.send(&post(&server.url())).await.unwrap();
            // Now the transport knows that the connection in its pool is closed.
            closed.recv().await;
            assert_eq!(server.connections(), connections);
        }
    }

    async fn a_request_that_a_kept_connection_carried_is_not_sent_again<T>() {
        let (sender, mut requests) = unbounded_channel();
        let server = Server::start(move |number, mut peer| {
            let sender = sender.clone();
            async move {
                for answer in [OK, ""] {
                    if peer.request().await.is_some() {
                        sender.send(number).unwrap_or_default();
                        peer.write(answer).await;
                    }
                }
            }
        })
        .await;
        let transport = transport::<T>();
        transport.send(&post(&server.url())).await.unwrap();
        let error = transport.send(&post(&server.url())).await.unwrap_err();
        assert_eq!(error.kind(), LocalErrorKind::Transport, "{}", words(&error));
        requests.close();
        let mut received = Vec::new();
        while let Some(connection) = requests.recv().await {
            received.push(connection);
        }
        assert_eq!(received, [1, 1]);
    }

    async fn no_connection_is_claimed_only_if_nothing_was_carried<T>() {
        let (sender, mut carried) = unbounded_channel();
        let server = Server::start(move |_, peer| {
            let sender = sender.clone();
            async move {
                let bytes = peer.close().await;
                sender.send(bytes).unwrap_or_default();
            }
        })
        .await;
        for _ in 0..20 {
            let error = transport::<T>().send(&post(&server.url())).await.unwrap_err();
            let bytes = carried.recv().await.unwrap();
            match error.kind() {
                LocalErrorKind::Connect => assert_eq!(bytes, 0, "{}", words(&error)),
                kind => assert_eq!(kind, LocalErrorKind::Transport, "{}", words(&error)),
            }
        }
    }

    async fn a_port_without_a_server_cannot_be_reached<T>() {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let url = format!("http://{address}");
        let error = transport::<T>().send(&post(&url)).await.unwrap_err();
        assert_eq!(error.kind(), LocalErrorKind::Connect);
        let words = words(&error);
        assert!(words.starts_with(&format!("{url} could not be reached: ")), "{words}");
        assert!(words.to_lowercase().contains("refused"), "{words}");
    }

    async fn a_connection_that_is_not_accepted_in_time_is_no_connection<T>() {
        let Some((listener, address, _kept)) = full() else {
            println!("SKIPPED: this system accepts connections without end");
            return;
        };
        let timeout = Duration::from_millis(100);
        let transport = T::build(&settings().connect_timeout(timeout)).unwrap();
        let error = transport.send(&post(&format!("http://{address}"))).await.unwrap_err();
        assert_eq!(error.kind(), LocalErrorKind::Connect, "{}", words(&error));
        assert!(error.to_string().ends_with("could not be reached within 100ms"), "{error}");
        drop(listener);
    }

    async fn a_call_that_is_dropped_closes_its_connection<T>() {
        // In the head of the answer, and in its body.
        for begin in ["", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegin"] {
            let (sender, mut events) = unbounded_channel();
            let server = Server::start(move |_, mut peer| {
                let sender = sender.clone();
                async move {
                    if peer.request().await.is_some() {
                        peer.write(begin).await;
                        sender.send("request").unwrap_or_default();
                        peer.closed().await;
                        sender.send("closed").unwrap_or_default();
                    }
                }
            })
            .await;
            let transport = transport::<T>();
            let request = put(&server.url(), vec![0; 10]);
            tokio::select! {
                answer = transport.send(&request) => panic!("{answer:?}"),
                event = events.recv() => assert_eq!(event, Some("request")),
            }
            assert_eq!(events.recv().await, Some("closed"));
        }
    }

    async fn a_hundred_calls_at_once_get_their_own_answers<T>() {
        let server = Server::start(|_, mut peer| async move {
            while let Some(request) = peer.request().await {
                let length = request.body.len();
                let digits = length.to_string().len();
                peer.write(format!("HTTP/1.1 200 OK\r\nContent-Length: {digits}\r\n\r\n{length}")).await;
            }
        })
        .await;
        let transport = transport::<T>();
        for _ in 0..2 {
            let mut calls = JoinSet::new();
            for number in 0..100 {
                let (transport, url) = (transport.clone(), server.url());
                calls.spawn(async move {
                    let response = transport.send(&put(&url, vec![0; number])).await.unwrap();
                    assert_eq!(response.body(), number.to_string().as_bytes());
                });
            }
            while let Some(call) = calls.join_next().await {
                call.unwrap();
            }
        }
        assert!(server.connections() <= 200);
    }
}

#[cfg(feature = "reqwest")]
#[test]
fn outside_of_a_runtime_reqwest_transport_fails_and_does_not_panic() {
    without_a_runtime::<twinspec_client::ReqwestTransport>();
}

#[cfg(feature = "hyper")]
#[test]
fn outside_of_a_runtime_hyper_transport_fails_and_does_not_panic() {
    without_a_runtime::<twinspec_client::HyperTransport>();
}

fn without_a_runtime<T: Built>() {
    let transport = transport::<T>();
    let request = get("http://127.0.0.1:1");
    let mut call = transport.send(&request);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(answer) = call.as_mut().poll(&mut context) else { panic!("it waits") };
    let error = answer.unwrap_err();
    assert_eq!(error.kind(), LocalErrorKind::Connect);
    assert!(error.to_string().contains("outside of a `tokio` runtime"), "{error}");
}

/// A server that accepts no more connections, and those that it has.
fn full() -> Option<(TcpListener, SocketAddr, Vec<std::net::TcpStream>)> {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap().into_std().unwrap();
    let address = listener.local_addr().unwrap();
    let mut kept = Vec::new();
    while kept.len() < 16 {
        match std::net::TcpStream::connect_timeout(&address, Duration::from_millis(100)) {
            Ok(stream) => kept.push(stream),
            Err(_) => return Some((listener, address, kept)),
        }
    }
    None
}
