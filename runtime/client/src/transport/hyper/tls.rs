//! TLS by rustls with the certificates of the operating system.

use std::sync::{Arc, OnceLock};

use rustls::ClientConfig;
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls_pki_types::CertificateDer;
use rustls_platform_verifier::Verifier;

use crate::transport::client_certificate::ClientCertificate;

/// TLS, set up when it is first needed: to read the certificates of the system takes a while.
pub(super) struct Tls {
    root_certificates: Vec<CertificateDer<'static>>,
    client_certificate: Option<ClientCertificate>,
    configs: OnceLock<Configs>,
}

#[derive(Clone)]
pub(super) struct Configs {
    /// HTTP/2 if the server wants to, otherwise HTTP/1.1.
    pub(super) to_server: Arc<ClientConfig>,
    /// Proxies are spoken to in HTTP/1.1.
    pub(super) to_proxy: Arc<ClientConfig>,
}

impl Tls {
    /// TLS that trusts these certificates besides those of the system, and shows this one to servers that ask for it.
    pub(super) fn new(
        root_certificates: Vec<CertificateDer<'static>>,
        client_certificate: Option<ClientCertificate>,
    ) -> Self {
        Tls { root_certificates, client_certificate, configs: OnceLock::new() }
    }

    /// # Errors
    ///
    /// If the system has no certificates, or one that was given cannot be read.
    pub(super) fn configs(&self) -> Result<Configs, rustls::Error> {
        if let Some(configs) = self.configs.get() {
            return Ok(configs.clone());
        }
        let configs = self.set_up()?;
        Ok(self.configs.get_or_init(|| configs).clone())
    }

    fn set_up(&self) -> Result<Configs, rustls::Error> {
        let installed = CryptoProvider::get_default().map(Arc::clone);
        let provider = installed.unwrap_or_else(|| Arc::new(aws_lc_rs::default_provider()));
        let verifier = Verifier::new_with_extra_roots(self.root_certificates.iter().cloned(), Arc::clone(&provider))?;
        let trusting = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier));
        let to_proxy = trusting.clone().with_no_client_auth();
        let mut to_server = match &self.client_certificate {
            Some(ClientCertificate { chain, key }) => trusting.with_client_auth_cert(chain.clone(), key.clone_key())?,
            None => to_proxy.clone(),
        };
        to_server.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Configs { to_server: Arc::new(to_server), to_proxy: Arc::new(to_proxy) })
    }
}
