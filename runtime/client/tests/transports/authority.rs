//! A certificate authority, and servers with its certificates.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::server::danger::ClientCertVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

use crate::server::{Peer, Server};

pub(crate) struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let mut authority = CertificateParams::new(Vec::new()).unwrap();
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        authority.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        authority.distinguished_name.push(DnType::CommonName, format!("authority {number}"));
        Authority(CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap())
    }

    /// The root certificate, in PEM.
    pub(crate) fn root(&self) -> String {
        self.0.pem()
    }

    /// A certificate of a client and its key, in PEM.
    pub(crate) fn client(&self) -> String {
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new(["client".to_owned()]).unwrap().signed_by(&key, &self.0).unwrap();
        format!("{}{}", certificate.pem(), key.serialize_pem())
    }

    /// Accepts TLS for a host and speaks one of these protocols in it.
    pub(crate) fn acceptor(&self, host: &str, protocols: &[&str]) -> TlsAcceptor {
        self.acceptor_for(WebPkiClientVerifier::no_client_auth(), host, protocols)
    }

    /// Accepts TLS only from clients with a certificate of this authority.
    pub(crate) fn acceptor_of_clients(&self, host: &str, protocols: &[&str]) -> TlsAcceptor {
        let mut roots = RootCertStore::empty();
        roots.add(self.0.der().clone()).unwrap();
        let provider = Arc::new(ring::default_provider());
        let callers = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap();
        self.acceptor_for(callers, host, protocols)
    }

    fn acceptor_for(&self, callers: Arc<dyn ClientCertVerifier>, host: &str, protocols: &[&str]) -> TlsAcceptor {
        let server = CertificateParams::new([host.to_owned()]).unwrap();
        let key = KeyPair::generate().unwrap();
        let certificate = server.signed_by(&key, &self.0).unwrap();
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_client_cert_verifier(callers)
            .with_single_cert(vec![certificate.der().clone()], key)
            .unwrap();
        config.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
        Arc::new(config).into()
    }

    /// A server that answers with the version of HTTP that it was asked in, by the protocol that was agreed on.
    pub(crate) async fn server(&self, host: &str, protocols: &[&str]) -> Server {
        let acceptor = self.acceptor(host, protocols);
        Server::start(move |_, peer| serve(acceptor.clone(), peer)).await
    }

    /// The same, only for clients with a certificate of this authority.
    pub(crate) async fn server_of_clients(&self, host: &str, protocols: &[&str]) -> Server {
        let acceptor = self.acceptor_of_clients(host, protocols);
        Server::start(move |_, peer| serve(acceptor.clone(), peer)).await
    }
}

pub(crate) async fn serve(acceptor: TlsAcceptor, peer: Peer) {
    let Ok(stream) = acceptor.accept(peer.into_io()).await else { return };
    let answer = async |mut request: hyper::Request<Incoming>| {
        while request.body_mut().frame().await.is_some_and(|frame| frame.is_ok()) {}
        Ok::<_, Infallible>(hyper::Response::new(Full::new(Bytes::from(format!("{:?}", request.version())))))
    };
    let is_http2 = stream.get_ref().1.alpn_protocol() == Some(b"h2");
    let io = TokioIo::new(stream);
    // Whatever ends the connection.
    let _ = match is_http2 {
        true => {
            hyper::server::conn::http2::Builder::new(TokioExecutor::new())
                .serve_connection(io, service_fn(answer))
                .await
        }
        false => hyper::server::conn::http1::Builder::new().serve_connection(io, service_fn(answer)).await,
    };
}
