//! Proxies, as the environment names them.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::TcpStream;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use twinspec_client::{Environment, TransportSettings};
use twinspec_core::LocalErrorKind;

use crate::authority::Authority;
use crate::requests::{get, post, settings, words};
use crate::server::{OK, Peer, Server};

/// A host that only a proxy knows.
const HOST: &str = "service.invalid";

fn behind(variables: &[(&str, &str)]) -> TransportSettings {
    let variables = variables.iter().copied().chain([("UNRELATED", "x")]);
    settings().environment(Environment::given(variables)).connect_timeout(Duration::from_millis(500))
}

/// A proxy that answers every request itself, and what it was asked.
async fn forwarding() -> (Server, UnboundedReceiver<String>) {
    let (sender, requests) = unbounded_channel();
    let server = Server::start(move |_, mut peer| {
        let sender = sender.clone();
        async move {
            while let Some(request) = peer.request().await {
                sender.send(request.head).unwrap_or_default();
                peer.write(OK).await;
            }
        }
    })
    .await;
    (server, requests)
}

/// A proxy that tunnels to one server whatever it is asked for, and what it was asked.
async fn tunnelling(to: Server) -> (Server, UnboundedReceiver<String>) {
    let (sender, requests) = unbounded_channel();
    let server = Server::start(move |_, mut peer| {
        let (sender, to) = (sender.clone(), to.address());
        async move {
            let Some(request) = peer.request().await else { return };
            sender.send(request.head).unwrap_or_default();
            peer.write("HTTP/1.1 200 Connection established\r\n\r\n").await;
            pipe(peer, to).await;
        }
    })
    .await;
    (server, requests)
}

/// A proxy that speaks SOCKS5 (RFC 1928), and the hosts and ports it was asked for.
async fn socks(to: Server) -> (Server, UnboundedReceiver<(String, u16)>) {
    let (sender, requests) = unbounded_channel();
    let server = Server::start(move |_, peer| {
        let (sender, to) = (sender.clone(), to.address());
        async move {
            let mut io = peer.into_io();
            let mut greeting = [0; 3];
            io.read_exact(&mut greeting).await.unwrap();
            assert_eq!(greeting, [5, 1, 0]);
            io.write_all(&[5, 0]).await.unwrap();
            let mut head = [0; 5];
            io.read_exact(&mut head).await.unwrap();
            assert_eq!(head[..4], [5, 1, 0, 3]);
            let mut host = vec![0; usize::from(head[4])];
            io.read_exact(&mut host).await.unwrap();
            let port = io.read_u16().await.unwrap();
            sender.send((String::from_utf8(host).unwrap(), port)).unwrap_or_default();
            io.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).await.unwrap();
            pipe(Peer::new(io), to).await;
        }
    })
    .await;
    (server, requests)
}

async fn pipe(peer: Peer, to: std::net::SocketAddr) {
    let mut stream = TcpStream::connect(to).await.unwrap();
    // Whatever ends it.
    let _ = copy_bidirectional(&mut peer.into_io(), &mut stream).await;
}

over_each! {
    async fn requests_by_http_are_passed_on_by_the_proxy<T>() {
        let (proxy, mut requests) = forwarding().await;
        for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
            let transport = T::build(&behind(&[(name, &proxy.url())])).unwrap();
            transport.send(&post(&format!("http://{HOST}"))).await.unwrap();
            let head = requests.recv().await.unwrap();
            assert!(head.starts_with("POST http://service.invalid/path HTTP/1.1\r\n"), "{head}");
            assert!(head.contains("\r\nhost: service.invalid\r\n"), "{head}");
        }
    }

    async fn a_proxy_gets_the_credentials_of_its_url<T>() {
        let (proxy, mut requests) = forwarding().await;
        let url = format!("http://user:p%40ss@{}", proxy.address());
        let transport = T::build(&behind(&[("http_proxy", &url)])).unwrap();
        assert!(!format!("{:?}", behind(&[("http_proxy", &url)])).contains("p%40ss"));
        transport.send(&get(&format!("http://{HOST}:8080"))).await.unwrap();
        let head = requests.recv().await.unwrap();
        assert!(head.starts_with("GET http://service.invalid:8080/path HTTP/1.1\r\n"), "{head}");
        assert!(head.contains("\r\nproxy-authorization: Basic dXNlcjpwQHNz\r\n"), "{head}");
    }

    async fn requests_by_https_go_through_a_tunnel<T>() {
        let authority = Authority::new();
        let server = authority.server(HOST, &["h2", "http/1.1"]).await;
        let (proxy, mut requests) = tunnelling(server.clone()).await;
        let url = format!("http://user:pass@{}", proxy.address());
        let settings = behind(&[("https_proxy", &url), ("http_proxy", "http://127.0.0.1:1")]);
        let transport = T::build(&settings.root_certificate(authority.root())).unwrap();
        for _ in 0..2 {
            assert_eq!(transport.send(&post(&format!("https://{HOST}"))).await.unwrap().body(), b"HTTP/2.0");
        }
        let head = requests.recv().await.unwrap();
        assert!(head.starts_with("CONNECT service.invalid:443 HTTP/1.1\r\n"), "{head}");
        assert!(head.contains("\r\nProxy-Authorization: Basic dXNlcjpwYXNz\r\n"), "{head}");
        assert!(!head.contains("authorization: Signature"), "{head}");
        assert_eq!((server.connections(), proxy.connections()), (1, 1));
    }

    async fn a_proxy_can_be_spoken_to_by_tls<T>() {
        let authority = Authority::new();
        let acceptor = authority.acceptor("localhost", &[]);
        let (plain, mut requests) = forwarding().await;
        let to = plain.address();
        let proxy = Server::start(move |_, peer| {
            let acceptor = acceptor.clone();
            async move { pipe(Peer::new(acceptor.accept(peer.into_io()).await.unwrap()), to).await }
        })
        .await;
        let url = format!("https://localhost:{}", proxy.address().port());
        let transport = T::build(&behind(&[("http_proxy", &url)]).root_certificate(authority.root())).unwrap();
        transport.send(&post(&format!("http://{HOST}"))).await.unwrap();
        assert!(requests.recv().await.unwrap().starts_with("POST http://service.invalid/path HTTP/1.1\r\n"));
    }

    async fn a_socks_proxy_looks_the_host_up_itself<T>() {
        let authority = Authority::new();
        let (plain, secure) = (Server::answering(OK).await, authority.server(HOST, &["h2"]).await);
        for (scheme, port, server) in [("http", 80, plain), ("https", 443, secure)] {
            let (proxy, mut requests) = socks(server).await;
            let settings = behind(&[("all_proxy", &format!("socks5h://{}", proxy.address()))]);
            let transport = T::build(&settings.root_certificate(authority.root())).unwrap();
            let response = transport.send(&post(&format!("{scheme}://{HOST}"))).await;
            assert_eq!(response.unwrap().status(), 200);
            assert_eq!(requests.recv().await.unwrap(), (HOST.to_owned(), port));
        }
    }

    async fn a_proxy_that_refuses_is_no_connection<T>() {
        let proxy = Server::answering("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n").await;
        let settings = behind(&[("https_proxy", &proxy.url())]).root_certificate(Authority::new().root());
        let transport = T::build(&settings).unwrap();
        let error = transport.send(&post(&format!("https://{HOST}"))).await.unwrap_err();
        assert_eq!(error.kind(), LocalErrorKind::Connect);
        assert!(words(&error).contains("proxy authorization required"), "{}", words(&error));
    }

    async fn lower_case_counts_before_upper_case_and_the_scheme_before_all<T>() {
        let (proxy, mut requests) = forwarding().await;
        let unused = "http://127.0.0.1:1";
        let variables = [("http_proxy", &*proxy.url()), ("HTTP_PROXY", unused), ("all_proxy", unused)];
        let transport = T::build(&behind(&variables)).unwrap();
        transport.send(&get(&format!("http://{HOST}"))).await.unwrap();
        requests.recv().await.unwrap();
    }

    async fn what_no_proxy_lists_is_reached_past_the_proxy<T>() {
        let (proxy, _requests) = forwarding().await;
        // TEST-NET-1 of RFC 5737, where nobody answers.
        let timeout = Duration::from_millis(50);
        for no in ["192.0.2.1", "example.com, 192.0.2.0/24", "*"] {
            for name in ["no_proxy", "NO_PROXY"] {
                let settings = behind(&[("http_proxy", &proxy.url()), (name, no)]);
                let transport = T::build(&settings.connect_timeout(timeout)).unwrap();
                let error = transport.send(&get("http://192.0.2.1")).await.unwrap_err();
                assert_eq!(error.kind(), LocalErrorKind::Connect, "{}", words(&error));
            }
        }
        assert_eq!(proxy.connections(), 0);
    }

    async fn this_machine_is_always_reached_past_the_proxy<T>() {
        let (proxy, _requests) = forwarding().await;
        let server = Server::answering(OK).await;
        let transport = T::build(&behind(&[("ALL_PROXY", &proxy.url())])).unwrap();
        for host in ["127.0.0.1", "localhost"] {
            transport.send(&get(&format!("http://{host}:{}", server.address().port()))).await.unwrap();
        }
        assert_eq!((proxy.connections(), server.connections()), (0, 2));
    }

    async fn a_direct_server_is_reached_past_the_proxy<T>() {
        let (proxy, _requests) = forwarding().await;
        // TEST-NET-1 of RFC 5737, where nobody answers.
        let settings = behind(&[("http_proxy", &proxy.url()), ("no_proxy", "example.com")]);
        for direct in ["192.0.2.1", "192.0.2.0/24"] {
            let settings = settings.clone().direct("example.org").direct(direct);
            let transport = T::build(&settings.connect_timeout(Duration::from_millis(50))).unwrap();
            let error = transport.send(&get("http://192.0.2.1")).await.unwrap_err();
            assert_eq!(error.kind(), LocalErrorKind::Connect, "{}", words(&error));
        }
        assert_eq!(proxy.connections(), 0);
    }

    async fn the_upper_case_variable_is_not_read_in_a_cgi_program<T>() {
        let (proxy, _requests) = forwarding().await;
        let variables = [("HTTP_PROXY", &*proxy.url()), ("REQUEST_METHOD", "GET")];
        let transport = T::build(&behind(&variables)).unwrap();
        let error = transport.send(&get("http://192.0.2.1")).await.unwrap_err();
        assert_eq!(error.kind(), LocalErrorKind::Connect);
        assert_eq!(proxy.connections(), 0);
    }

    async fn a_proxy_of_no_use_is_named_without_its_password<T>() {
        for value in ["ftp://user:secret@host", "socks4://user:secret@host", "http://user:secret@", "a b:secret"] {
            let error = T::build(&behind(&[("HTTPS_PROXY", value)])).map(drop).unwrap_err();
            let words = words(&error);
            assert!(words.contains("the variable HTTPS_PROXY is not a URL of a proxy"), "{words}");
            assert!(!words.contains("secret"), "{words}");
        }
        // One that is never asked does no harm.
        let variables = [("http_proxy", "http://h"), ("https_proxy", "http://h"), ("all_proxy", "socks4://h")];
        assert!(T::build(&behind(&variables)).is_ok());
    }
}
