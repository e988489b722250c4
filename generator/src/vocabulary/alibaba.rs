//! The `x-acs-*` keys: what only the descriptions of Alibaba Cloud say.

use serde::Deserialize;
use serde_json::Value;

use super::mention::{Mention, Pointer, Role};
use super::read::Reader;
use super::{At, Fault};
use crate::model::alibaba::{RamAction, SignedRequest};
use crate::model::{Charge, Method, Risk};
use crate::source::join;

/// What all of these keys begin with.
pub(super) const PREFIX: &str = "x-acs-";

/// How a parameter travels, where the gateway has ways that OpenAPI has no word for.
pub(crate) const STYLE: &str = "x-acs-style";

/// What a document says outside of its operations.
#[derive(Debug, Default)]
pub(crate) struct Document {
    pub(crate) gateway: Option<At<String>>,
    pub(crate) sites: Vec<At<Site>>,
    /// The site of each server that names one.
    pub(crate) server_sites: Vec<At<String>>,
    pub(crate) signed_requests: Vec<At<SignedRequest>>,
}

/// An entry of `x-acs-sites`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Site {
    pub(crate) id: String,
    pub(crate) name: String,
}

/// What an operation says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Operation {
    pub(crate) action: Option<String>,
    pub(crate) methods: Option<Vec<Method>>,
    pub(crate) risk: Option<Risk>,
    pub(crate) charge: Option<Charge>,
    pub(crate) ram: Vec<At<RamAction>>,
}

impl Document {
    pub(super) fn read(document: &Value, faults: &mut Vec<Fault>) -> Self {
        let mut top = Reader::new(document, "");
        let (sites, signed_requests) = (top.list("x-acs-sites"), top.list("x-acs-signed-requests"));
        let nothing = Value::Null;
        let mut info = Reader::new(document.get("info").unwrap_or(&nothing), "/info");
        let gateway = info.placed("x-acs-gateway");
        faults.extend(top.faults.into_iter().chain(info.faults));
        let servers = document.get("servers").and_then(Value::as_array).into_iter().flatten().enumerate();
        let server_sites = servers.filter_map(|(index, server)| {
            let at = format!("/servers/{index}");
            Reader::new(server, &at).placed("x-acs-site")
        });
        Document { gateway, sites, server_sites: server_sites.collect(), signed_requests }
    }

    /// What it names.
    pub(super) fn mentions(&self, found: &mut impl FnMut(Mention<'_>, &Pointer)) {
        let Document { gateway: _, sites: _, server_sites, signed_requests } = self;
        for At { at, node: site } in server_sites {
            found(Mention::Site(site), &Pointer::value(at));
        }
        for At { at, node: SignedRequest { operation, parameters, .. } } in signed_requests {
            found(Mention::Operation(operation), &Pointer::value(join(at, "operation")));
            let at = join(at, "parameters");
            for name in parameters.keys() {
                let mention = Mention::Parameter { of: Some(operation), name, role: Role::Any };
                found(mention, &Pointer::key(join(&at, name)));
            }
        }
    }
}

impl Operation {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        Operation {
            action: reader.value("x-acs-action"),
            methods: reader.value("x-acs-methods"),
            risk: reader.value("x-acs-risk"),
            charge: reader.value("x-acs-charge"),
            ram: reader.list("x-acs-ram"),
        }
    }
}
