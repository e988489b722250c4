//! Files that hold secrets.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use zeroize::Zeroizing;

use super::CredentialsError;

/// No file of credentials is larger.
const MAX_BYTES: u64 = 1 << 20;

/// Reads a file whole.
pub(super) fn read(path: &Path) -> Result<Zeroizing<String>, CredentialsError> {
    let shown = path.display();
    let failed = |error: std::io::Error| {
        let message = match error.kind() {
            ErrorKind::NotFound => format!("the file {shown} does not exist"),
            _ => format!("the file {shown} cannot be read"),
        };
        CredentialsError::new(message).with_source(error)
    };
    let file = File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    // With room for all of it, no copy is left behind by growing. A pipe has no known size.
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(size.min(MAX_BYTES)).unwrap_or_default() + 64));
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(CredentialsError::new(format!("the file {shown} is too large for a credentials file")));
    }
    match String::from_utf8(std::mem::take(&mut *bytes)) {
        Ok(text) => Ok(Zeroizing::new(text)),
        Err(error) => {
            drop(Zeroizing::new(error.into_bytes()));
            Err(CredentialsError::new(format!("the file {shown} is not UTF-8")))
        }
    }
}
