//! Points in time as they stand on the wire: UTC, whole seconds, `yyyy-MM-ddTHH:mm:ssZ`.

use std::time::SystemTime;

use jiff::Timestamp;

/// Writes a time, `2026-11-24T03:49:39Z`. Fractions of a second are cut off; a time outside the years
/// -9999 to 9999 becomes the nearest one inside.
///
/// ```
/// use std::time::{Duration, UNIX_EPOCH};
///
/// let time = UNIX_EPOCH + Duration::from_millis(1_698_315_752_900);
/// assert_eq!(acs_core::time::format(time), "2023-10-26T10:22:32Z");
/// ```
pub fn format(time: SystemTime) -> String {
    let timestamp = Timestamp::try_from(time).unwrap_or(if time < SystemTime::UNIX_EPOCH {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    });
    Timestamp::from_second(timestamp.as_second()).unwrap_or(timestamp).to_string()
}

/// Reads a time in exactly the form that [`format()`] writes; other spellings of ISO 8601 are `None`.
///
/// ```
/// use acs_core::time;
///
/// let time = time::parse("2023-10-26T10:22:32Z");
/// assert_eq!(time.map(acs_core::time::format).as_deref(), Some("2023-10-26T10:22:32Z"));
/// assert_eq!(time::parse("2023-10-26 10:22:32"), None);
/// assert_eq!(time::parse("2023-13-26T10:22:32Z"), None);
/// ```
pub fn parse(text: &str) -> Option<SystemTime> {
    const SHAPE: &[u8] = b"dddd-dd-ddTdd:dd:ddZ";
    let fits = text.len() == SHAPE.len()
        && text.bytes().zip(SHAPE).all(|(byte, shape)| match shape {
            b'd' => byte.is_ascii_digit(),
            other => byte == *other,
        });
    if !fits {
        return None;
    }
    SystemTime::try_from(text.parse::<Timestamp>().ok()?).ok()
}
