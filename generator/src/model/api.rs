use std::collections::BTreeMap;

use serde::Serialize;

use super::{Given, Operation, Shape, SignedRequest, States};

/// An API: one product in one version.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Api {
    /// The name of its folder, `resource-directory`; crates and output folders are named after it.
    pub id: String,
    /// What people call it, `Resource Directory`.
    pub title: String,
    /// Markdown.
    pub description: String,
    /// What OpenAPI Explorer calls it, `ResourceDirectoryMaster`.
    pub product: String,
    /// `2022-04-19`.
    pub version: String,
    /// How its operations are addressed.
    pub style: ApiStyle,
    /// The gateway that serves it, if it is neither the RPC nor the ROA gateway.
    pub gateway: Option<String>,
    /// Where it is served.
    pub endpoints: Vec<Endpoint>,
    /// The sites that differ in behaviour; the mock plays the first unless told otherwise.
    pub sites: Vec<Site>,
    /// What an account can own that error rows ask for.
    pub resources: Vec<Resource>,
    /// What can be there before a call, by name.
    pub given: BTreeMap<String, Vec<Given>>,
    /// Sorted by id.
    pub operations: Vec<Operation>,
    /// Operations that cannot be generated yet, sorted by id.
    pub left_out: Vec<LeftOut>,
    /// The schemas under `components`, by name.
    pub shapes: BTreeMap<String, Shape>,
    /// Recorded requests of official clients.
    pub signed_requests: Vec<SignedRequest>,
}

/// An operation that cannot be generated yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// The OpenAPI `operationId`.
    pub id: String,
    /// What keeps it from being generated.
    pub reason: String,
}

/// How the operations of an API are addressed on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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

/// A site of Alibaba Cloud whose behaviour an error row can depend on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Site {
    /// `intl`.
    pub id: String,
    /// `International site (alibabacloud.com)`.
    pub name: String,
}

/// Something an account can own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Resource {
    /// `ResourceDirectory`.
    pub name: String,
    /// Markdown.
    pub description: String,
    /// The field that tells one from another; without one an account has at most one.
    pub key: Option<String>,
    /// What a field of it goes through by itself.
    pub states: Option<States>,
}
