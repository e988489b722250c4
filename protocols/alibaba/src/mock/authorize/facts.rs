//! What conditions of policies can ask of a request.

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr};

use crate::mock::identity::Caller;
use crate::mock::ram::{Fact, Facts};
use twinspec_mock::protocol::{Incoming, Request};

/// A header that gives a condition key a value for one request, as the network or the service would:
/// `x-mock-condition-key: acs:SourceIp=203.0.113.7`. It can be there several times.
const OVERRIDE: &str = "x-mock-condition-key";

/// The facts of a request. They are looked up when a condition asks for them.
pub(crate) struct RequestFacts<'a> {
    call: &'a Incoming<'a>,
    request: &'a Request<'a>,
    caller: Option<&'a Caller>,
    further: &'a [(&'a str, &'a str)],
}

impl<'a> RequestFacts<'a> {
    pub(crate) fn new(call: &'a Incoming<'a>, caller: Option<&'a Caller>) -> Self {
        RequestFacts { call, request: call.request, caller, further: &[] }
    }

    /// The call that they are of.
    pub(crate) fn call(&self) -> &Incoming<'a> {
        self.call
    }

    /// With facts that only the operation knows.
    pub(crate) fn with(self, further: &'a [(&'a str, &'a str)]) -> Self {
        RequestFacts { further, ..self }
    }

    fn overridden(&self, key: &str) -> Option<&'a str> {
        let mut pairs = self.request.headers_of(OVERRIDE).filter_map(|value| value.split_once('='));
        pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case(key)).map(|(_, value)| value.trim())
    }

    /// The value of a tag among the parameters: `Tag.1.Key=team&Tag.1.Value=dev`.
    fn request_tag(&self, tag: &str) -> Option<Cow<'a, str>> {
        let mut keys = self.request.parameters().iter().filter(|(_, value)| value == tag);
        let position = keys.find_map(|(key, _)| key.strip_prefix("Tag.")?.strip_suffix(".Key"))?;
        let value = self.request.parameter(&format!("Tag.{position}.Value"));
        Some(Cow::Borrowed(value.unwrap_or_default()))
    }

    /// A key of the service itself is taken to be the parameter of that name: `ecs:InstanceType`.
    fn parameter(&self, key: &str) -> Option<&'a str> {
        let (service, name) = key.split_once(':')?;
        (service != "acs").then(|| self.request.parameter(name))?
    }
}

impl Facts for RequestFacts<'_> {
    fn get(&self, key: &str) -> Option<Fact<'_>> {
        if let Some(value) = self.overridden(key) {
            return Some(Fact::Text(value.into()));
        }
        let is = |name: &str| key.eq_ignore_ascii_case(name);
        let peer = self.request.peer;
        if is("acs:SourceIp") {
            return Some(Fact::Address(peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.address)));
        }
        if is("acs:SecureTransport") {
            return Some(Fact::Flag(peer.is_some_and(|peer| peer.is_secure)));
        }
        if is("acs:CurrentTime") {
            return Some(Fact::Time(self.call.virtual_time()));
        }
        if is("acs:MFAPresent") {
            // An access key is used without a second factor.
            return Some(Fact::Flag(false));
        }
        if is("acs:UserAgent") {
            return self.request.header("user-agent").map(|text| Fact::Text(text.into()));
        }
        if is("acs:AccessId") {
            return self.caller.map(|caller| Fact::Text(Cow::Borrowed(&caller.access_key_id)));
        }
        const TAG: &str = "acs:RequestTag/";
        if let (Some(start), Some(tag)) = (key.get(..TAG.len()), key.get(TAG.len()..))
            && start.eq_ignore_ascii_case(TAG)
        {
            return self.request_tag(tag).map(Fact::Text);
        }
        let further = self.further.iter().find(|(name, _)| is(name)).map(|(_, value)| *value);
        further.or_else(|| self.parameter(key)).map(|value| Fact::Text(value.into()))
    }
}
