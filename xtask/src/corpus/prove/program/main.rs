//! Makes the calls and reads the values that standard input has, a JSON object a line, and says what came of each. With the URL
//! of a server as argument, it sends the calls there, and says what came of the answers; with another argument behind it, it
//! says what it would send there.

mod operations;
mod types;

use std::io::{BufRead, BufWriter, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use client::Client;
use client::twinspec_core::{Decode, Encode, Error, ErrorKind, HttpRequest, Value, from_json};
use serde_json::json;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let server = std::env::args().nth(1);
    let client = operations::client(server.as_deref())?;
    let is_dry_run = server.is_none() || std::env::args().len() > 2;
    let way = if is_dry_run { Way::DryRun } else { Way::Sent };
    let mut output = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let mut input: Value = serde_json::from_str(&line?)?;
        let outcome = match input["component"].as_str() {
            Some(component) => types::round_trip(component, &input["value"].to_string()).map(|value| json!({ "value": value })),
            None => {
                let values = Values(&input["values"]);
                operations::call(&client, input["module"].as_str().unwrap_or_default(), &values, way)
            }
        };
        let outcome = outcome.unwrap_or_else(|failure| json!({ "failure": failure.to_string() }));
        input["outcome"] = outcome;
        writeln!(output, "{input}")?;
    }
    output.flush()?;
    Ok(())
}

/// What is done with a request.
#[derive(Clone, Copy)]
enum Way {
    DryRun,
    Sent,
}

/// The values of a call by the fields of the request.
struct Values<'a>(&'a Value);

impl Values<'_> {
    fn required<T: Decode + Default>(&self, field: &str) -> Result<T, Failure> {
        self.optional(field)?.ok_or_else(|| format!("there is no value for `{field}`").into())
    }

    fn optional<T: Decode + Default>(&self, field: &str) -> Result<Option<T>, Failure> {
        let Some(value) = self.0.get(field) else { return Ok(None) };
        let read = from_json(&value.to_string()).map_err(|error| format!("`{field}` is not read: {error}"))?;
        Ok(Some(read))
    }
}

fn made<K: ErrorKind>(request: Result<HttpRequest, Error<K>>) -> Result<Value, Failure> {
    let request = request.map_err(|error| format!("the request is not made: {}", chain(&error)))?;
    Ok(shown(&request))
}

/// What the answer to a call was: read, an error of the service, or neither.
fn answered<T, K: ErrorKind>(answer: Result<T, Error<K>>) -> Result<Value, Failure> {
    match answer {
        Ok(_) => Ok(json!({ "read": true })),
        Err(error) => match error.service() {
            Some(refusal) => Ok(json!({
                "status": refusal.status(),
                "error": refusal.body(),
                "violations": refusal.headers().get("sl-violations"),
            })),
            None => Err(chain(&error).into()),
        },
    }
}

/// An error with its causes.
fn chain(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

fn shown(request: &HttpRequest) -> Value {
    let headers = request.headers().iter().map(|(name, value)| json!([name, value]));
    json!({
        "method": request.method().as_str(),
        "url": request.url(),
        "headers": headers.collect::<Vec<_>>(),
        "body": STANDARD.encode(request.body()),
    })
}

fn again<T: Decode + Encode + Default>(text: &str) -> Result<Value, Failure> {
    let value: T = from_json(text)?;
    Ok(value.encode())
}
