//! TLS: which servers are trusted, and what is spoken with them.

use std::time::Duration;

use twinspec_core::LocalErrorKind;

use crate::authority::Authority;
use crate::requests::{get, post, settings, words};
use crate::server::Server;

fn url(server: &Server) -> String {
    format!("https://{}", server.address())
}

over_each! {
    async fn http2_is_spoken_where_a_server_offers_it<T>() {
        let authority = Authority::new();
        let server = authority.server("127.0.0.1", &["h2", "http/1.1"]).await;
        let transport = T::build(&settings().root_certificate(authority.root())).unwrap();
        for request in [get(&url(&server)), post(&url(&server)), get(&url(&server))] {
            assert_eq!(transport.send(&request).await.unwrap().body(), b"HTTP/2.0");
        }
        assert_eq!(server.connections(), 1);
        // Any number of requests at once share the connection.
        let request = get(&url(&server));
        let (one, other) = tokio::join!(transport.send(&request), transport.send(&request));
        assert_eq!((one.unwrap().status(), other.unwrap().status()), (200, 200));
        assert_eq!(server.connections(), 1);
    }

    async fn http1_is_spoken_elsewhere<T>() {
        let authority = Authority::new();
        let transport = T::build(&settings().root_certificate(authority.root())).unwrap();
        for protocols in [&["http/1.1"] as &[_], &[]] {
            let server = authority.server("127.0.0.1", protocols).await;
            for _ in 0..2 {
                assert_eq!(transport.send(&get(&url(&server))).await.unwrap().body(), b"HTTP/1.1");
            }
            assert_eq!(server.connections(), 1);
        }
    }

    async fn any_of_the_given_roots_is_trusted<T>() {
        let (one, other) = (Authority::new(), Authority::new());
        let bundle = format!("a comment\n{}\n{}", Authority::new().root(), one.root());
        let transport = T::build(&settings().root_certificate(bundle).root_certificate(other.root())).unwrap();
        for authority in [one, other] {
            let server = authority.server("127.0.0.1", &["h2"]).await;
            assert_eq!(transport.send(&get(&url(&server))).await.unwrap().status(), 200);
        }
    }

    async fn a_server_of_another_authority_is_not_trusted<T>() {
        let server = Authority::new().server("127.0.0.1", &["h2"]).await;
        let transport = T::build(&settings().root_certificate(Authority::new().root())).unwrap();
        let error = transport.send(&post(&url(&server))).await.unwrap_err();
        assert_eq!(error.kind(), LocalErrorKind::Connect);
        let words = words(&error);
        assert!(words.contains("could not be reached") && words.contains("UnknownIssuer"), "{words}");
    }

    async fn the_certificate_of_another_host_is_not_accepted<T>() {
        let authority = Authority::new();
        let server = authority.server("other.example", &["h2"]).await;
        let transport = T::build(&settings().root_certificate(authority.root())).unwrap();
        let error = transport.send(&post(&url(&server))).await.unwrap_err();
        assert_eq!(error.kind(), LocalErrorKind::Connect);
        assert!(words(&error).contains("not valid for name"), "{}", words(&error));
    }

    async fn a_server_that_does_not_speak_tls_is_no_connection<T>() {
        let server = Server::answering("").await;
        let timeout = Duration::from_millis(100);
        let transport = T::build(&settings().root_certificate(Authority::new().root()).connect_timeout(timeout)).unwrap();
        let error = transport.send(&post(&url(&server))).await.unwrap_err();
        assert_eq!(error.kind(), LocalErrorKind::Connect);
        assert!(error.to_string().ends_with("could not be reached within 100ms"), "{error}");
    }

    async fn a_root_certificate_of_no_use_is_named_at_once<T>() {
        let good = Authority::new().root();
        let body = good.lines().nth(2).unwrap();
        for (pem, fault) in [
            (String::new(), "root certificate 2 of 2 is of no use: it has no line `-----BEGIN CERTIFICATE-----`"),
            ("secret".to_owned(), "it has no line `-----BEGIN CERTIFICATE-----`"),
            (good.replace(body, "?"), "is not Base64"),
            (good.replace("-----END", "-----FIN"), "has no `-----END`"),
            (good.replace(body, ""), "could not be set up"),
        ] {
            let error = T::build(&settings().root_certificate(good.clone()).root_certificate(pem)).map(drop).unwrap_err();
            let words = words(&error);
            assert!(words.contains(fault) && !words.contains("secret"), "{words}");
        }
    }

    async fn a_server_that_asks_for_a_certificate_gets_that_of_the_client<T>() {
        let authority = Authority::new();
        for protocols in [&["h2"], &["http/1.1"]] {
            let server = authority.server_of_clients("127.0.0.1", protocols).await;
            let settings = settings().root_certificate(authority.root());
            let certified = T::build(&settings.clone().client_certificate(authority.client())).unwrap();
            assert_eq!(certified.send(&get(&url(&server))).await.unwrap().status(), 200);
            for nobody in [settings.clone(), settings.client_certificate(Authority::new().client())] {
                let nobody = T::build(&nobody).unwrap();
                nobody.send(&get(&url(&server))).await.unwrap_err();
            }
        }
    }

    async fn a_client_certificate_of_no_use_is_named_at_once<T>() {
        let good = Authority::new().client();
        let certificate = good.split_inclusive("-----END CERTIFICATE-----").next().unwrap().to_owned();
        let key = good.strip_prefix(&certificate).unwrap().to_owned();
        let body = key.lines().nth(2).unwrap().to_owned();
        for (pem, fault) in [
            (key, "the client certificate is of no use: it has no line `-----BEGIN CERTIFICATE-----`, as PEM has"),
            (certificate, "it has no private key after the certificate"),
            (good.replace(&body, "?"), "is not Base64"),
        ] {
            let settings = settings().client_certificate(pem.clone());
            assert!(!format!("{settings:?}").contains(&body), "{settings:?}");
            let error = T::build(&settings).map(drop).unwrap_err();
            let words = words(&error);
            assert!(words.contains(fault) && !words.contains(&body), "{words}");
        }
    }
}
