use serde::{Deserialize, Serialize};

use super::{Members, SignedRequest};

/// What a description says of an API of Alibaba Cloud besides OpenAPI.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Api {
    /// What OpenAPI Explorer calls it, `ResourceDirectoryMaster`.
    pub product: String,
    /// How its operations are addressed.
    pub style: ApiStyle,
    /// The gateway that serves it, if it is neither the RPC nor the ROA gateway.
    pub gateway: Option<String>,
    /// Where it is served.
    pub endpoints: Vec<Endpoint>,
    /// Recorded requests of official clients.
    pub signed_requests: Vec<SignedRequest>,
    /// Where a mock finds the accounts that are members of others.
    pub members: Option<Members>,
}

impl Api {
    /// Whether its operations share a path, and are told apart by their names.
    pub fn tells_by_name(&self) -> bool {
        self.style == ApiStyle::Rpc
    }
}

/// How the operations of an API are addressed on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all(deserialize = "UPPERCASE"))]
pub enum ApiStyle {
    /// Every operation at `/`, told apart by its action.
    Rpc,
    /// Every operation at a method and path of its own.
    Roa,
}

/// A host that serves an API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Endpoint {
    /// `ap-southeast-1`.
    pub region_id: String,
    /// `resourcedirectory-intl.aliyuncs.com`.
    pub host: String,
    /// The host within the network of the region, `resourcedirectory-vpc.cn-shanghai.aliyuncs.com`.
    pub vpc: Option<String>,
    /// What the spec calls it, `International site`.
    pub description: String,
    /// The site it belongs to.
    pub site: Option<String>,
}
