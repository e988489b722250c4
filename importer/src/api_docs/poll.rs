//! Operations that go on after their answer: what is asked for the outcome, and with what.

use super::operation::{Operation, local};
use super::pagination::resolve;
use crate::importer::{Fields, Importer};
use crate::object::Object;
use crate::{Data, Repair};

/// The key that the operation to ask is under.
const KEY: &str = "x-twin-poll";

/// A shorter interval, in milliseconds, is one in seconds.
const SHORTEST_INTERVAL: i64 = 100;

impl Importer {
    /// What the source says of polling: the operation, the time between two calls, and how many there are at most.
    pub(super) fn callback(&mut self, info: &mut Fields, itself: &str) -> Option<Object> {
        let callback = info.take_text("callback").filter(|callback| !callback.is_empty());
        let interval = whole(info.take("callbackInterval"));
        let attempts = whole(info.take("maxCallbackTimes"));
        let mut poll = Object::new();
        poll.put("operation", local(&callback?, itself));
        let interval = match interval {
            Some(seconds) if seconds < SHORTEST_INTERVAL => {
                self.repaired_at("callbackInterval", Repair::IntervalInSeconds);
                Some(seconds * 1000)
            }
            interval => interval,
        };
        poll.put_some("interval", interval);
        poll.put_some("attempts", attempts);
        Some(poll)
    }

    /// Adds to the polls what the parameters of the operation to ask are, as far as their names tell.
    pub(super) fn poll_parameters(&mut self, operations: &mut [Operation], components: &Data) {
        let found: Vec<_> = operations.iter().map(|operation| parameters(operation, operations, components)).collect();
        for (operation, found) in operations.iter_mut().zip(found) {
            match found {
                Found::NoPoll => {}
                Found::NoOperation => {
                    self.at(operation.id.clone(), |this| {
                        this.at("staticInfo", |this| this.repaired_at("callback", Repair::UnknownCallback));
                    });
                    operation.data.take(KEY);
                }
                Found::Parameters(parameters) => {
                    if let Some(Data::Map(entries)) = operation.data.get_mut(KEY)
                        && !parameters.is_empty()
                    {
                        entries.insert(1, ("parameters".to_owned(), parameters.into()));
                    }
                }
            }
        }
    }
}

fn whole(value: Option<Data>) -> Option<i64> {
    let number = match value? {
        Data::Number(number) => number.as_i64(),
        Data::Text(text) => text.trim().parse().ok(),
        _ => None,
    };
    number.filter(|number| *number > 0)
}

enum Found {
    NoPoll,
    /// The operation to ask belongs to this API, which does not have it.
    NoOperation,
    Parameters(Object),
}

fn parameters(operation: &Operation, all: &[Operation], components: &Data) -> Found {
    let Some(name) = operation.data.get(KEY).and_then(|poll| poll.get("operation")?.as_text()) else {
        return Found::NoPoll;
    };
    if name.contains("::") {
        return Found::Parameters(Object::new());
    }
    let Some(polled) = all.iter().find(|other| other.id == name) else { return Found::NoOperation };
    let (given, answered) = (values(operation, components), fields(operation, components));
    let mut parameters = Object::new();
    for wanted in values(polled, components) {
        if !wanted.required && !is_identifier(wanted.name) {
            continue;
        }
        let own = given.iter().find(|given| wanted.is_given_by(given.name, given.schema, components));
        let field = answered.iter().find(|(path, schema)| {
            let name = path.rsplit('.').next().unwrap_or_default();
            wanted.is_given_by(name, schema, components)
        });
        // A parameter that must be given is sure to be there; what the answer says is newer than one that may be.
        let value = match (own, field) {
            (Some(own), _) if own.required => Data::one("parameter", own.name),
            (_, Some((path, _))) => Data::one("field", path.as_str()),
            (Some(own), None) => Data::one("parameter", own.name),
            (None, None) => continue,
        };
        parameters.put(wanted.name, value);
    }
    Found::Parameters(parameters)
}

/// Whether a name says that the value distinguishes one thing from all others, so that it means the same wherever it is.
fn is_identifier(name: &str) -> bool {
    ["Id", "ID", "Ids", "IDs", "_id", "_ids"].iter().any(|end| name.ends_with(end)) || matches!(name, "id" | "ids")
}

/// A parameter of an operation.
struct Value<'a> {
    name: &'a str,
    schema: &'a Data,
    required: bool,
}

impl Value<'_> {
    /// Whether it is what has this name and schema, or a list whose items are.
    fn is_given_by(&self, name: &str, schema: &Data, components: &Data) -> bool {
        let wanted = resolve(self.schema, components);
        let kind = scalar(resolve(schema, components));
        if name == self.name && kind.is_some() && scalar(wanted) == kind {
            return true;
        }
        let items = wanted.get("items").map(|items| resolve(items, components)).and_then(scalar);
        let plural = self.name.strip_suffix('s').is_some_and(|singular| singular == name);
        (plural || name == self.name) && kind.is_some() && items == kind
    }
}

/// The type of a value that is neither list nor object.
fn scalar(schema: &Data) -> Option<(&str, &str)> {
    let text = |key| schema.get(key).and_then(Data::as_text);
    let kind = text("type").filter(|kind| matches!(*kind, "string" | "integer" | "boolean"))?;
    // The formats of other types say nothing of how a value is written.
    Some((kind, text("format").filter(|_| kind == "integer").unwrap_or_default()))
}

/// The parameters of an operation that are sent one by one.
fn values<'a>(operation: &'a Operation, components: &'a Data) -> Vec<Value<'a>> {
    let listed = operation.data.get("parameters").map(Data::items).unwrap_or_default();
    let listed = listed.iter().filter_map(|parameter| {
        let required = matches!(parameter.get("required"), Some(Data::Bool(true)));
        Some(Value { name: parameter.get("name")?.as_text()?, schema: parameter.get("schema")?, required })
    });
    let content = operation.data.get("requestBody").and_then(|body| body.get("content"));
    let form = content.and_then(|content| content.get("application/x-www-form-urlencoded")?.get("schema"));
    let form = form.map(|form| resolve(form, components));
    let needed = form.and_then(|form| form.get("required")).map(Data::items).unwrap_or_default();
    let properties = form.and_then(|form| form.get("properties")).map(Data::entries).unwrap_or_default();
    let sent = properties.iter().map(|(name, schema)| Value {
        name,
        schema,
        required: needed.iter().any(|needed| needed.as_text() == Some(name)),
    });
    listed.chain(sent).collect()
}

/// The fields of the answer of an operation, those at its top first, and those one level below.
fn fields<'a>(operation: &'a Operation, components: &'a Data) -> Vec<(String, &'a Data)> {
    let schema = operation
        .data
        .get("responses")
        .and_then(|responses| responses.get("200")?.get("content")?.get("application/json")?.get("schema"));
    let properties = |schema: &'a Data| resolve(schema, components).get("properties").map(Data::entries);
    let top = schema.and_then(properties).unwrap_or_default();
    let named = |(name, _): &&(String, Data)| !name.contains('.');
    let mut fields: Vec<_> = top.iter().filter(named).map(|(name, schema)| (name.clone(), schema)).collect();
    for (name, schema) in top.iter().filter(named) {
        let below = properties(schema).unwrap_or_default();
        fields.extend(below.iter().filter(named).map(|(inner, schema)| (format!("{name}.{inner}"), schema)));
    }
    fields
}
