//! The certificate of a client, given in PEM.

use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use twinspec_core::{LocalError, LocalErrorKind};

use super::root_certificates::reason;

/// The certificate of a client, those of its authorities, and its private key.
#[derive(Debug)]
#[cfg_attr(
    not(feature = "hyper"),
    allow(dead_code, reason = "the transport of reqwest takes the PEM text, once it is read")
)]
pub(crate) struct ClientCertificate {
    pub(crate) chain: Vec<CertificateDer<'static>>,
    /// `Debug` does not show it.
    pub(crate) key: PrivateKeyDer<'static>,
}

impl ClientCertificate {
    /// Reads a PEM text.
    ///
    /// # Errors
    ///
    /// If the text is not PEM, or lacks the certificate or the key. The error shows nothing of the text.
    pub(crate) fn read(pem: &[u8]) -> Result<Self, LocalError> {
        let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
        let chain = chain.map_err(|error| fault(reason(&error)))?;
        if chain.is_empty() {
            return Err(fault("it has no line `-----BEGIN CERTIFICATE-----`, as PEM has"));
        }
        let key = PrivateKeyDer::from_pem_slice(pem).map_err(|error| match error {
            rustls_pki_types::pem::Error::NoItemsFound => fault("it has no private key after the certificate"),
            error => fault(reason(&error)),
        })?;
        Ok(ClientCertificate { chain, key })
    }
}

fn fault(what: &str) -> LocalError {
    LocalError::new(LocalErrorKind::Connect, format!("the client certificate is of no use: {what}"))
}
