//! Texts that have a format: points in time, days, UUIDs, bytes in Base64.
//!
//! Each keeps the text, so that a value that does not have its format is not lost, and is written as it was read.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde_json::Value;

use crate::data::decoder::{Decode, Decoder};
use crate::data::encode::Encode;

macro_rules! formats {
    ($($(#[$documentation:meta])* $name:ident;)*) => {$(
        $(#[$documentation])*
        #[derive(Clone, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                $name(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                $name(text)
            }
        }

        impl FromStr for $name {
            type Err = Infallible;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(text.into())
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl Decode for $name {
            fn decode(&mut self, from: Decoder<'_, '_>) {
                self.0.decode(from);
            }
        }

        impl Encode for $name {
            fn encode(&self) -> Value {
                self.0.encode()
            }
        }
    )*};
}

formats! {
    /// A point in time, a text of the format `date-time` (RFC 3339, section 5.6): `2026-11-24T03:49:39Z`.
    ///
    /// It holds what was written. Two texts of the same moment are different values: compare what
    /// [`timestamp`](Self::timestamp) returns.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    /// use twinspec_core::DateTime;
    ///
    /// let created = DateTime::from("1970-01-01T01:00:00.5+01:00");
    /// assert_eq!(created.to_system_time(), Some(SystemTime::UNIX_EPOCH + Duration::from_millis(500)));
    /// assert_eq!(DateTime::from(SystemTime::UNIX_EPOCH), "1970-01-01T00:00:00Z");
    ///
    /// let odd = DateTime::from("yesterday");
    /// assert_eq!((odd.timestamp(), odd.as_str()), (None, "yesterday"));
    /// ```
    DateTime;

    /// A day, a text of the format `date` (RFC 3339, section 5.6, `full-date`): `2026-11-24`.
    ///
    /// ```
    /// use twinspec_core::{Date, jiff};
    ///
    /// let day = Date::from("2026-11-24");
    /// assert_eq!(day.date().map(|day| day.year()), Some(2026));
    /// assert_eq!(Date::from(jiff::civil::date(2026, 1, 2)), "2026-01-02");
    /// assert_eq!(Date::from("24.11.2026").date(), None);
    /// ```
    Date;

    /// A text of the format `uuid` (RFC 9562).
    ///
    /// ```
    /// use twinspec_core::{Uuid, uuid};
    ///
    /// let id = Uuid::from("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
    /// assert_eq!(id.uuid().map(|uuid| uuid.get_version_num()), Some(1));
    /// assert_eq!(Uuid::from(uuid::Uuid::nil()), "00000000-0000-0000-0000-000000000000");
    /// assert_eq!(Uuid::from("none").uuid(), None);
    /// ```
    Uuid;

    /// Bytes, a text of the format `byte`: Base64 (RFC 4648, section 4).
    ///
    /// From bytes it is encoded; from a text it is that text, which is Base64 already.
    ///
    /// ```
    /// use twinspec_core::Base64;
    ///
    /// let logo = Base64::from(&[0xff, 0xd8][..]);
    /// assert_eq!(logo, "/9g=");
    /// assert_eq!(Base64::from("/9g").bytes(), Some(vec![0xff, 0xd8]));
    /// assert_eq!(Base64::from("!").bytes(), None);
    /// ```
    Base64;
}

impl DateTime {
    /// The moment; `None` if the text is not one.
    pub fn timestamp(&self) -> Option<jiff::Timestamp> {
        self.0.parse().ok()
    }

    /// The moment as the standard library has it; `None` if the text is not one.
    pub fn to_system_time(&self) -> Option<SystemTime> {
        SystemTime::try_from(self.timestamp()?).ok()
    }
}

impl From<jiff::Timestamp> for DateTime {
    fn from(timestamp: jiff::Timestamp) -> Self {
        DateTime(timestamp.to_string())
    }
}

/// In UTC, with all digits of the fraction. A time outside the years -9999 to 9999 becomes the nearest one inside.
impl From<SystemTime> for DateTime {
    fn from(time: SystemTime) -> Self {
        let nearest = if time < SystemTime::UNIX_EPOCH { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
        jiff::Timestamp::try_from(time).unwrap_or(nearest).into()
    }
}

impl Date {
    /// The day; `None` if the text is not one.
    pub fn date(&self) -> Option<jiff::civil::Date> {
        self.0.parse().ok()
    }
}

impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Self {
        Date(date.to_string())
    }
}

impl Uuid {
    /// The UUID; `None` if the text is not one.
    pub fn uuid(&self) -> Option<uuid::Uuid> {
        self.0.parse().ok()
    }
}

impl From<uuid::Uuid> for Uuid {
    fn from(uuid: uuid::Uuid) -> Self {
        Uuid(uuid.to_string())
    }
}

/// Services leave the padding out.
const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

impl Base64 {
    /// The bytes; `None` if the text is not Base64, with or without padding, of either alphabet of RFC 4648.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        STANDARD.decode(&self.0).or_else(|_| URL_SAFE.decode(&self.0)).ok()
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Base64(STANDARD.encode(bytes))
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        bytes.as_slice().into()
    }
}
