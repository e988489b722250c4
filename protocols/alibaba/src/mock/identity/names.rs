//! Ids and resource names.

/// An id of 18 digits that is always the same for the same text, as users (`2…`) and roles (`3…`) have them.
pub(super) fn derived_id(first: char, text: &str) -> String {
    // FNV-1a.
    let hash = text
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
    format!("{first}{:017}", hash % 100_000_000_000_000_000)
}

/// Whether users, roles and identity providers can have this name.
pub(super) fn is_name(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
}
