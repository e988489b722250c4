//! Texts with a format: what they are read as, and that they are written as they were read.

use std::time::{Duration, SystemTime};

use twinspec_core::{Base64, Date, DateTime, Encode, Uuid, Value, from_json, jiff, uuid};

fn seconds(text: &str) -> Option<i64> {
    DateTime::from(text).timestamp().map(jiff::Timestamp::as_second)
}

#[test]
fn a_point_in_time_is_read_in_every_form_of_rfc_3339() {
    for text in [
        "1970-01-01T00:01:40Z",
        "1970-01-01t00:01:40z",
        "1970-01-01 00:01:40Z",
        "1970-01-01T01:01:40.000+01:00",
        "1969-12-31T23:01:40.0-01:00",
    ] {
        assert_eq!(seconds(text), Some(100), "{text}");
    }
    assert_eq!(seconds("2016-12-31T23:59:60Z"), seconds("2016-12-31T23:59:59Z"), "a leap second");
    for text in ["", "1970-01-01", "1970-01-01T00:01:40", "100", "1970-13-01T00:00:00Z", "now"] {
        assert_eq!(seconds(text), None, "{text}");
    }
}

#[test]
fn a_point_in_time_is_made_of_what_the_standard_library_and_jiff_have() {
    let time = SystemTime::UNIX_EPOCH + Duration::from_millis(1_698_315_752_900);
    assert_eq!(DateTime::from(time), "2023-10-26T10:22:32.9Z");
    assert_eq!(DateTime::from(time).to_system_time(), Some(time));
    assert_eq!(DateTime::from(jiff::Timestamp::UNIX_EPOCH), "1970-01-01T00:00:00Z");
    for time in [jiff::Timestamp::MIN, jiff::Timestamp::MAX] {
        assert_eq!(DateTime::from(time).timestamp(), Some(time));
    }
}

#[test]
fn days_uuids_and_base64_are_read_and_made() {
    assert_eq!(Date::from("2024-02-29").date(), Some(jiff::civil::date(2024, 2, 29)));
    assert_eq!(Date::from("2023-02-29").date(), None);
    let id = uuid::Uuid::from_u128(0xf81d_4fae_7dec_11d0_a765_00a0_c91e_6bf6);
    for text in ["f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6"] {
        assert_eq!(Uuid::from(text).uuid(), Some(id), "{text}");
    }
    assert_eq!(Uuid::from(id), "f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
    for text in ["+/8=", "+/8", "-_8=", "-_8"] {
        assert_eq!(Base64::from(text).bytes(), Some(vec![0xfb, 0xff]), "{text}");
    }
    assert_eq!(Base64::from(vec![0xfb, 0xff]), "+/8=");
    assert_eq!(Base64::from("a b").bytes(), None);
}

#[test]
fn a_text_without_the_format_does_not_cost_the_answer_and_is_written_as_it_was_read() {
    for text in ["2026-11-24T03:49:39.100+00:00", "24.11.2026", ""] {
        let json = Value::from(text).to_string();
        let read: DateTime = from_json(&json).expect("any text is read");
        assert_eq!(read.as_str(), text);
        assert_eq!(read.encode(), Value::from(text));
        assert_eq!(format!("{read} {read:?}"), format!("{text} {text:?}"));
    }
    let wrong = from_json::<Vec<Uuid>>(r#"["a", {}]"#).expect_err("an object is not a text");
    assert!(wrong.to_string().contains("[1]"), "{wrong}");
}
