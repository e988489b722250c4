//! What is known of a request, for conditions to ask.

use std::borrow::Cow;
use std::net::IpAddr;
use std::time::SystemTime;

/// One value of a condition key.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact<'a> {
    /// Text, which a number or an address is read from where the operator needs one.
    Text(Cow<'a, str>),
    /// `true` or `false`.
    Flag(bool),
    /// A point in time.
    Time(SystemTime),
    /// An address.
    Address(IpAddr),
}

impl Fact<'_> {
    /// The value as text, times as `2026-11-24T03:49:39Z`.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Fact::Text(text) => Cow::Borrowed(text),
            Fact::Flag(true) => Cow::Borrowed("true"),
            Fact::Flag(false) => Cow::Borrowed("false"),
            Fact::Time(time) => Cow::Owned(twinspec_core::time::format(*time)),
            Fact::Address(address) => Cow::Owned(address.to_string()),
        }
    }
}

/// Knows the values of condition keys, such as `acs:SourceIp`. Asked only for keys that a condition names.
pub trait Facts {
    /// The value of a key; `None` if the request has none.
    fn get(&self, key: &str) -> Option<Fact<'_>>;
}

/// Nothing is known.
impl Facts for () {
    fn get(&self, _key: &str) -> Option<Fact<'_>> {
        None
    }
}

/// Texts by key.
impl Facts for [(&str, &str)] {
    fn get(&self, key: &str) -> Option<Fact<'_>> {
        let value = self.iter().find(|(known, _)| known.eq_ignore_ascii_case(key));
        value.map(|(_, value)| Fact::Text(Cow::Borrowed(value)))
    }
}
