//! The host that a client calls.

use std::net::IpAddr;

use crate::{Alibaba, Region};
use twinspec_core::Api;

use twinspec_mock::Service;
use twinspec_mock::protocol::Request;

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
    regions(api).iter().any(|region| is_at(host, region))
}

fn regions(api: &'static Api) -> &'static [Region] {
    Alibaba::of(api).map_or(&[], |protocol| protocol.regions)
}

fn is_at(host: &str, region: &Region) -> bool {
    let name = without_port(host);
    std::iter::once(region.host).chain(region.vpc).any(|known| {
        let after_variable = known.strip_prefix('{').and_then(|rest| rest.split_once("}."));
        after_variable.map_or(known, |(_, rest)| rest).eq_ignore_ascii_case(name)
    })
}

/// The region that a request is for, as the description calls it: what its parameter `RegionId` says, or the region of the
/// host. Nothing if that is not a region of the API, or one of several.
pub(super) fn region(request: &Request<'_>, service: &Service) -> Option<&'static str> {
    let regions = regions(service.api);
    let limits = service.operations.iter().flat_map(|operation| operation.limits);
    if let Some(named) = request.parameter("RegionId") {
        let known = regions.iter().map(|region| region.id).chain(limits.filter_map(|limit| limit.region));
        return known.into_iter().find(|region| *region == named);
    }
    let mut called = regions.iter().filter(|region| is_at(request.host, region)).map(|region| region.id);
    let first = called.next().filter(|region| !region.is_empty())?;
    called.all(|region| region == first).then_some(first)
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => name,
        _ => host,
    }
}
