//! HTTP/2 and HTTPS.

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

use crate::common::{V3, start};

/// A signed call over HTTP/2.
async fn call(stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static, scheme: &str) -> (u16, serde_json::Value) {
    let answer = send(stream, scheme, V3::send_parcel(&[])).await;
    let status = answer.status().as_u16();
    let body = answer.into_body().collect().await.expect("a body").to_bytes();
    (status, serde_json::from_slice(&body).expect("JSON"))
}

async fn send(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    scheme: &str,
    call: V3,
) -> hyper::Response<Incoming> {
    let (mut client, connection) =
        http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await.expect("HTTP/2 is spoken");
    tokio::spawn(connection);
    let uri = format!("{scheme}://parcels.example.com{}", call.target());
    let mut request = hyper::Request::builder().method("POST").uri(uri);
    // HTTP/2 has `:authority` in the place of `host`.
    for (name, value) in call.signed_headers().iter().filter(|(name, _)| name != "host") {
        request = request.header(name, value);
    }
    let request = request.body(Full::new(Bytes::from(call.body))).expect("a request");
    client.send_request(request).await.expect("an answer")
}

#[tokio::test]
async fn http_2_is_spoken_on_the_same_port() {
    let mock = start().await;
    let stream = TcpStream::connect(mock.addr()).await.expect("a server listens");
    let (status, body) = call(stream, "http").await;
    assert_eq!(status, 200, "{body}");
}

#[tokio::test]
async fn an_answer_over_http_2_can_end_in_its_middle_too() {
    let mock = start().await;
    mock.force_with("SendParcel", &twinspec_alibaba::mock::Force::truncate()).expect("the operation is served");
    let stream = TcpStream::connect(mock.addr()).await.expect("a server listens");
    let answer = send(stream, "http", V3::send_parcel(&[])).await;
    assert_eq!(answer.status().as_u16(), 200);
    assert!(answer.into_body().collect().await.is_err());
}

#[tokio::test]
async fn a_body_over_http_2_has_the_same_limit() {
    let mock = start().await;
    for (length, status) in [(1024 * 1024, 200), (4 * 1024 * 1024, 413)] {
        let stream = TcpStream::connect(mock.addr()).await.expect("a server listens");
        let mut large = V3::send_parcel(&[]);
        large.body = "a".repeat(length);
        assert_eq!(send(stream, "http", large).await.status().as_u16(), status);
    }
}

#[cfg(feature = "program")]
mod https {
    use std::sync::Arc;

    use serde_json::json;
    use twinspec_alibaba::mock::Mock;
    use twinspec_alibaba::mock::identity::{AccessKey, Account, Identity, User};
    use twinspec_alibaba::mock::ram::Policy;

    use tokio_rustls::TlsConnector;
    use tokio_rustls::client::TlsStream;
    use tokio_rustls::rustls::crypto::ring;
    use tokio_rustls::rustls::pki_types::pem::PemObject;
    use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
    use tokio_rustls::rustls::{ClientConfig, RootCertStore};

    use super::*;
    use crate::common::{builder, exchange};

    async fn connect(address: std::net::SocketAddr, roots: &[&str]) -> std::io::Result<TlsStream<TcpStream>> {
        connect_to("localhost", address, roots).await
    }

    async fn connect_to(
        name: &str,
        address: std::net::SocketAddr,
        roots: &[&str],
    ) -> std::io::Result<TlsStream<TcpStream>> {
        let mut store = RootCertStore::empty();
        for root in roots {
            let root = CertificateDer::from_pem_slice(root.as_bytes()).expect("PEM");
            store.add(root).expect("a certificate");
        }
        let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_root_certificates(store)
            .with_no_client_auth();
        config.alpn_protocols = vec![b"h2".to_vec()];
        let name = ServerName::try_from(name.to_owned()).expect("a name");
        TlsConnector::from(Arc::new(config)).connect(name, TcpStream::connect(address).await?).await
    }

    #[tokio::test]
    async fn whoever_trusts_the_authority_of_the_mock_is_served_over_https_and_over_http_too() {
        let mock = builder().https().start().await.expect("the mock starts");
        assert!(mock.url().starts_with("https://127.0.0.1:"), "{}", mock.url());
        let root = mock.root_certificate().expect("a certificate").to_owned();
        let stream = connect(mock.addr(), &[&root]).await.expect("the certificate is trusted");
        let (status, body) = call(stream, "https").await;
        assert_eq!(status, 200, "{body}");
        assert_eq!(exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await.status, 200);
        assert!(start().await.root_certificate().is_none());
    }

    #[tokio::test]
    async fn a_client_may_take_the_mock_for_any_host() {
        let mock = builder().https().start().await.expect("the mock starts");
        let root = mock.root_certificate().expect("a certificate").to_owned();
        for name in ["sts.cn-hangzhou.aliyuncs.com", "127.0.0.1", "sts.cn-hangzhou.aliyuncs.com"] {
            let stream = connect_to(name, mock.addr(), &[&root]).await.expect("the certificate is for that host");
            assert_eq!(call(stream, "https").await.0, 200, "{name}");
        }
    }

    #[tokio::test]
    async fn policies_know_whether_a_call_came_over_https() {
        let policy = Policy::from_json(&json!({ "Version": "1", "Statement": [{
            "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": { "Bool": { "acs:SecureTransport": "true" } },
        }] }));
        let user =
            User::new("alice").access_key(AccessKey::new("testid", "testsecret")).policy(policy.expect("a policy"));
        let identity = Identity::new().account(Account::new("1234567890123456").user(user));
        let mock: Mock = builder().identity(identity).https().start().await.expect("the mock starts");
        let root = mock.root_certificate().expect("a certificate").to_owned();
        let stream = connect(mock.addr(), &[&root]).await.expect("the certificate is trusted");
        let (status, body) = call(stream, "https").await;
        assert_eq!(status, 200, "{body}");
        assert_eq!(exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await.code(), "NoPermission");
    }

    #[tokio::test]
    async fn another_authority_is_not_that_of_the_mock() {
        let (mock, other) = (builder().https().start().await, builder().https().start().await);
        let (mock, other) = (mock.expect("the mock starts"), other.expect("the mock starts"));
        let root = other.root_certificate().expect("a certificate").to_owned();
        assert!(connect(mock.addr(), &[&root]).await.is_err());
    }
}
