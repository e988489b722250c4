//! Numbers in headers.

/// A number of 0 or more in a header, such as that of seconds to wait; `None` if it is something else. One that is too
/// large for its type is the largest one: to wait too long is not the same as not to wait.
///
/// ```
/// use twinspec_core::whole_number;
///
/// assert_eq!(whole_number(" 1500 "), Some(1500));
/// assert_eq!(whole_number("99999999999999999999999"), Some(u64::MAX));
/// assert_eq!((whole_number(""), whole_number("-5"), whole_number("1e3"), whole_number("soon")), (None, None, None, None));
/// ```
pub fn whole_number(text: &str) -> Option<u64> {
    let text = text.trim();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}
