//! Texts that nobody else has.

use std::cell::RefCell;

use twinspec_core::{LocalError, LocalErrorKind};

/// How many random bytes a thread asks the system for at once: a question costs more than what is done with a few.
const SUPPLY: usize = 1024;

/// How many random bytes make a text unique.
const TEXT: usize = 16;

thread_local! {
    /// Random bytes of the system of which none was used yet.
    static UNUSED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// 32 random hexadecimal digits: a nonce, or an idempotency token.
///
/// # Errors
///
/// The system has no random numbers.
pub fn unique() -> Result<String, LocalError> {
    let bytes = UNUSED.with_borrow_mut(take).map_err(|error| {
        LocalError::new(LocalErrorKind::Sign, "the system gave no random numbers for a nonce").with_source(error)
    })?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}

fn take(unused: &mut Vec<u8>) -> Result<[u8; TEXT], getrandom::Error> {
    loop {
        if let Some((rest, text)) = unused.split_last_chunk::<TEXT>() {
            let (text, rest) = (*text, rest.len());
            unused.truncate(rest);
            return Ok(text);
        }
        let mut supply = vec![0; SUPPLY];
        getrandom::fill(&mut supply)?;
        *unused = supply;
    }
}
