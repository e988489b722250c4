//! Where an API is served.

use std::borrow::Cow;

use super::Network;

/// A host that serves an API: its region, and the site that the region belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Region {
    /// The region, `ap-southeast-1`.
    pub id: &'static str,
    /// The host name, `resourcedirectory-intl.aliyuncs.com`.
    pub host: &'static str,
    /// The host name inside a virtual private cloud, `ecs-vpc.cn-hangzhou.aliyuncs.com`.
    pub vpc: Option<&'static str>,
    /// The site the region belongs to, `intl`, for an API whose sites differ.
    pub site: Option<&'static str>,
}

impl Region {
    /// A region and the host that serves the API there.
    pub const fn new(id: &'static str, host: &'static str) -> Self {
        Region { id, host, vpc: None, site: None }
    }

    /// The same region with the host name inside a virtual private cloud.
    pub const fn vpc(self, host: &'static str) -> Self {
        Region { vpc: Some(host), ..self }
    }

    /// The same region with the site it belongs to.
    pub const fn site(self, site: &'static str) -> Self {
        Region { site: Some(site), ..self }
    }

    /// The host name in a network.
    ///
    /// A region without a known name inside a virtual private cloud has the one that the official SDKs put
    /// together, with `-vpc` behind the first label: whether it is served there, the documentation of the product
    /// says.
    ///
    /// ```
    /// use twinspec_alibaba::{Network, Region};
    ///
    /// let region = Region::new("cn-hangzhou", "ecs.cn-hangzhou.aliyuncs.com");
    /// assert_eq!(region.host_in(Network::Public), "ecs.cn-hangzhou.aliyuncs.com");
    /// assert_eq!(region.host_in(Network::Vpc), "ecs-vpc.cn-hangzhou.aliyuncs.com");
    /// ```
    pub fn host_in(&self, network: Network) -> Cow<'static, str> {
        match (network, self.vpc, self.host.split_once('.')) {
            (Network::Public, ..) | (Network::Vpc, None, None) => Cow::Borrowed(self.host),
            (Network::Vpc, Some(host), _) => Cow::Borrowed(host),
            (Network::Vpc, None, Some((product, rest))) => Cow::Owned(format!("{product}-vpc.{rest}")),
        }
    }
}
