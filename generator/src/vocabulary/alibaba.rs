//! The `x-acs-*` keys: what only the descriptions of Alibaba Cloud say.

use serde::Deserialize;
use serde_json::Value;

use super::mention::{Access, Kind, Mention, Pointer, Role};
use super::read::Reader;
use super::{At, Fault};
use crate::model::alibaba::{ApiStyle, ControlPolicies, Members, RamAction, SignedRequest};
use crate::model::{Charge, Method, Risk, Style};
use crate::pointer::join;

/// What all of these keys begin with.
pub(super) const PREFIX: &str = "x-acs-";

/// What a document says outside of its operations.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// Whether it is one of Alibaba Cloud: it names product or style.
    pub(crate) is_given: bool,
    pub(crate) product: Option<String>,
    pub(crate) style: Option<ApiStyle>,
    pub(crate) gateway: Option<At<String>>,
    pub(crate) sites: Vec<At<Site>>,
    /// As `servers` lists them.
    pub(crate) servers: Vec<Server>,
    pub(crate) signed_requests: Vec<At<SignedRequest>>,
    pub(crate) members: Option<At<Members>>,
}

/// What a server says.
#[derive(Debug, Default)]
pub(crate) struct Server {
    pub(crate) region_id: Option<String>,
    pub(crate) vpc_host: Option<String>,
    pub(crate) site: Option<At<String>>,
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
        let members = |key: &str| document.get(key);
        let mut top = Reader::new(&members, "");
        let (sites, signed_requests) = (top.list("x-acs-sites"), top.list("x-acs-signed-requests"));
        let members_of_it = top.placed("x-acs-members");
        let members = |key: &str| document.get("info")?.get(key);
        let mut info = Reader::new(&members, "/info");
        let read = Document {
            is_given: info.has("x-acs-product") || info.has("x-acs-style"),
            product: info.value("x-acs-product"),
            style: info.value("x-acs-style"),
            gateway: info.placed("x-acs-gateway"),
            sites,
            servers: Vec::new(),
            signed_requests,
            members: members_of_it,
        };
        faults.extend(top.faults.into_iter().chain(info.faults));
        let servers = document.get("servers").and_then(Value::as_array).into_iter().flatten().enumerate();
        let servers = servers.map(|(index, server)| Server::read(server, &format!("/servers/{index}"), faults));
        Document { servers: servers.collect(), ..read }
    }

    /// What it names.
    pub(super) fn mentions(&self, found: &mut impl FnMut(Mention<'_>, &Pointer)) {
        let Document { is_given: _, product: _, style: _, gateway: _, sites: _, servers, signed_requests, members } =
            self;
        if let Some(At { at, node }) = members {
            members_mentions(node, at, found);
        }
        for At { at, node: site } in servers.iter().filter_map(|server| server.site.as_ref()) {
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

/// What the description of members names: resources and their fields.
fn members_mentions(members: &Members, at: &str, found: &mut impl FnMut(Mention<'_>, &Pointer)) {
    let Members { resource, membership, keeper, access_role: _, control_policies } = members;
    let mut named = |at: &str, key: &str, resource: &str, fields: &[(&str, &str)]| {
        found(Mention::Resource(resource), &Pointer::value(join(at, key)));
        for (key, field) in fields {
            let mention = Mention::Field { of: Kind::Resource(resource), field, access: Access::Read };
            found(mention, &Pointer::value(join(at, key)));
        }
    };
    named(at, "resource", resource, &[]);
    named(at, "membership", membership, &[("keeper", keeper)]);
    let Some(ControlPolicies { status, attachments, policies }) = control_policies else { return };
    let at = join(at, "control-policies");
    named(&join(&at, "status"), "resource", &status.resource, &[("field", &status.field)]);
    let fields = [("target", attachments.target.as_str()), ("policy", &attachments.policy)];
    named(&join(&at, "attachments"), "resource", &attachments.resource, &fields);
    named(&join(&at, "policies"), "resource", &policies.resource, &[("document", &policies.document)]);
}

impl Server {
    fn read(server: &Value, at: &str, faults: &mut Vec<Fault>) -> Self {
        let members = |key: &str| server.get(key);
        let mut reader = Reader::new(&members, at);
        let read = Server {
            region_id: reader.value("x-acs-region-id"),
            vpc_host: reader.value("x-acs-vpc-host"),
            site: reader.placed("x-acs-site"),
        };
        faults.append(&mut reader.faults);
        read
    }
}

/// How a value travels, where the gateway has ways that OpenAPI has no word for.
pub(super) fn style(reader: &mut Reader<'_>) -> Option<Style> {
    reader.value("x-acs-style")
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
