//! The `x-acs-*` keys: what only the descriptions of Alibaba Cloud say.

use openapiv3::Operation as OpenApiOperation;
use serde_json::Value;

use super::Lower;
use crate::model::alibaba::{Api, ApiStyle, Endpoint, Operation};
use crate::model::{Location, Method, Parameter};
use crate::source::join;

impl Lower<'_> {
    /// What the description says of the API; `None` if it is not one of Alibaba Cloud: neither product nor style are named.
    pub(super) fn vendor(&mut self) -> Option<Api> {
        let info = &self.document.info;
        let (product, style) = (info.extensions.get("x-acs-product"), info.extensions.get("x-acs-style"));
        if product.is_none() && style.is_none() {
            return None;
        }
        Some(Api {
            product: self.extension(product, "/info/x-acs-product").unwrap_or_else(|| info.title.clone()),
            style: match style.and_then(Value::as_str) {
                Some("RPC") => ApiStyle::Rpc,
                // As in any OpenAPI document, the path is the path.
                _ => ApiStyle::Roa,
            },
            endpoints: self.endpoints(),
            signed_requests: self.root_extension("x-acs-signed-requests").unwrap_or_default(),
        })
    }

    fn endpoints(&mut self) -> Vec<Endpoint> {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let servers = self.document.servers.iter();
        servers
            .map(|server| Endpoint {
                region_id: text(server.extensions.get("x-acs-region-id")).unwrap_or_default(),
                host: server
                    .url
                    .split_once("://")
                    .map_or(server.url.as_str(), |(_, host)| host)
                    .trim_end_matches('/')
                    .to_owned(),
                vpc: text(server.extensions.get("x-acs-vpc-host")),
                description: server.description.clone().unwrap_or_default(),
                site: text(server.extensions.get("x-acs-site")),
            })
            .collect()
    }

    /// What the description says of an operation.
    pub(super) fn vendor_operation(&mut self, operation: &OpenApiOperation, origin: &str) -> Operation {
        Operation { ram: self.operation_extension(operation, origin, "x-acs-ram").unwrap_or_default() }
    }

    /// The name on the wire, by which the operations of the RPC style are told apart.
    pub(super) fn action(&mut self, operation: &OpenApiOperation, origin: &str) -> Option<String> {
        self.operation_extension(operation, origin, "x-acs-action")
    }

    /// The methods that the service accepts, if it is not the one under which the operation stands.
    pub(super) fn methods(&mut self, operation: &OpenApiOperation, origin: &str) -> Option<Vec<Method>> {
        self.operation_extension(operation, origin, "x-acs-methods")
    }

    /// The path on the wire of an operation of the RPC style.
    pub(super) fn rpc_path(&mut self, parameters: &[Parameter], origin: &str) -> &'static str {
        if parameters.iter().any(|parameter| parameter.location == Location::Path) {
            self.unsupported(&format!("{origin}/parameters"), "an RPC operation with a path parameter");
        }
        "/"
    }

    fn operation_extension<T: serde::de::DeserializeOwned>(
        &mut self,
        operation: &OpenApiOperation,
        origin: &str,
        key: &str,
    ) -> Option<T> {
        self.extension(operation.extensions.get(key), &join(origin, key))
    }
}
