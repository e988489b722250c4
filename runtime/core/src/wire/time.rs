//! Points in time as they are written on the wire: UTC, whole seconds, `yyyy-MM-ddTHH:mm:ssZ`.

use std::time::SystemTime;

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};

/// The beginning of the count. The times of `jiff` that know their zone end a day before the year 9999 does, so that all
/// of them can be shown in any zone; those without a zone do not.
const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

/// Writes a time, `2026-11-24T03:49:39Z`. Fractions of a second are cut off; a time outside the years
/// -9999 to 9999 becomes the nearest one inside.
///
/// ```
/// use std::time::{Duration, UNIX_EPOCH};
///
/// let time = UNIX_EPOCH + Duration::from_millis(1_698_315_752_900);
/// assert_eq!(twinspec_core::time::format(time), "2023-10-26T10:22:32Z");
/// ```
pub fn format(time: SystemTime) -> String {
    let since = SignedDuration::system_until(SystemTime::UNIX_EPOCH, time);
    let bound = if time < SystemTime::UNIX_EPOCH { DateTime::MIN } else { DateTime::MAX };
    let whole = since.map(|since| SignedDuration::from_secs(since.as_secs()));
    let time = whole.and_then(|since| EPOCH.checked_add(since)).unwrap_or(bound);
    // The last second of all has a fraction.
    let seconds = time.with().subsec_nanosecond(0).build().unwrap_or(time);
    format!("{seconds}Z")
}

/// Reads a time in exactly the form that [`format()`] writes; other spellings of ISO 8601 are `None`.
///
/// ```
/// use twinspec_core::time;
///
/// let time = time::parse("2023-10-26T10:22:32Z");
/// assert_eq!(time.map(twinspec_core::time::format).as_deref(), Some("2023-10-26T10:22:32Z"));
/// assert_eq!(time::parse("2023-10-26 10:22:32"), None);
/// assert_eq!(time::parse("2023-13-26T10:22:32Z"), None);
/// assert_eq!(time::parse("2016-12-31T23:59:60Z"), time::parse("2016-12-31T23:59:59Z"));
/// // As it is written for what never ends.
/// assert!(time::parse("9999-12-31T23:59:59Z").is_some());
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
    let number = |start: usize| text.get(start..start + 2)?.parse::<i8>().ok();
    // A leap second is the second before it.
    let second = number(17).map(|second| if second == 60 { 59 } else { second });
    let date = Date::new(text.get(..4)?.parse().ok()?, number(5)?, number(8)?).ok()?;
    let time = Time::new(number(11)?, number(14)?, second?, 0).ok()?;
    let since = date.to_datetime(time).duration_since(EPOCH);
    match since.is_negative() {
        true => SystemTime::UNIX_EPOCH.checked_sub(since.unsigned_abs()),
        false => SystemTime::UNIX_EPOCH.checked_add(since.unsigned_abs()),
    }
}
