use std::time::{Duration, UNIX_EPOCH};

use serde_json::json;
use twinspec_alibaba::mock::ram::{Fact, Facts, Operator};

use crate::holds;

/// One fact that is not a text.
struct Known(&'static str, Fact<'static>);

impl Facts for Known {
    fn get(&self, key: &str) -> Option<Fact<'_>> {
        (key == self.0).then(|| self.1.clone())
    }
}

/// Each operator: what it is given, what the request has, whether it holds.
#[test]
fn every_operator_compares_as_its_name_says() {
    let table: &[(&str, &[&str], &str, bool)] = &[
        ("StringEquals", &["dev"], "dev", true),
        ("StringEquals", &["dev"], "Dev", false),
        ("StringEquals", &["d*"], "dev", false),
        ("StringEquals", &["prod", "dev"], "dev", true),
        ("StringNotEquals", &["dev"], "dev", false),
        ("StringNotEquals", &["dev"], "Dev", true),
        ("StringNotEquals", &["prod", "dev"], "dev", false),
        ("StringNotEquals", &["prod", "dev"], "test", true),
        ("StringEqualsIgnoreCase", &["DÉV"], "dév", true),
        ("StringEqualsIgnoreCase", &["dev"], "prod", false),
        ("StringNotEqualsIgnoreCase", &["DEV"], "dev", false),
        ("StringNotEqualsIgnoreCase", &["DEV"], "prod", true),
        ("StringLike", &["hangzhou/2015/*"], "hangzhou/2015/a", true),
        ("StringLike", &["hangzhou/2015/*"], "Hangzhou/2015/a", false),
        ("StringLike", &["a?"], "a", false),
        ("StringNotLike", &["a*", "b*"], "bc", false),
        ("StringNotLike", &["a*", "b*"], "cb", true),
        ("NumericEquals", &["10"], "10.0", true),
        ("NumericEquals", &["10"], "11", false),
        ("NumericEquals", &["10"], "ten", false),
        ("NumericNotEquals", &["10"], "11", true),
        ("NumericNotEquals", &["10", "11"], "11", false),
        ("NumericLessThan", &["10"], "9.5", true),
        ("NumericLessThan", &["10"], "10", false),
        ("NumericLessThanEquals", &["10"], "10", true),
        ("NumericLessThanEquals", &["10"], "10.1", false),
        ("NumericGreaterThan", &["-1"], "0", true),
        ("NumericGreaterThan", &["0"], "0", false),
        ("NumericGreaterThanEquals", &["0"], "0", true),
        ("NumericGreaterThanEquals", &["0"], "-1", false),
        ("DateEquals", &["2026-11-24T08:00:00+08:00"], "2026-11-24T00:00:00Z", true),
        ("DateEquals", &["2026-11-24T08:00:00+08:00"], "2026-11-24T08:00:00Z", false),
        ("DateNotEquals", &["2026-11-24T08:00:00+08:00"], "2026-11-24T08:00:00Z", true),
        ("DateLessThan", &["2026-11-24T00:00:01Z"], "2026-11-24T00:00:00Z", true),
        ("DateLessThan", &["2026-11-24T00:00:00Z"], "2026-11-24T00:00:00Z", false),
        ("DateLessThan", &["2026-11-24T00:00:00Z"], "yesterday", false),
        ("DateLessThan", &["9999-12-31T23:59:59Z"], "2026-11-24T00:00:00Z", true),
        ("DateLessThanEquals", &["2026-11-24T00:00:00Z"], "2026-11-24T00:00:00Z", true),
        ("DateGreaterThan", &["2026-11-24T00:00:00Z"], "2026-11-24T00:00:01Z", true),
        ("DateGreaterThan", &["2026-11-24T00:00:00Z"], "2026-11-24T00:00:00Z", false),
        ("DateGreaterThanEquals", &["2026-11-24T00:00:00Z"], "2026-11-24T00:00:00Z", true),
        ("Bool", &["true"], "True", true),
        ("Bool", &["true"], "false", false),
        ("Bool", &["false"], "false", true),
        ("Bool", &["true", "false"], "false", true),
        ("Bool", &["true"], "yes", false),
        ("IpAddress", &["192.0.2.0/24"], "192.0.2.0", true),
        ("IpAddress", &["192.0.2.0/24"], "192.0.2.255", true),
        ("IpAddress", &["192.0.2.0/24"], "192.0.3.0", false),
        ("IpAddress", &["203.0.113.2"], "203.0.113.2", true),
        ("IpAddress", &["203.0.113.2"], "203.0.113.3", false),
        ("IpAddress", &["192.0.2.0/24", "203.0.113.2"], "203.0.113.2", true),
        ("IpAddress", &["192.0.2.7/24"], "192.0.2.200", true),
        ("IpAddress", &["0.0.0.0/0"], "8.8.8.8", true),
        ("IpAddress", &["0.0.0.0/0"], "2001:db8::1", false),
        ("IpAddress", &["::/0"], "2001:db8::1", true),
        ("IpAddress", &["2001:db8::/32"], "2001:db8:ffff::1", true),
        ("IpAddress", &["2001:db8::/32"], "2001:db9::1", false),
        ("IpAddress", &["192.0.2.0/24"], "::ffff:192.0.2.1", true),
        ("IpAddress", &["192.0.2.0/24"], "localhost", false),
        ("NotIpAddress", &["192.0.2.0/24", "203.0.113.2"], "203.0.113.2", false),
        ("NotIpAddress", &["192.0.2.0/24", "203.0.113.2"], "203.0.113.3", true),
        ("IpAddressIncludeBorder", &["192.0.2.0/24"], "192.0.2.255", true),
        ("IpAddressIncludeBorder", &["192.0.2.0/24"], "192.0.3.0", false),
        ("NotIpAddressIncludeBorder", &["192.0.2.0/24"], "192.0.2.0", false),
        ("NotIpAddressIncludeBorder", &["192.0.2.0/24"], "192.0.1.255", true),
    ];
    for (operator, values, has, expected) in table {
        let found = holds(json!({ *operator: { "acs:Key": values } }), &[("acs:Key", *has)][..]);
        assert_eq!(found, *expected, "{operator} {values:?} and {has}");
    }
    for operator in Operator::ALL {
        assert!(table.iter().any(|(name, ..)| *name == operator.name()), "{} is not in the table", operator.name());
    }
}

#[test]
fn several_keys_and_several_operators_all_have_to_hold() {
    let facts = [("acs:SourceIp", "192.0.2.1"), ("acs:MFAPresent", "true"), ("acs:ResourceTag/team", "dev")];
    let condition = |address: &str, team: &str| {
        json!({
            "IpAddress": { "acs:SourceIp": address },
            "StringEquals": { "acs:ResourceTag/team": [team], "acs:MFAPresent": "true" },
        })
    };
    assert!(holds(condition("192.0.2.0/24", "dev"), &facts[..]));
    assert!(!holds(condition("192.0.3.0/24", "dev"), &facts[..]));
    assert!(!holds(condition("192.0.2.0/24", "prod"), &facts[..]));
}

#[test]
fn a_key_that_the_request_has_not_fits_no_value() {
    for operator in Operator::ALL {
        let value = match operator.name() {
            name if name.starts_with("Numeric") => "1",
            name if name.starts_with("Date") => "2026-11-24T00:00:00Z",
            "Bool" => "true",
            name if name.contains("Ip") => "0.0.0.0/0",
            _ => "*",
        };
        let negated = operator.name().contains("Not");
        assert_eq!(holds(json!({ operator.name(): { "acs:Absent": value } }), &()), negated, "{}", operator.name());
    }
}

#[test]
fn values_may_be_numbers_and_flags_as_well_as_text() {
    assert!(holds(json!({ "Bool": { "acs:SecureTransport": true } }), &[("acs:SecureTransport", "true")][..]));
    assert!(holds(json!({ "NumericLessThan": { "ecs:Size": 10 } }), &[("ecs:Size", "9")][..]));
}

#[test]
fn facts_that_are_no_text_are_compared_as_what_they_are() {
    let noon = Known("acs:CurrentTime", Fact::Time(UNIX_EPOCH + Duration::from_millis(500)));
    assert!(holds(json!({ "DateGreaterThan": { "acs:CurrentTime": "1970-01-01T00:00:00Z" } }), &noon));
    assert!(holds(json!({ "StringLike": { "acs:CurrentTime": "1970-*" } }), &noon));
    let address = Known("acs:SourceIp", Fact::Address("192.0.2.1".parse().expect("an address")));
    assert!(holds(json!({ "IpAddress": { "acs:SourceIp": "192.0.2.1" } }), &address));
    assert!(holds(json!({ "StringEquals": { "acs:SourceIp": "192.0.2.1" } }), &address));
    let flag = Known("acs:MFAPresent", Fact::Flag(false));
    assert!(holds(json!({ "Bool": { "acs:MFAPresent": "false" } }), &flag));
}
