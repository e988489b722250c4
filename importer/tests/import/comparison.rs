//! Compares a document of the official format with the description that was made of it.
//!
//! It goes through the source, finds what each value became, and says where that is not what the source says. Where a
//! repair was reported at a place or above it, a difference is expected.

mod examples;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use twinspec_importer::{Repair, Report};

/// The differences, each with its place in the source.
pub(super) fn compare(source: &Value, description: &Value, report: &Report) -> Vec<String> {
    let repaired = report.repairs.iter().map(|repaired| repaired.place.clone()).collect();
    let left_out = report
        .repairs
        .iter()
        .filter(|repaired| matches!(repaired.repair, Repair::DuplicateParameter | Repair::ReservedHeader));
    let left_out = left_out.map(|repaired| repaired.place.clone()).collect();
    let mut comparison = Comparison { description, repaired, left_out, differences: Vec::new() };
    comparison.document(source);
    comparison.differences
}

struct Comparison<'a> {
    description: &'a Value,
    repaired: Vec<String>,
    /// The parameters that were left out.
    left_out: BTreeSet<String>,
    differences: Vec<String>,
}

/// A text without blanks around it and with line feeds only.
fn clean(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

fn items(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}

impl Comparison<'_> {
    /// Notes a difference unless a repair was reported here or at a key below.
    fn differ(&mut self, place: &str, what: impl Into<String>) {
        let excused = self.repaired.iter().any(|repaired| {
            let above = |inner: &str, outer: &str| inner.rsplit_once('/').is_some_and(|(above, _)| above == outer);
            repaired == place || above(repaired, place) || above(place, repaired)
        });
        if !excused && !self.is_unfit(place) {
            self.differences.push(format!("{place}: {}", what.into()));
        }
    }

    /// Whether an example or default was found not to fit. That is reported of the operation; each report excuses one.
    fn is_unfit(&mut self, place: &str) -> bool {
        let steps: Vec<_> = place.split('/').collect();
        let Some(key) = steps.last() else { return false };
        let key = if *key == "responseDemo" { "example" } else { key };
        let holder = match steps.as_slice() {
            ["", "components", "schemas", name, ..] => format!("/components/schemas/{name}"),
            ["", "apis", id, ..] => format!("/apis/{id}"),
            _ => return false,
        };
        let reported = format!("{holder}/{key}");
        let found = self.repaired.iter().position(|repaired| *repaired == reported);
        found.map(|index| self.repaired.remove(index)).is_some()
    }

    fn same(&mut self, place: &str, key: &str, source: Option<Value>, ours: Option<&Value>) {
        if source.as_ref() != ours {
            self.differ(&format!("{place}/{key}"), format!("{source:?} became {ours:?}"));
        }
    }

    fn document(&mut self, source: &Value) {
        let description = self.description;
        let info = &source["info"];
        self.same("/info", "version", info.get("version").cloned(), description.pointer("/info/version"));
        self.same("/info", "product", info.get("product").cloned(), description.pointer("/info/x-acs-product"));
        let servers: Vec<_> = items(description.get("servers")).collect();
        for (index, endpoint) in items(source.get("endpoints")).enumerate() {
            let place = format!("/endpoints/{index}");
            let Some(server) = servers.get(index) else {
                self.differ(&place, "the endpoint is missing");
                continue;
            };
            let url = text(endpoint, "endpoint").map(|host| json!(format!("https://{}", host.trim())));
            self.same(&place, "endpoint", url, server.get("url"));
            self.same(&place, "regionId", endpoint.get("regionId").cloned(), server.get("x-acs-region-id"));
            self.same(
                &place,
                "vpc",
                endpoint.get("vpc").filter(|vpc| **vpc != json!("")).cloned(),
                server.get("x-acs-vpc-host"),
            );
        }
        for (index, row) in items(source.get("errorCodes")).enumerate() {
            let ours = items(description.get("x-twin-common-errors")).nth(index).unwrap_or(&Value::Null);
            self.same(&format!("/errorCodes/{index}"), "code", row.get("code").cloned(), ours.get("code"));
        }
        for (name, schema) in entries(source.pointer("/components/schemas")) {
            let place = format!("/components/schemas/{name}");
            let ours = description.pointer(&place).cloned().unwrap_or_default();
            self.schema(&place, schema, &ours, &ours, false);
        }
        let mut operations = Map::new();
        for (path, item) in entries(description.get("paths")) {
            for (method, operation) in entries(Some(item)) {
                let id = text(operation, "operationId").unwrap_or_default().to_owned();
                let mut operation = operation.clone();
                operation["path"] = json!(path);
                operation["method"] = json!(method);
                operations.insert(id, operation);
            }
        }
        for (id, operation) in entries(source.get("apis")) {
            let place = format!("/apis/{id}");
            match operations.get(id) {
                Some(ours) => self.operation(&place, id, operation, ours, source),
                None => self.differ(&place, "the operation is missing"),
            }
        }
        for id in operations.keys().filter(|id| source["apis"].get(id.as_str()).is_none()) {
            self.differ(&format!("/apis/{id}"), "the source has no such operation");
        }
    }

    fn operation(&mut self, place: &str, id: &str, source: &Value, ours: &Value, document: &Value) {
        let description = &ours["description"].as_str().unwrap_or_default().to_owned();
        for key in ["requestParamsDescription", "responseParamsDescription", "extraInfo", "description"] {
            let said = clean(text(source, key).unwrap_or_default());
            if !description.contains(&said) {
                self.differ(&format!("{place}/{key}"), "the text is not in the description");
            }
        }
        if let Some(summary) = text(source, "summary").map(clean).filter(|summary| !summary.is_empty()) {
            self.same(place, "summary", Some(json!(summary)), ours.get("summary"));
        }
        let title = text(source, "title").map(clean).filter(|title| !title.is_empty() && title != id);
        if let Some(title) = title {
            let known = [ours.get("x-twin-title"), ours.get("summary")].contains(&Some(&json!(title)));
            if !known {
                self.differ(&format!("{place}/title"), "the title is nowhere");
            }
        }
        let deprecated = source["deprecated"] == json!(true);
        self.same(place, "deprecated", deprecated.then_some(json!(true)), ours.get("deprecated"));
        self.methods(place, source, ours);
        self.path(place, source, ours, text(&document["info"], "style") == Some("RPC"));
        self.facts(place, source, ours, document);
        self.errors(place, source, ours);
        let parameters: Vec<_> = items(source.get("parameters")).collect();
        for (index, parameter) in parameters.iter().enumerate() {
            self.parameter(&format!("{place}/parameters/{index}"), parameter, ours);
        }
        for (status, response) in entries(source.get("responses")) {
            let place = format!("{place}/responses/{status}");
            let response_of_ours = &ours["responses"][status.to_ascii_uppercase().as_str()];
            self.response(&place, response, response_of_ours);
        }
        self.demo(place, source, ours);
    }

    fn methods(&mut self, place: &str, source: &Value, ours: &Value) {
        let mut theirs: Vec<_> = items(source.get("methods")).filter_map(Value::as_str).collect();
        let listed: Vec<_> = items(ours.get("x-acs-methods")).filter_map(Value::as_str).collect();
        let mut own = if listed.is_empty() { vec![ours["method"].as_str().unwrap_or_default()] } else { listed };
        theirs.sort_unstable();
        own.sort_unstable();
        if theirs != own {
            self.differ(&format!("{place}/methods"), format!("{theirs:?} became {own:?}"));
        }
    }

    fn path(&mut self, place: &str, source: &Value, ours: &Value, rpc: bool) {
        let wire = text(ours, "x-twin-path").or(text(ours, "path")).unwrap_or_default();
        match text(source, "path").filter(|path| !rpc && !path.trim_matches('/').is_empty()) {
            Some(path) if path != wire => self.differ(&format!("{place}/path"), format!("`{path}` became `{wire}`")),
            Some(_) => {}
            None => {
                let by_action = text(ours, "x-acs-action").is_some() || wire == "/";
                if !by_action {
                    self.differ(&format!("{place}/path"), format!("an operation without a path has `{wire}`"));
                }
            }
        }
    }

    /// Pollers, substitutes, authorization, limits, changes, security.
    fn facts(&mut self, place: &str, source: &Value, ours: &Value, document: &Value) {
        let api = format!(
            "{}::{}::",
            document["info"]["product"].as_str().unwrap_or(""),
            document["info"]["version"].as_str().unwrap_or("")
        );
        let local = |name: &str| match name.get(..api.len()) {
            Some(own) if own.eq_ignore_ascii_case(&api) => name[api.len()..].to_owned(),
            _ => name.to_owned(),
        };
        let info = &source["staticInfo"];
        if let Some(callback) = text(info, "callback") {
            let poll = &ours["x-twin-poll"];
            self.same(place, "staticInfo/callback", Some(json!(local(callback))), poll.get("operation"));
            self.same(
                place,
                "staticInfo/callbackInterval",
                // What is as short as that is in seconds.
                info.get("callbackInterval")
                    .and_then(Value::as_i64)
                    .map(|time| json!(if time < 100 { time * 1000 } else { time })),
                poll.get("interval"),
            );
            self.same(
                place,
                "staticInfo/maxCallbackTimes",
                info.get("maxCallbackTimes").cloned(),
                poll.get("attempts"),
            );
        }
        let named: Vec<_> = items(info.get("substitutions")).filter_map(Value::as_str).map(local).collect();
        let own: Vec<_> = items(ours.get("x-twin-substitutes")).filter_map(Value::as_str).collect();
        if named.iter().any(|name| !own.contains(&name.as_str())) {
            self.differ(&format!("{place}/staticInfo/substitutions"), format!("{named:?} became {own:?}"));
        }
        for (index, row) in items(source.get("ramActions")).enumerate() {
            let place = format!("{place}/ramActions/{index}");
            let own = &ours["x-acs-ram"][index];
            self.same(&place, "action", row.pointer("/ramAction/action").cloned(), own.get("action"));
            for resource in items(row.pointer("/ramAction/resources")) {
                if !items(own.get("resources")).any(|arn| *arn == resource["arn"]) {
                    self.differ(&place, format!("{} is missing", resource["arn"]));
                }
            }
        }
        for (index, limit) in items(source.pointer("/flowControl/flowControlList").or(None)).enumerate() {
            let own = &ours["x-twin-limits"][index];
            let place = format!("{place}/flowControl/flowControlList/{index}");
            let seconds = match text(own, "window") {
                Some("second") => 1,
                Some("minute") => 60,
                Some("hour") => 3_600,
                _ => 86_400,
            };
            self.same(&place, "countWindow", limit.get("countWindow").cloned(), Some(&json!(seconds)));
            let count = own.get("count").map(|count| json!(count.to_string()));
            self.same(&place, "threshold", limit.get("threshold").cloned(), count.as_ref());
        }
        let changes = items(source.get("changeSet")).count();
        if items(ours.get("x-twin-change-set")).count() != changes {
            self.differ(&format!("{place}/changeSet"), "changes are missing");
        }
        let security = ours.get("security").or(self.description.get("security"));
        let theirs: Vec<_> = items(source.get("security"))
            .flat_map(|scheme| entries(Some(scheme)).map(|(name, _)| name.clone()))
            .filter(|name| name != "Anonymous")
            .collect();
        let own: Vec<_> =
            items(security).flat_map(|scheme| entries(Some(scheme)).map(|(name, _)| name.clone())).collect();
        if theirs != own {
            self.differ(&format!("{place}/security"), format!("{theirs:?} became {own:?}"));
        }
        for (key, ours_key, value) in [("riskType", "x-acs-risk", "high"), ("chargeType", "x-acs-charge", "paid")] {
            let says = source["systemTags"][key] == json!(value);
            self.same(place, key, says.then(|| json!(value)), ours.get(ours_key));
        }
    }

    fn errors(&mut self, place: &str, source: &Value, ours: &Value) {
        for (status, rows) in entries(source.get("errorCodes")) {
            for (index, row) in items(Some(rows)).enumerate() {
                let place = format!("{place}/errorCodes/{status}/{index}");
                let code = clean(text(row, "errorCode").unwrap_or_default());
                let message = clean(text(row, "errorMessage").unwrap_or_default());
                let found = items(ours.get("x-twin-errors")).any(|own| {
                    let listed = own.get("listed-status").or(own.get("status")).map(Value::to_string);
                    listed.as_ref() == Some(status)
                        && text(own, "code") == Some(code.as_str())
                        && text(own, "message") == Some(message.as_str())
                });
                if !found {
                    self.differ(&place, format!("{status} {code} {message:?} is missing"));
                }
            }
        }
    }

    fn parameter(&mut self, place: &str, source: &Value, ours: &Value) {
        // One that was left out, as the second of its name.
        if self.left_out.contains(place) {
            return;
        }
        let name = text(source, "name").unwrap_or_default();
        let location = text(source, "in").unwrap_or_default();
        let schema = &source["schema"];
        let required = schema["required"] == json!(true) || location == "path";
        let style = match text(source, "style") {
            Some("repeatList" | "flat") => Some("flat"),
            Some(style @ ("json" | "simple")) => Some(style),
            _ => None,
        };
        let found = match location {
            "body" => {
                let body = &ours["requestBody"];
                let content =
                    entries(body.get("content")).next().map(|(_, content)| content.clone()).unwrap_or_default();
                if body.is_null() {
                    None
                } else {
                    self.same(place, "required", required.then_some(json!(true)), body.get("required"));
                    // The body has the description of its schema.
                    let mut holder = content.clone();
                    holder["description"] = body["description"].clone();
                    Some((content["schema"].clone(), holder, None))
                }
            }
            "formData" => {
                let form = &ours["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"];
                let own = form["properties"].get(name).cloned();
                let known = items(form.get("required")).any(|known| *known == json!(name));
                if known != required {
                    self.differ(&format!("{place}/required"), format!("{required} became {known}"));
                }
                own.map(|own| (own.clone(), own.clone(), own.get("x-acs-style").cloned()))
            }
            _ => {
                let list = if location == "host" { "x-twin-host-parameters" } else { "parameters" };
                let own = items(ours.get(list)).find(|own| {
                    text(own, "name") == Some(name) && (location == "host" || text(own, "in") == Some(location))
                });
                if let Some(own) = own {
                    self.same(place, "required", required.then_some(json!(true)), own.get("required"));
                }
                own.map(|own| (own["schema"].clone(), own.clone(), own.get("x-acs-style").cloned()))
            }
        };
        let Some((own, holder, own_style)) = found else {
            self.differ(place, format!("the parameter `{name}` in `{location}` is missing"));
            return;
        };
        let kind = text(schema, "type");
        if matches!(kind, Some("array" | "object")) && location != "body" {
            self.same(place, "style", style.map(|style| json!(style)), own_style.as_ref());
        }
        self.schema(&format!("{place}/schema"), schema, &own, &holder, false);
    }

    fn response(&mut self, place: &str, source: &Value, ours: &Value) {
        if ours.is_null() {
            self.differ(place, "the response is missing");
            return;
        }
        if let Some(description) = text(source, "description").map(clean).filter(|text| !text.is_empty()) {
            self.same(place, "description", Some(json!(description)), ours.get("description"));
        }
        if let Some(schema) =
            source.get("schema").filter(|schema| schema.as_object().is_some_and(|schema| !schema.is_empty()))
        {
            let content = entries(ours.get("content"))
                .map(|(_, content)| content)
                .find(|content| content.get("schema").is_some());
            let own = content.map(|content| content["schema"].clone()).unwrap_or_default();
            self.schema(&format!("{place}/schema"), schema, &own, &own, true);
        }
        for (name, header) in entries(source.get("headers")) {
            let own = &ours["headers"][name.as_str()];
            self.schema(&format!("{place}/headers/{name}/schema"), &header["schema"], &own["schema"], own, true);
        }
    }

    /// `holder` has the description, example and flags of the schema; it is the schema itself or the parameter.
    fn schema(&mut self, place: &str, source: &Value, ours: &Value, holder: &Value, response: bool) {
        if let Some(reference) = text(source, "$ref").filter(|_| source.get("type").is_none()) {
            let own = ours.get("$ref").or(ours.pointer("/allOf/0/$ref"));
            self.same(place, "$ref", Some(json!(reference)), own);
        } else {
            let kind = source.get("type").filter(|kind| **kind != json!("any")).cloned();
            self.same(place, "type", kind, ours.get("type"));
        }
        for key in ["deprecated", "nullable", "readOnly"] {
            let says = source[key] == json!(true);
            self.same(place, key, says.then_some(json!(true)), holder.get(key).or(ours.get(key)));
        }
        let sensitive = holder.get("x-twin-sensitive").or(ours.get("x-twin-sensitive"));
        self.same(place, "sensitive", (source["sensitive"] == json!(true)).then_some(json!(true)), sensitive);
        for key in ["description", "title"] {
            let Some(said) = text(source, key).map(clean).filter(|said| !said.is_empty()) else { continue };
            let known = [holder, ours]
                .iter()
                .any(|value| ["description", "title"].iter().any(|key| text(value, key) == Some(said.as_str())));
            if !known {
                self.differ(&format!("{place}/{key}"), format!("{said:?} is nowhere"));
            }
        }
        for key in ["format", "pattern"] {
            let said = text(source, key).filter(|text| !text.is_empty()).map(|text| json!(text));
            self.same(place, key, said, ours.get(key));
        }
        for key in ["minLength", "maxLength", "minItems", "maxItems"] {
            self.same(place, key, source.get(key).cloned(), ours.get(key));
        }
        for key in ["minimum", "maximum"] {
            let number = |value: &Value| value.as_f64().or_else(|| value.as_str()?.trim().parse().ok());
            if source.get(key).and_then(number) != ours.get(key).and_then(number) {
                self.differ(&format!("{place}/{key}"), format!("{:?} became {:?}", source.get(key), ours.get(key)));
            }
        }
        self.values(place, source, ours);
        self.written(place, "default", source, ours);
        self.written(place, "example", source, holder);
        let misplaced = |key: &str| self.repaired.contains(&format!("{place}/{key}"));
        let (no_properties, no_items) = (misplaced("properties"), misplaced("items"));
        for (name, property) in entries(source.get("properties")).filter(|_| !no_properties) {
            let own = &ours["properties"][name.as_str()];
            let below = format!("{place}/properties/{name}");
            self.schema(&below, property, own, own, response);
            let required = property["required"] == json!(true) && !response;
            let known = items(ours.get("required")).any(|known| *known == json!(name));
            if required != known {
                self.differ(&format!("{below}/required"), format!("{required} became {known}"));
            }
        }
        if let Some(values) = source.get("items").filter(|_| !no_items) {
            self.schema(&format!("{place}/items"), values, &ours["items"], &ours["items"], response);
        }
        match source.get("additionalProperties") {
            Some(values @ Value::Object(_)) => {
                let own = &ours["additionalProperties"];
                self.schema(&format!("{place}/additionalProperties"), values, own, own, response);
            }
            values => self.same(place, "additionalProperties", values.cloned(), ours.get("additionalProperties")),
        }
    }

    fn values(&mut self, place: &str, source: &Value, ours: &Value) {
        let printed = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let theirs: Vec<_> = items(source.get("enum")).map(printed).collect();
        let own: Vec<_> = items(ours.get("enum")).map(printed).collect();
        if theirs != own {
            self.differ(&format!("{place}/enum"), format!("{theirs:?} became {own:?}"));
        }
        for (value, title) in entries(source.get("enumValueTitles")) {
            let own = ours["x-twin-value-titles"].get(value).and_then(Value::as_str);
            if own != title.as_str().map(clean).as_deref() {
                self.differ(&format!("{place}/enumValueTitles"), format!("{value}: {title} became {own:?}"));
            }
        }
    }

    /// A value that the source writes as a text.
    fn written(&mut self, place: &str, key: &str, source: &Value, ours: &Value) {
        let Some(said) = source.get(key) else { return };
        let own = ours.get(key);
        let same = match (said, own) {
            (Value::String(said), Some(Value::String(own))) => said == own || clean(said) == *own,
            (Value::String(said), Some(own)) => {
                let read: Option<Value> = serde_json::from_str(said.trim()).ok();
                let numbers = (said.trim().parse::<f64>().ok(), own.as_f64());
                read.as_ref() == Some(own) || (numbers.0.is_some() && numbers.0 == numbers.1)
            }
            (said, own) => Some(said) == own,
        };
        if !same {
            self.differ(&format!("{place}/{key}"), format!("{said} became {own:?}"));
        }
    }
}
