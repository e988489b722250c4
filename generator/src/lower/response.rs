use openapiv3::{Responses, StatusCode};

use super::Lower;
use crate::model::Response;
use crate::source::join;

impl Lower<'_> {
    /// What a successful call answers: the first response with a status of 2xx.
    pub(super) fn response(&mut self, responses: &Responses, pointer: &str) -> Response {
        let components = self.document.components.as_ref();
        let success = responses.responses.iter().find(|(status, _)| match status {
            StatusCode::Code(code) => (200..300).contains(code),
            StatusCode::Range(range) => *range == 2,
        });
        let (item, pointer) = match (success, &responses.default) {
            (Some((status, item)), _) => (item, join(pointer, &status.to_string())),
            (None, Some(item)) => (item, format!("{pointer}/default")),
            (None, None) => return Response { description: String::new(), shape: None, json: None, xml: None },
        };
        let table = |name: &str| components.and_then(|components| components.responses.get(name));
        let Some((response, pointer)) = self.resolve(item, pointer, "responses", table) else {
            return Response { description: String::new(), shape: None, json: None, xml: None };
        };
        let json = response.content.get("application/json");
        let xml = response.content.get("text/xml").or_else(|| response.content.get("application/xml"));
        let shape = json
            .and_then(|media| media.schema.as_ref())
            .map(|schema| self.schema(schema, format!("{pointer}/content/application~1json/schema")));
        if json.is_none() && !response.content.is_empty() {
            self.unsupported(&format!("{pointer}/content"), "a response that is not JSON");
        }
        Response {
            description: response.description.clone(),
            shape,
            json: json.and_then(|media| media.example.clone()),
            xml: xml.and_then(|media| media.example.as_ref()?.as_str()).map(|text| text.trim_end().to_owned()),
        }
    }
}
