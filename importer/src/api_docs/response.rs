//! What an operation answers, and the examples of it.

use super::schema::{Role, Schema};
use crate::importer::{Fields, Importer};
use crate::kind::Kind;
use crate::object::Object;
use crate::{Context, Data, Repair};

/// How the bodies of successful responses are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Json,
    Xml,
    Binary,
    /// Server-sent events.
    Events,
}

/// An example of a response.
#[derive(Debug, Default)]
pub(super) struct Examples {
    json: Option<Data>,
    xml: Option<String>,
}

impl Importer {
    /// How an operation with these `schemes` and `produces` answers.
    pub(super) fn answer(&self, schemes: &[String], produces: &[String]) -> Answer {
        let says = |media: &str| produces.iter().any(|produced| produced == media);
        if schemes.iter().any(|scheme| scheme == "sse") || says("text/event-stream") {
            Answer::Events
        } else if says("application/json") {
            Answer::Json
        } else if says("application/xml") {
            Answer::Xml
        } else if says("application/octet-stream") {
            Answer::Binary
        } else {
            Answer::Json
        }
    }

    /// The responses of an operation.
    pub(super) fn responses(&mut self, fields: &mut Fields, answer: Answer, errors_in_table: bool) -> Data {
        let mut examples = self.examples(fields);
        let mut responses = Object::new();
        let mut succeeds = false;
        let list = fields.take_map("responses");
        self.at("responses", |this| {
            for (status, response) in list {
                this.at(status.clone(), |this| {
                    let Some(status) = this.status(status) else { return };
                    let success = status.starts_with('2');
                    succeeds |= success || status.starts_with('3');
                    let examples = if success { std::mem::take(&mut examples) } else { Examples::default() };
                    let answer = if success { answer } else { Answer::Json };
                    let response = this.response(&status, response, answer, examples);
                    responses.put(&status, response);
                });
            }
        });
        if responses.is_empty() {
            self.repaired_at("responses", Repair::NoResponse);
            responses.put("200", Data::one("description", reason("200")));
            succeeds = true;
        }
        if succeeds && errors_in_table {
            responses.put("default", Data::one("$ref", "../openapi.yaml#/components/responses/Error"));
        }
        responses.into()
    }

    /// A status as OpenAPI writes it.
    fn status(&mut self, status: String) -> Option<String> {
        if matches!(status.as_str(), "4xx" | "5xx") {
            self.repaired(Repair::LowerCaseStatus);
            return Some(status.to_ascii_uppercase());
        }
        let is_range = matches!(status.as_str(), "1XX" | "2XX" | "3XX" | "4XX" | "5XX" | "default");
        let is_code = status.parse::<u16>().is_ok_and(|code| (100..600).contains(&code));
        if is_range || is_code {
            return Some(status);
        }
        self.repaired(Repair::ResponseWithoutStatus);
        None
    }

    fn response(&mut self, status: &str, data: Data, answer: Answer, examples: Examples) -> Data {
        let mut fields = self.fields(Context::Response, data);
        let description = self.text(&mut fields, "description");
        let headers = fields.take_map("headers");
        let headers = self.headers(headers);
        let schema = fields.take("schema").filter(|schema| !schema.is_empty());
        let schema = schema.map(|schema| self.schema_at("schema", schema, Role::Response));
        self.finish(fields);
        let mut response = Object::new();
        response.put("description", description.unwrap_or_else(|| reason(status).to_owned()));
        response.put_filled("headers", headers);
        response.put_filled("content", content(schema, answer, examples));
        response.into()
    }

    fn headers(&mut self, headers: Vec<(String, Data)>) -> Object {
        let mut lowered = Object::new();
        self.at("headers", |this| {
            for (name, header) in headers {
                this.at(name.clone(), |this| {
                    let mut fields = this.fields(Context::Header, header);
                    let schema = fields.take("schema").unwrap_or(Data::Null);
                    let mut schema = this.schema_at("schema", schema, Role::Response);
                    this.finish(fields);
                    let mut header = Object::new();
                    header.put_some("description", schema.description.take());
                    header.put("schema", schema.into_data());
                    lowered.put(&name, header);
                });
            }
        });
        lowered
    }

    /// The examples: a JSON text that lists texts.
    fn examples(&mut self, fields: &mut Fields) -> Examples {
        let Some(text) = fields.take_text("responseDemo").filter(|text| !text.trim().is_empty()) else {
            return Examples::default();
        };
        self.at("responseDemo", |this| {
            let mut examples = Examples::default();
            let Ok(Data::List(list)) = serde_json::from_str(&text) else {
                this.repaired(Repair::UnreadableResponseExample);
                return examples;
            };
            for example in list {
                let mut fields = this.fields(Context::Example, example);
                let kind = fields.take_text("type").unwrap_or_default();
                let text = fields.take_text("example").unwrap_or_default();
                let error = fields.take_text("errorExample").unwrap_or_default();
                this.finish(fields);
                if !error.trim().is_empty() {
                    this.repaired(Repair::ExampleOfError);
                }
                match kind.as_str() {
                    _ if text.trim().is_empty() => {}
                    "json" => match serde_json::from_str(&text) {
                        Ok(value) => examples.json = Some(value),
                        Err(_) => this.repaired(Repair::UnreadableResponseExample),
                    },
                    "xml" => examples.xml = Some(this.readable(text)),
                    other => this.unknown(format!("an example of the type `{other}`")),
                }
            }
            examples
        })
    }
}

/// The bodies of a response by media type.
fn content(schema: Option<Schema>, answer: Answer, examples: Examples) -> Object {
    let mut content = Object::new();
    // A description that calls an object a stream of bytes means JSON.
    let object = schema.as_ref().is_some_and(|schema| matches!(schema.kind, Kind::Object | Kind::Array));
    let binary = schema.as_ref().is_some_and(Schema::is_binary);
    let media = match answer {
        Answer::Events => "text/event-stream",
        _ if binary => "application/octet-stream",
        Answer::Binary if !object => "application/octet-stream",
        Answer::Xml => "application/xml",
        Answer::Json | Answer::Binary => "application/json",
    };
    let xml =
        examples.xml.map(|text| Data::Text(text.trim().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")));
    let example = match media {
        "application/xml" => xml.clone(),
        "application/octet-stream" => None,
        _ => examples.json,
    };
    let mut body = Object::new();
    body.put_some("schema", schema.map(Schema::into_data));
    body.put_some("example", example);
    if !body.is_empty() {
        content.put(media, body);
    }
    if let Some(xml) = xml.filter(|_| media == "application/json") {
        content.put("text/xml", Data::one("example", xml));
    }
    content
}

/// What a status means, where the source does not say it.
fn reason(status: &str) -> &'static str {
    match status {
        "200" => "The operation succeeded.",
        "201" => "Something was created.",
        "202" => "The operation was accepted and goes on.",
        "204" => "The operation succeeded; there is no body.",
        "301" | "302" | "303" | "307" | "308" => "What was asked for is elsewhere.",
        _ if status.starts_with('4') => "The request was refused.",
        _ if status.starts_with('5') => "The service failed.",
        _ => "The response.",
    }
}
