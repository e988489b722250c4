//! What a client has to know of an API before the first call.

use std::borrow::Cow;

/// An Alibaba Cloud API: one product in one version.
#[derive(Debug)]
pub struct Api {
    /// The product as OpenAPI Explorer names it, `ResourceDirectoryMaster`.
    pub product: &'static str,
    /// The version, sent as `x-acs-version`, `2022-04-19`.
    pub version: &'static str,
    /// How its operations are addressed.
    pub style: ApiStyle,
    /// Where the API is served, in the order of its documentation.
    pub endpoints: &'static [Endpoint],
}

/// How the operations of an API are addressed on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ApiStyle {
    /// Every operation at `/`, told apart by its action.
    Rpc,
    /// Every operation at a method and path of its own.
    Roa,
}

/// A host that serves an API.
#[derive(Debug)]
pub struct Endpoint {
    /// The region, `ap-southeast-1`.
    pub region_id: &'static str,
    /// The host name, `resourcedirectory-intl.aliyuncs.com`.
    pub host: &'static str,
    /// The host name inside a virtual private cloud, `ecs-vpc.cn-hangzhou.aliyuncs.com`.
    pub vpc: Option<&'static str>,
    /// The site the region belongs to, `intl`, for an API whose sites differ.
    pub site: Option<&'static str>,
}

/// From where an API is called.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Network {
    /// The internet.
    #[default]
    Public,
    /// A virtual private cloud: the traffic does not leave the network of Alibaba Cloud.
    Vpc,
}

impl Endpoint {
    /// The host name in a network.
    ///
    /// An endpoint without a known name inside a virtual private cloud has the one that the official SDKs put
    /// together, with `-vpc` behind the first label: whether it is served there, the documentation of the product
    /// says.
    ///
    /// ```
    /// use twinspec_core::{Endpoint, Network};
    ///
    /// let host = "ecs.cn-hangzhou.aliyuncs.com";
    /// let endpoint = Endpoint { region_id: "cn-hangzhou", host, vpc: None, site: None };
    /// assert_eq!(endpoint.host_in(Network::Public), "ecs.cn-hangzhou.aliyuncs.com");
    /// assert_eq!(endpoint.host_in(Network::Vpc), "ecs-vpc.cn-hangzhou.aliyuncs.com");
    /// ```
    pub fn host_in(&self, network: Network) -> Cow<'static, str> {
        match (network, self.vpc, self.host.split_once('.')) {
            (Network::Public, ..) | (Network::Vpc, None, None) => Cow::Borrowed(self.host),
            (Network::Vpc, Some(host), _) => Cow::Borrowed(host),
            (Network::Vpc, None, Some((product, rest))) => Cow::Owned(format!("{product}-vpc.{rest}")),
        }
    }
}

impl Api {
    /// The endpoint of a region, if the API is served there.
    ///
    /// ```
    /// use twinspec_core::{Api, ApiStyle, Endpoint};
    ///
    /// static API: Api = Api {
    ///     product: "Ecs",
    ///     version: "2014-05-26",
    ///     style: ApiStyle::Rpc,
    ///     endpoints: &[Endpoint {
    ///         region_id: "cn-hangzhou",
    ///         host: "ecs.cn-hangzhou.aliyuncs.com",
    ///         vpc: Some("ecs-vpc.cn-hangzhou.aliyuncs.com"),
    ///         site: None,
    ///     }],
    /// };
    /// assert_eq!(API.endpoint("cn-hangzhou").map(|e| e.host), Some("ecs.cn-hangzhou.aliyuncs.com"));
    /// assert!(API.endpoint("mars").is_none());
    /// ```
    pub fn endpoint(&self, region_id: &str) -> Option<&'static Endpoint> {
        self.endpoints.iter().find(|endpoint| endpoint.region_id == region_id)
    }
}
