//! The `Condition` of a statement.

mod address;
mod operator;
mod time;

use std::net::IpAddr;
use std::time::SystemTime;

use address::Network;
pub use operator::Operator;
use operator::{Comparison, Kind};

use super::{Fact, Facts, PolicyError, Wildcard};

/// One operator, one key and the values it is compared with. Several values are alternatives; with a negated
/// operator none of them may fit. A key that the request does not have fits no value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Condition {
    key: Box<str>,
    negated: bool,
    test: Test,
}

/// The values, read once.
#[derive(Debug, Clone, PartialEq)]
enum Test {
    Equals(Vec<String>),
    EqualsIgnoringCase(Vec<String>),
    Like(Vec<Wildcard>),
    Number(Comparison, Vec<f64>),
    Time(Comparison, Vec<SystemTime>),
    Flag(Vec<bool>),
    Address(Vec<Network>),
}

impl Condition {
    pub(super) fn new(operator: Operator, key: &str, values: &[String]) -> Result<Self, PolicyError> {
        if !key.contains(':') {
            let problem = format!("`{key}` is not a condition key; they have the form `acs:SourceIp`");
            return Err(PolicyError::new(problem));
        }
        let test = match operator.kind() {
            Kind::Equals => Test::Equals(values.to_vec()),
            Kind::EqualsIgnoringCase => Test::EqualsIgnoringCase(values.to_vec()),
            Kind::Like => Test::Like(values.iter().map(|value| Wildcard::new(value.as_str())).collect()),
            Kind::Number(comparison) => Test::Number(comparison, read(values, number, "number, as `3.5`")?),
            Kind::Time(comparison) => {
                Test::Time(comparison, read(values, time::parse, "time, as `2026-11-24T08:00:00+08:00`")?)
            }
            Kind::Flag => Test::Flag(read(values, flag, "boolean; write `true` or `false`")?),
            Kind::Address => {
                Test::Address(read(values, Network::parse, "address or CIDR block, as `192.0.2.1` or `192.0.2.0/24`")?)
            }
        };
        Ok(Condition { key: key.into(), negated: operator.is_negated(), test })
    }

    pub(super) fn holds(&self, facts: &(impl Facts + ?Sized)) -> bool {
        let fits = facts.get(&self.key).is_some_and(|fact| self.test.fits(&fact));
        fits != self.negated
    }
}

impl Test {
    fn fits(&self, fact: &Fact<'_>) -> bool {
        match self {
            Test::Equals(values) => {
                let text = fact.text();
                values.iter().any(|value| *value == text)
            }
            Test::EqualsIgnoringCase(values) => {
                let text = fact.text().to_lowercase();
                values.iter().any(|value| value.to_lowercase() == text)
            }
            Test::Like(patterns) => {
                let text = fact.text();
                patterns.iter().any(|pattern| pattern.matches(&text))
            }
            Test::Number(comparison, values) => {
                number(&fact.text()).is_some_and(|number| values.iter().any(|value| comparison.holds(&number, value)))
            }
            Test::Time(comparison, values) => {
                let time = match fact {
                    Fact::Time(time) => Some(*time),
                    other => time::parse(&other.text()),
                };
                time.is_some_and(|time| values.iter().any(|value| comparison.holds(&time, value)))
            }
            Test::Flag(values) => flag(&fact.text()).is_some_and(|flag| values.contains(&flag)),
            Test::Address(networks) => {
                let address = match fact {
                    Fact::Address(address) => Some(*address),
                    other => other.text().parse::<IpAddr>().ok(),
                };
                address.is_some_and(|address| networks.iter().any(|network| network.contains(address)))
            }
        }
    }
}

fn read<T>(values: &[String], parse: fn(&str) -> Option<T>, expected: &str) -> Result<Vec<T>, PolicyError> {
    let read =
        |value: &String| parse(value).ok_or_else(|| PolicyError::new(format!("`{value}` is not a valid {expected}")));
    values.iter().map(read).collect()
}

fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

fn flag(text: &str) -> Option<bool> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => Some(true),
        _ if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}
