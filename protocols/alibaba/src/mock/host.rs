//! The host that a client calls.

use std::net::IpAddr;

use twinspec_core::Api;

/// The variable in a host, `bucket` of `bucket.oss-cn-hangzhou.aliyuncs.com`: its first label, unless the host is that of
/// the service, or this machine.
pub(super) fn variable<'h>(host: &'h str, api: &'static Api) -> Option<&'h str> {
    let name = without_port(host);
    if name.parse::<IpAddr>().is_ok() || name.starts_with('[') || is_endpoint(host, api) {
        return None;
    }
    name.split_once('.').map(|(label, _)| label)
}

/// Whether an API is served at a host, as its description says.
pub(super) fn is_endpoint(host: &str, api: &'static Api) -> bool {
    let name = without_port(host);
    let mut hosts = api.endpoints.iter().flat_map(|endpoint| std::iter::once(endpoint.host).chain(endpoint.vpc));
    hosts.any(|known| {
        let after_variable = known.strip_prefix('{').and_then(|rest| rest.split_once("}."));
        after_variable.map_or(known, |(_, rest)| rest).eq_ignore_ascii_case(name)
    })
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => name,
        _ => host,
    }
}
