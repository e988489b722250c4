//! A document of the source as the files of a description.

use super::directories::Tags;
use super::operation::{Api, Operation};
use super::path::{Paths, is_addressed_by_path};
use super::schema::Role;
use super::security::{most, requirement, schemes};
use crate::files::Description;
use crate::importer::{Fields, Importer};
use crate::kind::Kind;
use crate::object::Object;
use crate::{Context, Data, Repair};

/// Imports a document.
pub(crate) fn document(importer: &mut Importer, data: Data) -> Description {
    let mut fields = importer.fields(Context::Document, data);
    let info = fields.take("info").unwrap_or(Data::Null);
    let mut info = importer.fields(Context::Info, info);
    let style = info.take_text("style").unwrap_or_default();
    let product = info.take_text("product").unwrap_or_default();
    let version = info.take_text("version").unwrap_or_default();
    importer.at("info", |importer| importer.finish(info));

    let components = importer.components(&mut fields);
    let apis = fields.take_map("apis");
    let rpc = style == "RPC";
    let by_path = |operation: &Data| !rpc && is_addressed_by_path(operation.get("path").and_then(Data::as_text));
    let all_by_action = !apis.iter().any(|(_, operation)| by_path(operation)) && style != "ROA";
    let security = most(&apis);
    let security_schemes = schemes(&apis);
    let tree = fields.take_list("directories");
    let tags = importer.directories(tree);

    let itself = format!("{product}::{version}");
    let lowered = Data::from(components.clone());
    let api = Api {
        rpc,
        all_by_action,
        tags: &|id| tags.of.get(id).cloned().unwrap_or_default(),
        security: &security,
        itself: &itself,
        components: &lowered,
    };
    let mut paths = Paths::default();
    let operations: Vec<Operation> = importer.at("apis", |importer| {
        let apis = apis.into_iter();
        let operations =
            apis.map(|(id, data)| importer.at(id.clone(), |importer| importer.operation(&id, data, &api, &mut paths)));
        let mut operations: Vec<_> = operations.collect();
        importer.poll_parameters(&mut operations, &lowered);
        operations
    });

    let mut entry = Object::new();
    entry.put("openapi", "3.0.3");
    entry.put("info", described(&product, &version, &style, all_by_action));
    entry.put_filled("servers", importer.servers(&mut fields));
    entry.put("security", requirement(&security));
    entry.put_filled("tags", declared(&tags));
    let common = fields.take_list("errorCodes");
    let common = importer.common_errors(common);
    importer.finish(fields);
    let mut shared = Object::new();
    shared.put("securitySchemes", security_schemes);
    let mut schemas = components;
    if operations.iter().any(|operation| !operation.data.get("x-twin-errors").is_none_or(Data::is_empty)) {
        let name = refusal_name(&schemas);
        shared.put("responses", Data::one("Error", refusal(&name)));
        schemas.put(&name, refusal_schema());
    }
    entry.put_filled("x-twin-common-errors", Data::List(common));
    Description {
        id: super::super::files::folder(&product),
        entry,
        paths: Object::new(),
        components: shared,
        schemas,
        operations: operations
            .into_iter()
            .map(|operation| (operation.id, operation.path, operation.method, operation.data))
            .collect(),
    }
}

fn described(product: &str, version: &str, style: &str, all_by_action: bool) -> Object {
    let mut info = Object::new();
    info.put("title", product);
    info.put("version", version);
    info.put("x-acs-product", product);
    info.put("x-acs-style", if all_by_action { "RPC" } else { "ROA" });
    if !matches!(style, "RPC" | "ROA" | "V3" | "") {
        info.put("x-acs-gateway", style);
    }
    info
}

fn declared(tags: &Tags) -> Data {
    Data::List(tags.names.iter().map(|name| Data::one("name", name.as_str())).collect())
}

impl Importer {
    /// The components, with each other known.
    fn components(&mut self, fields: &mut Fields) -> Object {
        let components = fields.take("components").unwrap_or(Data::Null);
        let mut lowered = Object::new();
        self.at("components", |this| {
            let mut components = this.fields(Context::Components, components);
            let schemas = components.take_map("schemas");
            this.finish(components);
            for (name, schema) in &schemas {
                this.components.insert(name.clone(), kind_of(schema, &schemas, 0));
            }
            this.at("schemas", |this| {
                for (name, schema) in schemas {
                    let schema = this.schema_at(&name, schema, Role::Request);
                    lowered.put(&name, schema.into_data());
                }
            });
        });
        lowered
    }

    /// The endpoints.
    fn servers(&mut self, fields: &mut Fields) -> Data {
        let list = fields.take_list("endpoints");
        let mut servers: Vec<Data> = Vec::new();
        self.at("endpoints", |this| {
            for (index, endpoint) in list.into_iter().enumerate() {
                this.at(index.to_string(), |this| servers.extend(this.server(endpoint)));
            }
        });
        Data::List(servers)
    }

    fn server(&mut self, endpoint: Data) -> Option<Data> {
        let mut fields = self.fields(Context::Endpoint, endpoint);
        let region = fields.take_text("regionId");
        let host = fields.take_text("endpoint").unwrap_or_default();
        let vpc = fields.take_text("vpc").map(|host| host.trim().to_owned()).filter(|host| !host.is_empty());
        let name = self.text(&mut fields, "regionName");
        self.finish(fields);
        let trimmed = host.trim();
        if trimmed.len() != host.len() {
            self.repaired_at("endpoint", Repair::BlanksAroundHost);
        }
        if trimmed.is_empty() {
            self.unknown("an endpoint without a host");
            return None;
        }
        let mut server = Object::new();
        server.put("url", format!("https://{trimmed}"));
        server.put_some("description", name);
        server.put_some("x-acs-region-id", region);
        server.put_some("x-acs-vpc-host", vpc);
        Some(server.into())
    }
}

/// The kind of value of a component, which may only refer to another.
fn kind_of(schema: &Data, schemas: &[(String, Data)], hops: usize) -> Kind {
    if let Some(kind) = schema.get("type").and_then(Data::as_text).and_then(Kind::of) {
        return kind;
    }
    let name = schema.get("$ref").and_then(Data::as_text).and_then(|reference| reference.rsplit('/').next());
    let target = schemas.iter().find(|(known, _)| Some(known.as_str()) == name);
    match target {
        Some((_, target)) if hops < 8 => kind_of(target, schemas, hops + 1),
        _ if schema.get("properties").is_some() => Kind::Object,
        _ if schema.get("items").is_some() => Kind::Array,
        _ => Kind::Any,
    }
}

/// A name for the body of a refusal that no component of the source has.
fn refusal_name(schemas: &Object) -> String {
    let names = ["ErrorResponse", "ServiceErrorResponse", "AcsErrorResponse"];
    let free = names.iter().find(|name| schemas.get(name).is_none());
    free.copied().unwrap_or("AcsErrorResponse").to_owned()
}

fn refusal(schema: &str) -> Object {
    let mut response = Object::new();
    response.put("description", "The request was refused; `Code` says why.");
    let reference = Data::one("$ref", format!("#/components/schemas/{schema}"));
    response.put("content", Data::one("application/json", Data::one("schema", reference)));
    response
}

fn refusal_schema() -> Object {
    let mut properties = Object::new();
    for (name, description) in [
        ("RequestId", "The ID of the request."),
        ("HostId", "The host that was called."),
        ("Code", "The error code."),
        ("Message", "The error message."),
        ("Recommend", "A page that explains the error code."),
    ] {
        let mut property = Object::new();
        property.put("description", description);
        property.put("type", "string");
        properties.put(name, property);
    }
    let mut schema = Object::new();
    schema.put("description", "The body of every refusal.");
    schema.put("type", "object");
    schema.put("properties", properties);
    schema
}
