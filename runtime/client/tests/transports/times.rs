//! How long a server may be silent.

use std::time::Duration;

use tokio::time::sleep;
use twinspec_core::LocalErrorKind;

use crate::requests::{get, post, settings, words};
use crate::server::{OK, Server};

over_each! {
    async fn a_server_that_never_answers_is_silent<T>() {
        let server = Server::answering("").await;
        let transport = T::build(&settings().read_timeout(Duration::from_millis(50))).unwrap();
        let error = transport.send(&post(&server.url())).await.unwrap_err();
        assert_eq!((error.kind(), error.status()), (LocalErrorKind::Timeout, None));
        assert!(words(&error).ends_with("was silent for 50ms"), "{}", words(&error));
    }

    async fn a_server_that_stops_in_the_body_is_silent<T>() {
        let server = Server::answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n1234567").await;
        let transport = T::build(&settings().read_timeout(Duration::from_millis(50))).unwrap();
        let error = transport.send(&get(&server.url())).await.unwrap_err();
        assert_eq!((error.kind(), error.status()), (LocalErrorKind::Timeout, Some(200)));
        assert!(words(&error).contains("was silent for 50ms after 7 bytes of the body"), "{}", words(&error));
    }

    async fn a_server_that_is_slow_but_not_silent_is_waited_for<T>() {
        let server = Server::start(|_, mut peer| async move {
            peer.request().await;
            for piece in ["HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n", "1", "2", "3"] {
                sleep(Duration::from_millis(300)).await;
                peer.write(piece).await;
            }
        })
        .await;
        let transport = T::build(&settings().read_timeout(Duration::from_millis(900))).unwrap();
        assert_eq!(transport.send(&get(&server.url())).await.unwrap().body(), b"123");
    }

    async fn times_without_end_are_fine<T>() {
        let server = Server::answering(OK).await;
        let settings = settings().connect_timeout(Duration::MAX).read_timeout(Duration::MAX);
        let transport = T::build(&settings).unwrap();
        transport.send(&get(&server.url())).await.unwrap();
    }
}
