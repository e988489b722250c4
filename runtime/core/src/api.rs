//! What a client has to know of an API before the first call.

/// An Alibaba Cloud API: one product in one version.
#[derive(Debug)]
pub struct Api {
    /// The product as OpenAPI Explorer names it, `ResourceDirectoryMaster`.
    pub product: &'static str,
    /// The version, sent as `x-acs-version`, `2022-04-19`.
    pub version: &'static str,
    /// Where the API is served, in the order of its documentation.
    pub endpoints: &'static [Endpoint],
}

/// A host that serves an API.
#[derive(Debug)]
pub struct Endpoint {
    /// The region, `ap-southeast-1`.
    pub region_id: &'static str,
    /// The host name, `resourcedirectory-intl.aliyuncs.com`.
    pub host: &'static str,
}

impl Api {
    /// The endpoint of a region, if the API is served there.
    ///
    /// ```
    /// use acs_core::{Api, Endpoint};
    ///
    /// static API: Api = Api {
    ///     product: "Ecs",
    ///     version: "2014-05-26",
    ///     endpoints: &[Endpoint { region_id: "cn-hangzhou", host: "ecs.cn-hangzhou.aliyuncs.com" }],
    /// };
    /// assert_eq!(API.endpoint("cn-hangzhou").map(|e| e.host), Some("ecs.cn-hangzhou.aliyuncs.com"));
    /// assert!(API.endpoint("mars").is_none());
    /// ```
    pub fn endpoint(&self, region_id: &str) -> Option<&'static Endpoint> {
        self.endpoints.iter().find(|endpoint| endpoint.region_id == region_id)
    }
}
