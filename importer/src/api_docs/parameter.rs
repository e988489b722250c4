//! Parameters, wherever in a request they travel.

use super::schema::{Role, Schema};
use crate::importer::Importer;
use crate::object::Object;
use crate::{Context, Data, Repair};

/// The parameters of an operation, by where they travel.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    /// In the path, the query or a header: OpenAPI parameters.
    pub(super) listed: Vec<Listed>,
    /// In the host.
    pub(super) host: Vec<Data>,
    /// In a form.
    pub(super) form: Vec<(String, Schema, Option<&'static str>)>,
    /// The body and its name.
    pub(super) body: Option<(String, Schema)>,
}

/// An OpenAPI parameter under construction.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) location: &'static str,
    pub(super) schema: Schema,
    style: Option<&'static str>,
    allow_empty: bool,
}

/// Headers that the client sets, and that OpenAPI ignores as parameters.
const RESERVED_HEADERS: [&str; 3] = ["accept", "authorization", "content-type"];

impl Importer {
    /// The parameters of an operation.
    pub(super) fn parameters(&mut self, list: Vec<Data>) -> Parameters {
        let mut parameters = Parameters::default();
        let mut seen = Vec::new();
        self.at("parameters", |this| {
            for (index, data) in list.into_iter().enumerate() {
                this.at(index.to_string(), |this| this.parameter(data, &mut parameters, &mut seen));
            }
        });
        self.one_body(&mut parameters);
        parameters
    }

    fn parameter(&mut self, data: Data, parameters: &mut Parameters, seen: &mut Vec<(String, String)>) {
        let mut fields = self.fields(Context::Parameter, data);
        let name = fields.take_text("name").unwrap_or_default();
        let location = fields.take_text("in").unwrap_or_default();
        if name.is_empty() {
            self.unknown("a parameter without a name");
            return;
        }
        if self.is_duplicate(&name, &location, seen) || self.is_reserved_header(&name, &location) {
            return;
        }
        let schema = fields.take("schema").unwrap_or(Data::Null);
        let mut schema = self.schema_at("schema", schema, Role::Request);
        let style = fields.take_text("style");
        let style = style.and_then(|style| self.style(&style)).filter(|_| schema.kind.has_style());
        let allow_empty = fields.peek("allowEmptyValue") == Some(&Data::Bool(true));
        if location == "query" {
            fields.take("allowEmptyValue");
        }
        self.finish(fields);
        let mut listed = |location, schema| {
            parameters.listed.push(Listed { name: name.clone(), location, schema, style, allow_empty });
        };
        match location.as_str() {
            "query" => listed("query", schema),
            "header" => listed("header", schema),
            "path" => {
                if !schema.required {
                    self.repaired(Repair::OptionalPathParameter);
                }
                schema.required = true;
                listed("path", schema);
            }
            "host" => parameters.host.push(host(&name, schema)),
            "formData" => parameters.form.push((name, schema, style)),
            "body" => parameters.body = Some((name, schema)),
            other => self.unknown(format!("a parameter in `{other}`")),
        }
    }

    fn is_duplicate(&mut self, name: &str, location: &str, seen: &mut Vec<(String, String)>) -> bool {
        let key = (name.to_owned(), location.to_owned());
        let duplicate = seen.contains(&key);
        if duplicate {
            self.repaired(Repair::DuplicateParameter);
        } else {
            seen.push(key);
        }
        duplicate
    }

    fn is_reserved_header(&mut self, name: &str, location: &str) -> bool {
        let reserved = location == "header" && RESERVED_HEADERS.contains(&name.to_ascii_lowercase().as_str());
        if reserved {
            self.repaired(Repair::ReservedHeader);
        }
        reserved
    }

    /// How a list or an object is written; the other ways are the same on the wire.
    fn style(&mut self, style: &str) -> Option<&'static str> {
        match style {
            "repeatList" | "flat" => Some("flat"),
            "json" => Some("json"),
            "simple" => Some("simple"),
            // Only bodies have these, and their media type says the same.
            "xml" | "struct" | "" => None,
            other => {
                self.at("style", |this| this.unknown(format!("the style `{other}`")));
                None
            }
        }
    }

    /// A request has one body.
    fn one_body(&mut self, parameters: &mut Parameters) {
        if parameters.body.is_none() || parameters.form.is_empty() {
            return;
        }
        self.repaired_at("parameters", Repair::FormBesideBody);
        for (name, schema, style) in std::mem::take(&mut parameters.form) {
            parameters.listed.push(Listed { name, location: "query", schema, style, allow_empty: false });
        }
    }
}

impl Listed {
    /// A parameter of the path of which nothing is known.
    pub(super) fn undeclared(name: &str) -> Self {
        let mut schema = Schema::default();
        schema.required = true;
        schema.keyword("type", "string");
        Listed { name: name.to_owned(), location: "path", schema, style: None, allow_empty: false }
    }

    pub(super) fn into_data(mut self) -> Data {
        let schema = &mut self.schema;
        let mut object = Object::new();
        object.put("name", self.name);
        object.put("in", self.location);
        object.put_some("description", schema.description.take());
        object.put_flag("required", schema.required);
        object.put_flag("deprecated", std::mem::take(&mut schema.deprecated));
        object.put_flag("allowEmptyValue", self.allow_empty && self.location == "query");
        object.put_some("x-acs-style", self.style);
        object.put_flag("x-twin-sensitive", std::mem::take(&mut schema.sensitive));
        let example = schema.example.take();
        object.put("schema", self.schema.into_data());
        object.put_some("example", example);
        object.into()
    }
}

fn host(name: &str, mut schema: Schema) -> Data {
    let mut object = Object::new();
    object.put("name", name);
    object.put_some("description", schema.description.take());
    object.put_flag("required", schema.required);
    object.put_flag("deprecated", std::mem::take(&mut schema.deprecated));
    object.put_flag("x-twin-sensitive", std::mem::take(&mut schema.sensitive));
    let example = schema.example.take();
    object.put("schema", schema.into_data());
    object.put_some("example", example);
    object.into()
}
