//! Texts that nobody else has.

use acs_core::{ClientError, ClientErrorKind};

/// 32 random hexadecimal digits: a nonce, or an idempotency token.
pub(crate) fn unique() -> Result<String, ClientError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        ClientError::new(ClientErrorKind::Sign, "the system gave no random numbers for a nonce").with_source(error)
    })?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}
