//! Examples and defaults fit their schemas.
//!
//! All of them are one value for one validator, since compiling a validator takes longer than using it.

use jsonschema::{Draft, PatternOptions, ValidationError, Validator};
use serde_json::{Map, Value, json};

use super::api::{Api, Operation, resolve};
use super::finding::Repair;
use super::fits::Fits;
use super::report::{Report, items, members, text};
use super::steps::{MAX_STEPS, Steps};
use super::translate::translate;
use super::vendor;
use super::vocabulary::reason;
use twinspec_core::Sequence;

use crate::diagnostics::{Code, Diagnostic};
use crate::pointer::{find, join, steps};
use crate::positions::{Kind, Position};
use crate::vocabulary::{At, ErrorRow, Vocabulary};

/// A value that must fit a schema.
struct Example<'a> {
    what: &'static str,
    pointer: String,
    value: &'a Value,
    schema: &'a Value,
    schema_pointer: String,
}

pub(super) fn check<'a>(api: &Api<'a>, words: &'a Vocabulary, positions: &[Position<'a>], report: &mut Report<'_>) {
    if report.is_circular() {
        // A validator would follow a circle of references for ever.
        return;
    }
    let mut examples = Vec::new();
    positions.iter().for_each(|position| stated(api.document, position, &mut examples));
    for operation in &api.operations {
        let rows = words.operations.get(&operation.pointer).into_iter().flat_map(|words| &words.errors);
        rows.for_each(|row| of_error_row(operation, row, &mut examples));
    }
    for (operation, parameters, pointer) in vendor::recorded(api, words) {
        sent(operation, parameters, pointer, &mut examples);
    }
    let mut fits = Fits::new(api.document);
    examples.retain(|example| !fits.surely(example.schema, example.value));
    leave_out_endless(api.document, &mut examples, report);
    if examples.is_empty() {
        return;
    }
    let mut schemas = needed(api.document, &examples);
    let validator = match together(&examples, &schemas) {
        Ok(validator) => validator,
        // One schema that is not a schema spoils the whole: leave out those that other rules reported.
        Err(_) => {
            examples.retain(|example| is_sound(&translate(example.schema)));
            schemas.values_mut().filter(|schema| !is_sound(schema)).for_each(|schema| *schema = json!({}));
            match together(&examples, &schemas) {
                Ok(validator) => validator,
                Err(_) => return,
            }
        }
    };
    let values: Map<_, _> =
        examples.iter().enumerate().map(|(index, example)| (index.to_string(), example.value.clone())).collect();
    for error in validator.iter_errors(&Value::Object(values)) {
        let mut steps = error.instance_path().as_str().splitn(3, '/').skip(1);
        let example = steps.next().and_then(|index| examples.get(index.parse::<usize>().ok()?));
        if let Some(example) = example {
            unfit(example, steps.next(), &error, report);
        }
    }
}

/// Reports the examples that would take too long.
fn leave_out_endless(document: &Value, examples: &mut Vec<Example<'_>>, report: &mut Report<'_>) {
    let mut steps = Steps::default();
    let mut all = 0_u64;
    examples.retain(|example| {
        let more = all.saturating_add(steps.of(document, example.schema, example.value));
        if more <= MAX_STEPS {
            all = more;
            return true;
        }
        let message = format!("the {} is not checked: that takes more than {MAX_STEPS} steps", example.what);
        let fault = Diagnostic::error(Code::TooLarge, message)
            .at(report.span(&example.pointer), "")
            .related(report.key_span(&example.schema_pointer), "the schema");
        report.push_with(&example.pointer, fault, Repair::Remove(example.pointer.clone()));
        false
    });
}

/// Whether a schema can be compiled, as far as it does not refer to others.
fn is_sound(schema: &Value) -> bool {
    jsonschema::draft4::meta::is_valid(schema) && has_sound_patterns(schema)
}

fn has_sound_patterns(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().all(has_sound_patterns),
        Value::Object(members) => members.iter().all(|(key, value)| match value {
            Value::String(pattern) if key == "pattern" => regex::Regex::new(pattern).is_ok(),
            value => has_sound_patterns(value),
        }),
        _ => true,
    }
}

/// The components that the schemas of examples refer to, and those that these refer to, for a validator.
fn needed(document: &Value, examples: &[Example<'_>]) -> Map<String, Value> {
    let mut needed = Map::new();
    let mut open: Vec<&Value> = examples.iter().map(|example| example.schema).collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(members) => {
                open.extend(members.values());
                let target = text(value, "$ref").and_then(|target| target.strip_prefix("#/components/schemas"));
                let name = target.and_then(|target| steps(target).next());
                if let Some(name) = name.filter(|name| !needed.contains_key(&**name))
                    && let Some(schema) = find(document, &join("/components/schemas", &name))
                {
                    needed.insert(name.into_owned(), translate(schema));
                    open.push(schema);
                }
            }
            _ => {}
        }
    }
    needed
}

fn together(examples: &[Example<'_>], schemas: &Map<String, Value>) -> Result<Validator, ValidationError<'static>> {
    let properties: Map<_, _> =
        examples.iter().enumerate().map(|(index, example)| (index.to_string(), translate(example.schema))).collect();
    let components = Map::from_iter([("schemas".to_owned(), schemas.clone().into())]);
    let schema =
        Map::from_iter([("properties".to_owned(), properties.into()), ("components".to_owned(), components.into())]);
    let options = jsonschema::options().with_draft(Draft::Draft4).should_validate_formats(false).offline();
    options.with_pattern_options(PatternOptions::regex()).build(&Value::Object(schema))
}

fn unfit(example: &Example<'_>, inside: Option<&str>, error: &ValidationError<'_>, report: &mut Report<'_>) {
    let at = inside.map_or_else(|| example.pointer.clone(), |inside| format!("{}/{inside}", example.pointer));
    let fault = Diagnostic::error(Code::UnfitExample, format!("the {} does not fit: {}", example.what, reason(error)))
        .at(report.span(&at), "")
        .related(report.key_span(&example.schema_pointer), "the schema");
    report.push_with(&at, fault, Repair::Remove(example.pointer.clone()));
}

/// The `example`, `examples` and `default` of an object.
fn stated<'a>(document: &'a Value, position: &Position<'a>, examples: &mut Vec<Example<'a>>) {
    let json = match position.kind {
        Kind::Parameter | Kind::Header | Kind::Schema => true,
        Kind::MediaType => is_json(&position.pointer) || is_event_stream(&position.pointer),
        _ => false,
    };
    if !json || position.value.get("$ref").is_some() {
        return;
    }
    let (schema, schema_pointer) = match position.kind {
        Kind::Schema => (Some(position.value), position.pointer.clone()),
        _ => (position.value.get("schema"), join(&position.pointer, "schema")),
    };
    let Some(schema) = schema else { return };
    // Data that is a text needs no JSON; each item of a list is the data of an event.
    let events = position.kind == Kind::MediaType && is_event_stream(&position.pointer);
    let kind = resolve(document, schema, schema_pointer.clone()).and_then(|(schema, _)| text(schema, "type"));
    if events && matches!(kind, None | Some("string")) && schema.get("allOf").is_none() {
        return;
    }
    if let (true, Some(list), true) = (events, position.value.get("example"), kind != Some("array")) {
        let pointer = join(&position.pointer, "example");
        let each = items(Some(list)).map(|(index, value)| (join(&pointer, &index.to_string()), value));
        let one = list.is_object().then(|| (pointer.clone(), list));
        examples.extend(each.chain(one).map(|(pointer, value)| Example {
            what: "example",
            pointer,
            value,
            schema,
            schema_pointer: schema_pointer.clone(),
        }));
        return;
    }
    let mut push = |what, pointer, value| {
        examples.push(Example { what, pointer, value, schema, schema_pointer: schema_pointer.clone() });
    };
    for key in ["example", "default"] {
        if let Some(value) = position.value.get(key) {
            push(key, join(&position.pointer, key), value);
        }
    }
    if position.kind != Kind::Schema {
        for (name, named) in members(position.value.get("examples")) {
            let pointer = join(&join(&position.pointer, "examples"), name);
            if let Some((named, pointer)) = resolve(document, named, pointer)
                && let Some(value) = named.get("value")
            {
                push("example", join(&pointer, "value"), value);
            }
        }
    }
}

/// Whether a media type, which is the last step of the pointer, is JSON.
fn is_json(pointer: &str) -> bool {
    let name = media_type(pointer);
    name == "application~1json" || name.ends_with("+json")
}

/// Whether a media type is server-sent events, or another sequence of items.
fn is_event_stream(pointer: &str) -> bool {
    Sequence::of(&media_type(pointer).replace("~1", "/")).is_some()
}

fn media_type(pointer: &str) -> String {
    let name = pointer.rsplit('/').next().unwrap_or_default().split(';').next().unwrap_or_default();
    name.trim().to_ascii_lowercase()
}

fn of_error_row<'a>(operation: &Operation<'a>, row: &'a At<ErrorRow>, examples: &mut Vec<Example<'a>>) {
    for (index, example) in row.node.examples.iter().enumerate() {
        sent(operation, &example.parameters, &format!("{}/examples/{index}", row.at), examples);
    }
}

/// The `parameters` of an example request.
fn sent<'a>(
    operation: &Operation<'a>,
    parameters: &'a Map<String, Value>,
    pointer: &str,
    examples: &mut Vec<Example<'a>>,
) {
    let pointer = join(pointer, "parameters");
    for (name, value) in parameters {
        let Some(parameter) = operation.parameter(name) else {
            continue;
        };
        let Some((schema, schema_pointer)) = parameter.schema() else {
            continue;
        };
        examples.push(Example { what: "parameter", pointer: join(&pointer, name), value, schema, schema_pointer });
    }
}
