//! How two responses to the same request differ.

use std::fmt;

use serde_json::Value;

use super::exchange::Message;

/// One difference of a response from the one that was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) kind: Kind,
    /// Where it is: a JSON pointer, or the name of a header; empty for all of it.
    pub(crate) place: String,
    /// `has 3 items, recorded 5`
    pub(crate) what: String,
}

/// How bad a difference is, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Another status.
    Status,
    /// Another type, or a member that only one of them has.
    Shape,
    /// A header that only the recorded one has, or another media type.
    Header,
    /// Another value of the same type.
    Value,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Kind::Status => "status",
            Kind::Shape => "shape",
            Kind::Header => "header",
            Kind::Value => "value",
        })
    }
}

/// Headers that say something of the connection, of the time, or of the server.
const PASSING: [&str; 12] = [
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "etag",
    "keep-alive",
    "server",
    "set-cookie",
    "strict-transport-security",
    "transfer-encoding",
    "vary",
];

/// The differences of a response from a recorded one.
pub(crate) fn compare((status, own): (u16, &Message), (then, recorded): (u16, &Message)) -> Vec<Difference> {
    let mut found = Vec::new();
    if status != then {
        found.push(Difference {
            kind: Kind::Status,
            place: String::new(),
            what: format!("is {status}, recorded {then}"),
        });
        // The bodies of different outcomes have nothing in common.
        return found;
    }
    if own.media_type() != recorded.media_type() {
        let what = format!("is {:?}, recorded {:?}", own.media_type(), recorded.media_type());
        found.push(Difference { kind: Kind::Header, place: "content-type".to_owned(), what });
    }
    for (name, _) in &recorded.headers {
        let is_own = name.starts_with("x-") && !name.starts_with("x-ratelimit");
        if !PASSING.contains(&name.as_str()) && !is_own && own.header(name).is_none() {
            found.push(Difference {
                kind: Kind::Header,
                place: name.clone(),
                what: "is only in the recording".to_owned(),
            });
        }
    }
    match (serde_json::from_slice(&own.body), serde_json::from_slice(&recorded.body)) {
        (Ok(own), Ok(recorded)) => values(&own, &recorded, String::new(), &mut found),
        _ if own.body == recorded.body => {}
        _ => {
            let what = format!("{} bytes, recorded {}", own.body.len(), recorded.body.len());
            found.push(Difference { kind: Kind::Value, place: String::new(), what });
        }
    }
    found.sort_by_key(|difference| difference.kind);
    found
}

fn values(own: &Value, recorded: &Value, place: String, found: &mut Vec<Difference>) {
    let mut differs = |kind, place: String, what: String| found.push(Difference { kind, place, what });
    match (own, recorded) {
        (Value::Object(own), Value::Object(recorded)) => {
            let step = |name: &str| format!("{place}/{}", name.replace('~', "~0").replace('/', "~1"));
            for (name, value) in recorded {
                match own.get(name) {
                    Some(own) => values(own, value, step(name), found),
                    None => {
                        let what = "is only in the recording".to_owned();
                        found.push(Difference { kind: Kind::Shape, place: step(name), what });
                    }
                }
            }
            for name in own.keys().filter(|name| !recorded.contains_key(*name)) {
                let what = "is not in the recording".to_owned();
                found.push(Difference { kind: Kind::Shape, place: step(name), what });
            }
        }
        (Value::Array(own), Value::Array(recorded)) => {
            if own.len() != recorded.len() {
                let what = format!("has {} items, recorded {}", own.len(), recorded.len());
                differs(Kind::Value, place.clone(), what);
            }
            // Items are alike; those after the first would say the same again.
            if let (Some(own), Some(recorded)) = (own.first(), recorded.first()) {
                values(own, recorded, format!("{place}/0"), found);
            }
        }
        (own, recorded) if type_of(own) != type_of(recorded) => {
            differs(Kind::Shape, place, format!("is {}, recorded {}", type_of(own), type_of(recorded)));
        }
        // Never what it is: it may be secret.
        (own, recorded) if own != recorded => differs(Kind::Value, place, "is another value".to_owned()),
        _ => {}
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(body: &str) -> Message {
        Message {
            headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            body: body.as_bytes().to_vec(),
        }
    }

    fn said(own: &str, recorded: &str) -> Vec<String> {
        let found = compare((200, &json(own)), (200, &json(recorded)));
        found.iter().map(|found| format!("{} {} {}", found.kind, found.place, found.what)).collect()
    }

    #[test]
    fn a_difference_is_reported_by_its_kind_and_place_and_never_by_its_value() {
        assert_eq!(said(r#"{"a":[1]}"#, r#"{"a":[1]}"#), [""; 0]);
        assert_eq!(
            said(r#"{"a":1,"b":"x","d":[1]}"#, r#"{"a":"1","b":"y","c/d":1,"d":[1,2]}"#),
            [
                "shape /a is number, recorded string",
                "shape /c~1d is only in the recording",
                "value /b is another value",
                "value /d has 1 items, recorded 2",
            ]
        );
        let found = compare((404, &json("{}")), (200, &json("[]")));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].what, "is 404, recorded 200");
    }
}
