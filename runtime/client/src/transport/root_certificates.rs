//! Root certificates that are given in PEM.

use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::{Error, PemObject};
use twinspec_core::{LocalError, LocalErrorKind};

/// The certificates of some PEM texts.
///
/// # Errors
///
/// If a text is not PEM or holds no certificate. The error shows nothing of the text: it may be a private key.
pub(crate) fn root_certificates(pems: &[Vec<u8>]) -> Result<Vec<CertificateDer<'static>>, LocalError> {
    let mut certificates = Vec::new();
    for (position, pem) in pems.iter().enumerate() {
        let fault = |what: &str| {
            let message = format!("root certificate {} of {} is of no use: {what}", position + 1, pems.len());
            LocalError::new(LocalErrorKind::Connect, message)
        };
        let before = certificates.len();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            certificates.push(certificate.map_err(|error| fault(reason(&error)))?);
        }
        if certificates.len() == before {
            return Err(fault("it has no line `-----BEGIN CERTIFICATE-----`, as PEM has"));
        }
    }
    Ok(certificates)
}

pub(super) fn reason(error: &Error) -> &'static str {
    match error {
        Error::MissingSectionEnd { .. } => "a `-----BEGIN` has no `-----END`",
        Error::IllegalSectionStart { .. } => "a line that begins with `-----BEGIN` does not end with `-----`",
        Error::Base64Decode(_) => "the text between `-----BEGIN` and `-----END` is not Base64",
        Error::SectionTooLarge => "it is too large",
        _ => "it is not PEM",
    }
}
