//! The `x-acs-*` keys: what only the descriptions of Alibaba Cloud say.

use super::lower::Lower;
use super::media::Media;
use super::operation::nodes;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::alibaba::{Api, ApiStyle, Endpoint, Operation};
use crate::model::{Location, Parameter};
use crate::vocabulary::{self, At};

/// Of several media types of a body the first of these kinds is sent. The documents have a form beside a body that the gateway
/// does not take.
pub(super) const PREFERRED: [Media; 6] =
    [Media::Form, Media::Json, Media::Xml, Media::Text, Media::Bytes, Media::Multipart];

impl Lower<'_> {
    /// What the description says of the API; `None` if it is not one of Alibaba Cloud: neither product nor style are named.
    pub(super) fn vendor(&mut self) -> Option<Api> {
        let words = &self.words.vendor;
        words.is_given.then(|| Api {
            product: words.product.clone().unwrap_or_else(|| self.document.info.title.clone()),
            // As in any OpenAPI document, the path is the path.
            style: words.style.unwrap_or(ApiStyle::Roa),
            gateway: self.gateway(),
            endpoints: self.endpoints(),
            signed_requests: nodes(&words.signed_requests),
            members: words.members.as_ref().map(|members| members.node.clone()),
        })
    }

    fn endpoints(&self) -> Vec<Endpoint> {
        let servers = self.document.servers.iter().zip(&self.words.vendor.servers);
        servers
            .map(|(server, words)| Endpoint {
                region_id: words.region_id.clone().unwrap_or_default(),
                host: server
                    .url
                    .split_once("://")
                    .map_or(server.url.as_str(), |(_, host)| host)
                    .trim_end_matches('/')
                    .to_owned(),
                vpc: words.vpc_host.clone(),
                description: server.description.clone().unwrap_or_default(),
                site: words.site.as_ref().map(|site| site.node.clone()),
            })
            .collect()
    }

    /// A gateway of its own may have signatures of its own.
    fn gateway(&mut self) -> Option<String> {
        let At { at, node: gateway } = self.words.vendor.gateway.as_ref()?;
        if ["RPC", "ROA"].contains(&gateway.as_str()) {
            return None;
        }
        let message = format!("the client does not know the gateway `{gateway}`");
        let fault = Diagnostic::warning(Code::Unsupported, message)
            .at(self.source.span(at), "its signatures and common parameters can differ")
            .help("requests are signed as for the RPC and ROA gateways; try one against the service");
        self.diagnostics.push(fault);
        Some(gateway.clone())
    }

    /// What the description says of an operation.
    pub(super) fn vendor_operation(&self, words: &vocabulary::Operation) -> Operation {
        Operation { permissions: nodes(&words.vendor.ram) }
    }

    /// The path on the wire: operations of the RPC style share one.
    pub(super) fn vendor_path<'p>(
        &mut self,
        vendor: &Api,
        path: &'p str,
        parameters: &[Parameter],
        origin: &str,
    ) -> &'p str {
        if vendor.style == ApiStyle::Roa {
            return path;
        }
        if parameters.iter().any(|parameter| parameter.location == Location::Path) {
            self.unsupported(&format!("{origin}/parameters"), "an RPC operation with a path parameter");
        }
        "/"
    }
}
