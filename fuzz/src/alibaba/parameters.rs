//! Values of parameters, from the client's writer to the mock's reader.

use arbitrary::Unstructured;
use percent_encoding::{AsciiSet, CONTROLS, percent_encode};
use serde_json::{Map, Value};
use twinspec_core::{Arguments, HttpRequest, Parameter, Style};
use twinspec_mock::Schema;

use super::answer::Answer;
use super::world::{self, World};
use crate::value::{self, without_nulls};

/// The values of a call, by the names of their parameters.
type Values = Map<String, Value>;

/// What a query cannot hold as it is.
const NOT_IN_QUERY: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>');

/// Longer queries show nothing new, and some would be too long for a request line.
const LONGEST: usize = 4096;

/// HTTP libraries take no longer target.
const LONGEST_TARGET: usize = u16::MAX as usize - 1;

/// Deeper values are not read as they were written, by design.
const DEEPEST: usize = 12;

/// The input is first a query as it is, and then values for every parameter of an operation.
///
/// # Panics
/// If what the client writes of a value is not read as that value by the mock.
pub fn parameters(input: &[u8]) {
    world::with(|world| {
        let input = &input[..input.len().min(LONGEST)];
        if let Some(read) = read_query(world, input)
            && read.values().all(|value| depth(value) <= DEEPEST)
        {
            check(world, read, "first");
        }
        if let Ok(values) = values(&mut Unstructured::new(input)) {
            check(world, values, "second");
        }
    });
}

/// What the mock reads in a query, if it takes it.
fn read_query(world: &World, query: &[u8]) -> Option<Values> {
    let query = percent_encode(query, NOT_IN_QUERY);
    let request = format!("POST /take/p?{query} HTTP/1.1\r\nhost: h\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    let (taken, answer) = world.send_take(request.as_bytes(), None);
    answer_of(&answer).check();
    taken
}

/// Writes the values as a client does, and compares what the mock reads.
fn check(world: &World, mut values: Values, nonce: &str) {
    values.retain(|name, value| match name.as_str() {
        // A text is written as it is, since the parameters of the service in this style are lists and objects.
        "Json" => !value.is_string(),
        // What the mock read in the query may be no header.
        "x-twin-shape" => value.as_str().is_some_and(|text| text.chars().all(|c| c.is_ascii_graphic())),
        _ => true,
    });
    let operation = world::operation("Take");
    let parameters = operation.described.parameters.iter().zip(operation.schemas);
    let expected: Values = parameters
        .filter_map(|(parameter, schema)| {
            let value = expected(parameter, schema, values.get(parameter.name)?.clone())?;
            Some((parameter.name.to_owned(), value))
        })
        .collect();
    let request = written(&values, nonce);
    if request.target().len() > LONGEST_TARGET {
        return;
    }
    let (taken, answer) = world.send_take(&bytes(&request), None);
    let answer = answer_of(&answer);
    answer.check();
    let taken = taken.unwrap_or_else(|| panic!("{values:?} are refused: {}", answer.text()));
    assert_eq!(taken, expected, "of {values:?}");
}

fn answer_of(bytes: &[u8]) -> Answer<'_> {
    Answer::next(&mut &bytes[..], false).expect("the mock answers")
}

/// A value for each parameter, or none.
fn values(bytes: &mut Unstructured<'_>) -> arbitrary::Result<Values> {
    let operation = world::operation("Take");
    let mut values = Values::new();
    for (parameter, schema) in operation.described.parameters.iter().zip(operation.schemas) {
        let value = match parameter.name {
            // Neither empty nor a segment that HTTP libraries would take away.
            "Path" => format!("p{}", bytes.arbitrary::<String>()?).into(),
            "x-twin-shape" => {
                bytes.arbitrary::<String>()?.chars().filter(char::is_ascii_graphic).collect::<String>().into()
            }
            _ if bytes.arbitrary()? => value::of(schema, bytes)?,
            _ => continue,
        };
        values.insert(parameter.name.to_owned(), value);
    }
    Ok(values)
}

/// The request that the client library makes of the values.
fn written(values: &Values, nonce: &str) -> HttpRequest {
    let mut arguments = Arguments::new(world::operation("Take").described);
    for (name, value) in values {
        arguments.set(name, value);
    }
    world::sign(&arguments, nonce).unwrap_or_else(|error| panic!("{values:?}: {error}"))
}

fn bytes(request: &HttpRequest) -> Vec<u8> {
    let mut head = format!("{} {} HTTP/1.1\r\n", request.method().as_str(), request.target());
    for (name, value) in request.headers().iter().filter(|(name, _)| *name != "content-length") {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\nconnection: close\r\n\r\n", request.body().len()));
    [head.as_bytes(), request.body()].concat()
}

/// What the rules of the protocol leave of a value.
fn expected(parameter: &Parameter, schema: &Schema, value: Value) -> Option<Value> {
    match (parameter.style, schema) {
        (Style::Json, _) => {
            let value = without_nulls(value);
            let vanishes = match &value {
                Value::Null => true,
                Value::Array(items) => items.is_empty(),
                Value::Object(members) => members.is_empty(),
                _ => false,
            };
            (!vanishes).then_some(value)
        }
        (Style::Simple, _) => split(value, ","),
        (Style::SpaceDelimited, _) => split(value, " "),
        (Style::PipeDelimited, _) => split(value, "|"),
        (_, schema) => flat(schema, value),
    }
}

/// Nobody can tell a delimiter between items from one in an item.
fn split(value: Value, delimiter: &str) -> Option<Value> {
    let items: Vec<&str> = value.as_array()?.iter().filter_map(Value::as_str).collect();
    let joined = items.join(delimiter);
    (!items.is_empty()).then(|| joined.split(delimiter).map(Value::from).collect())
}

/// Null and what has nothing in it vanish; items close up. Without a schema all scalars are text, and a list cannot be
/// told from an object whose names are numbers.
fn flat(schema: &Schema, value: Value) -> Option<Value> {
    let some = |value: Value, is_empty: bool| (!is_empty).then_some(value);
    match (schema, value) {
        (_, Value::Null) => None,
        (Schema::Array { items: schema, .. }, Value::Array(items)) => {
            let items: Vec<Value> = items.into_iter().filter_map(|item| flat(schema, item)).collect();
            some(items.clone().into(), items.is_empty())
        }
        (Schema::Object { properties, .. }, Value::Object(members)) => {
            let schema_of = |name: &str| properties.iter().find(|(known, _)| *known == name).map(|(_, schema)| schema);
            let members = members.into_iter();
            let members: Values =
                members.filter_map(|(name, member)| Some((name.clone(), flat(schema_of(&name)?, member)?))).collect();
            some(members.clone().into(), members.is_empty())
        }
        (_, Value::Array(items)) => {
            let numbered = (1..).zip(items).map(|(position, item): (usize, _)| (position.to_string(), item));
            flat(&Schema::Any, Value::Object(numbered.collect()))
        }
        (_, Value::Object(members)) => {
            let members = members.into_iter();
            let members: Values =
                members.filter_map(|(name, member)| Some((name, flat(&Schema::Any, member)?))).collect();
            some(members.clone().into(), members.is_empty())
        }
        (Schema::Any, Value::String(text)) => Some(text.into()),
        (Schema::Any, scalar) => Some(scalar.to_string().into()),
        (_, scalar) => Some(scalar),
    }
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or_default(),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or_default(),
        _ => 0,
    }
}
