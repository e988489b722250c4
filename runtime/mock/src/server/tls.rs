//! TLS with certificates of an own authority.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::{CertifiedKey, SigningKey};
use tokio_rustls::rustls::{self, ServerConfig};
use tokio_rustls::server::TlsStream;

/// How long a client may take to begin, and to agree on keys.
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);

/// Beyond this many names, certificates are made anew.
const REMEMBERED: usize = 1_000;

/// A certificate authority that is made for one mock, and gives it a certificate for each name that clients call it by: an
/// endpoint of an API, or whatever was made to lead to this machine.
#[derive(Clone)]
pub(crate) struct Tls {
    acceptor: TlsAcceptor,
    root: Arc<str>,
}

/// Why there is no certificate.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TlsError {
    #[error(transparent)]
    Certificate(#[from] rcgen::Error),
    #[error(transparent)]
    Configuration(#[from] rustls::Error),
}

impl Tls {
    pub(crate) fn new() -> Result<Self, TlsError> {
        let mut authority = CertificateParams::new(Vec::new())?;
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        authority.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        authority.distinguished_name.push(DnType::CommonName, "twinspec-mock");
        let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate()?)?;
        let root = authority.pem().into();
        let key = KeyPair::generate()?;
        let signing_key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let signing_key = ring::default_provider().key_provider.load_private_key(signing_key)?;
        let certificates = Certificates { authority, key, signing_key, issued: Mutex::default() };
        let mut configuration = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(certificates));
        configuration.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Tls { acceptor: Arc::new(configuration).into(), root })
    }

    /// The certificate of the authority, in PEM.
    pub(crate) fn root(&self) -> Arc<str> {
        self.root.clone()
    }

    /// Agrees with a client that speaks TLS.
    pub(super) async fn accept(&self, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
        tokio::time::timeout(HANDSHAKE_TIMEOUT, self.acceptor.accept(stream)).await?
    }
}

/// The certificates of a mock, all with one key.
struct Certificates {
    authority: CertifiedIssuer<'static, KeyPair>,
    key: KeyPair,
    signing_key: Arc<dyn SigningKey>,
    issued: Mutex<HashMap<String, Arc<CertifiedKey>>>,
}

impl Certificates {
    /// For this machine, and the host by that name.
    fn issue(&self, name: &str) -> Result<CertifiedKey, rcgen::Error> {
        let mut names: Vec<String> = ["localhost", "127.0.0.1", "::1"].map(str::to_owned).to_vec();
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
        let mut certificate = CertificateParams::new(names)?;
        certificate.distinguished_name.push(DnType::CommonName, "localhost");
        let certificate = certificate.signed_by(&self.key, &self.authority)?;
        Ok(CertifiedKey::new(vec![certificate.der().clone()], self.signing_key.clone()))
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        // Who calls an address names no host.
        let name = hello.server_name().unwrap_or("localhost");
        let mut issued = self.issued.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(certificate) = issued.get(name) {
            return Some(certificate.clone());
        }
        let certificate = match self.issue(name) {
            Ok(certificate) => Arc::new(certificate),
            Err(error) => {
                tracing::debug!(name, %error, "no certificate");
                return None;
            }
        };
        if issued.len() >= REMEMBERED {
            issued.clear();
        }
        issued.insert(name.to_owned(), certificate.clone());
        Some(certificate)
    }
}

impl fmt::Debug for Certificates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificates").finish_non_exhaustive()
    }
}

/// Whether the client speaks TLS. Whoever speaks HTTP begins with a letter.
pub(super) async fn is_spoken(stream: &TcpStream) -> bool {
    const HANDSHAKE: u8 = 0x16;
    let mut first = [0];
    let peeked = tokio::time::timeout(HANDSHAKE_TIMEOUT, stream.peek(&mut first)).await;
    matches!(peeked, Ok(Ok(1))) && first == [HANDSHAKE]
}
