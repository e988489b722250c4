//! What a document says of requests and responses, whole.

mod schema;

use serde_json::{Map, Value};

use self::schema::{Dialect, Extent, Translation};
use super::media::Media;
use super::xml::XmlWords;
use crate::model::{Content, ContentField, Contract, ContractParameter, ContractResponse, Location, Style};
use crate::pointer::find;
use crate::source::{Source, join};

/// Reads the contracts of a document.
pub(crate) struct Contracts<'d> {
    document: &'d Value,
    translation: Translation<'d>,
}

impl<'d> Contracts<'d> {
    /// Those of the document as it was written, as far as its schemas go: OpenAPI 3.0 has no word for much of them.
    pub(super) fn of(source: &'d Source) -> Self {
        Self::to(Extent::Values, source)
    }

    /// The same with what the schemas say to people.
    pub(crate) fn with_words(source: &'d Source) -> Self {
        Self::to(Extent::Words, source)
    }

    fn to(extent: Extent, source: &'d Source) -> Self {
        let (document, dialect) = match source.with_json_schemas() {
            Some(document) => (document, Dialect::JsonSchema),
            None => (source.document(), Dialect::OpenApi30),
        };
        Contracts { document, translation: Translation { document, dialect, extent } }
    }

    /// The schemas that contracts refer to, by name.
    pub(crate) fn components(&self) -> Map<String, Value> {
        self.translation.components()
    }

    /// The contract of the operation at a pointer, of the path item at another. Variables are those of the path.
    pub(crate) fn contract(&self, item: &str, path: &str, pointer: &str) -> Contract {
        let Some(operation) = find(self.document, pointer) else { return Contract::default() };
        let of_path = find(self.document, &join(item, "parameters"));
        let mut parameters: Vec<ContractParameter> = Vec::new();
        for list in [of_path, operation.get("parameters")] {
            for parameter in list.and_then(Value::as_array).into_iter().flatten() {
                if let Some(parameter) = self.parameter(self.resolved(parameter), path) {
                    parameters.retain(|other| other.name != parameter.name || other.location != parameter.location);
                    parameters.push(parameter);
                }
            }
        }
        let body = operation.get("requestBody").map(|body| self.resolved(body));
        Contract {
            parameters,
            body_required: body.is_some_and(|body| is_true(body, "required")),
            bodies: body.map(|body| self.contents(body)).unwrap_or_default(),
            responses: members(operation, "responses")
                .map(|(status, response)| self.response(status, response))
                .collect(),
        }
    }

    fn parameter(&self, parameter: &Value, path: &str) -> Option<ContractParameter> {
        let name = text(parameter, "name")?;
        let location = match text(parameter, "in")? {
            "query" => Location::Query,
            "path" if path.contains(&format!("{{{name}}}")) => Location::Path,
            // OpenAPI: such parameters are ignored, since the protocol sets these headers.
            "header" if ["accept", "authorization", "content-type"].contains(&name.to_ascii_lowercase().as_str()) => {
                return None;
            }
            "header" => Location::Header,
            "cookie" => Location::Cookie,
            _ => return None,
        };
        let (style, explode, schema) = match members(parameter, "content").next() {
            Some((media_type, content)) => {
                let style = if Media::of(media_type) == Media::Json { Style::Json } else { Style::Text };
                (style, false, content.get("schema"))
            }
            None => {
                let usual = match location {
                    Location::Query | Location::Cookie => Style::Form,
                    _ => Style::Simple,
                };
                let style = style(parameter).unwrap_or(usual);
                let explode = parameter.get("explode").and_then(Value::as_bool);
                let explode = explode.unwrap_or(matches!(style, Style::Form | Style::DeepObject));
                (style, explode, parameter.get("schema"))
            }
        };
        let required = location == Location::Path || is_true(parameter, "required");
        Some(ContractParameter {
            name: name.to_owned(),
            location,
            style,
            explode,
            required,
            allows_empty_value: location == Location::Query && is_true(parameter, "allowEmptyValue"),
            schema: self.schema(schema),
        })
    }

    fn response(&self, statuses: &str, response: &Value) -> ContractResponse {
        let response = self.resolved(response);
        let headers = members(response, "headers").filter_map(|(name, header)| {
            let name = name.to_ascii_lowercase();
            let is_token =
                !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
            // OpenAPI says of it that it is described elsewhere.
            let is_taken = name == "content-type";
            (is_token && !is_taken).then(|| (name, self.schema(self.resolved(header).get("schema"))))
        });
        ContractResponse {
            statuses: statuses.to_ascii_uppercase().replace("DEFAULT", "default"),
            headers: headers.collect(),
            contents: self.contents(response),
        }
    }

    /// The bodies of a request or a response.
    fn contents(&self, holder: &Value) -> Vec<Content> {
        let contents = members(holder, "content").map(|(media_type, content)| {
            let named = members(content, "examples")
                .filter_map(|(name, example)| Some((name.clone(), self.resolved(example).get("value")?.clone())));
            let example = content.get("example").map(|example| (String::new(), example.clone()));
            let fields = members(content, "encoding").filter_map(|(name, encoding)| field(name, encoding));
            Content {
                media_type: media_type.clone(),
                schema: self.schema(content.get("schema")),
                examples: example.into_iter().chain(named).collect(),
                fields: fields.collect(),
                xml: (Media::of(media_type) == Media::Xml)
                    .then(|| XmlWords::of(self.document).root(content.get("schema"))),
            }
        });
        contents.collect()
    }

    fn schema(&self, schema: Option<&Value>) -> Value {
        schema.map_or(Value::Bool(true), |schema| self.translation.schema(schema))
    }

    /// What an object is, behind references.
    fn resolved<'v>(&'v self, mut object: &'v Value) -> &'v Value {
        // There may be a circle.
        for _ in 0..16 {
            let referred = text(object, "$ref").and_then(|reference| find(self.document, reference.strip_prefix('#')?));
            match referred {
                Some(referred) => object = referred,
                None => break,
            }
        }
        object
    }
}

fn field(name: &str, encoding: &Value) -> Option<ContentField> {
    let explode = encoding.get("explode").and_then(Value::as_bool);
    let is_json = text(encoding, "contentType").is_some_and(|media_type| Media::of(media_type) == Media::Json);
    let (style, explode) = match (style(encoding), explode) {
        (None, None) if is_json => (Style::Json, false),
        (None, None) => return None,
        (style, explode) => {
            let style = style.unwrap_or(Style::Form);
            (style, explode.unwrap_or(matches!(style, Style::Form | Style::DeepObject)))
        }
    };
    Some(ContentField { name: name.to_owned(), style, explode })
}

fn style(holder: &Value) -> Option<Style> {
    Some(match text(holder, "style")? {
        "form" => Style::Form,
        "simple" => Style::Simple,
        "label" => Style::Label,
        "matrix" => Style::Matrix,
        "deepObject" => Style::DeepObject,
        "spaceDelimited" => Style::SpaceDelimited,
        "pipeDelimited" => Style::PipeDelimited,
        _ => return None,
    })
}

fn text<'v>(object: &'v Value, key: &str) -> Option<&'v str> {
    object.get(key)?.as_str()
}

fn is_true(object: &Value, key: &str) -> bool {
    object.get(key) == Some(&Value::Bool(true))
}

fn members<'v>(object: &'v Value, key: &str) -> impl Iterator<Item = (&'v String, &'v Value)> {
    object.get(key).and_then(Value::as_object).into_iter().flatten()
}
