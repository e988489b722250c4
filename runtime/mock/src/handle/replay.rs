//! The answers of a mock beside recorded ones.

use std::collections::BTreeMap;
use std::fmt;
use std::net::Ipv4Addr;

use serde_json::Value;

use crate::exchange::{Difference, DifferenceKind, Exchange, Message, compare};
use crate::gateway::{Gateway, Peer};
use crate::message::RequestHead;
use crate::state::text;

/// What became of recorded calls when a mock was asked the same.
#[derive(Debug)]
pub(crate) struct Replay(Vec<Replayed>);

#[derive(Debug)]
struct Replayed {
    /// `GET /pets/7`
    call: String,
    operation: Option<&'static str>,
    differences: Vec<Difference>,
    /// What of the recording is not what the document says.
    unlike: Vec<String>,
}

impl Replay {
    /// Asks the mock what was asked when the exchanges were recorded, in their order.
    pub(crate) fn of(gateway: &Gateway, recorded: &[Exchange]) -> Self {
        // What the service called its things, and what the mock calls the same ones.
        let mut names = BTreeMap::new();
        let replay = |exchange: &Exchange| {
            let target = target(&exchange.url);
            let (head, body) = (head(exchange, &target, &names), renamed_body(&exchange.request.body, &names));
            let peer = Peer { address: Ipv4Addr::LOCALHOST.into(), is_secure: false };
            let answer = gateway.answer(&head, &body, peer).response.unwrap_or_default();
            let own = Message::of(&answer);
            if answer.status == exchange.status {
                learn(&own.body, &exchange.response.body, &mut names);
            }
            let as_recorded = self::head(exchange, &target, &BTreeMap::new());
            let (of_request, of_response) = gateway.unlike(&as_recorded, exchange);
            Replayed {
                call: format!("{} {target}", exchange.method),
                operation: gateway.called(&as_recorded),
                differences: compare((answer.status, &own), (exchange.status, &exchange.response)),
                unlike: of_request.into_iter().chain(of_response).collect(),
            }
        };
        Replay(recorded.iter().map(replay).collect())
    }

    /// Whether every answer has the status and the shape of the recorded one.
    pub(crate) fn is_alike(&self) -> bool {
        let mut all = self.0.iter().flat_map(|replayed| &replayed.differences);
        !all.any(|difference| matches!(difference.kind, DifferenceKind::Status | DifferenceKind::Shape))
    }
}

impl fmt::Display for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for replayed in self.0.iter().filter(|replayed| !replayed.differences.is_empty() || !replayed.unlike.is_empty())
        {
            writeln!(f, "{} ({})", replayed.call, replayed.operation.unwrap_or("no operation"))?;
            for Difference { kind, place, what } in &replayed.differences {
                // The mock follows the document; where the service does not, the document is the one to be changed.
                let whose = if replayed.unlike.is_empty() { "the mock's" } else { "the document's" };
                writeln!(f, "  {kind:<7} {}{what} ({whose})", at(place))?;
            }
            for unlike in &replayed.unlike {
                writeln!(f, "  document: {unlike}")?;
            }
        }
        let with = |kind: DifferenceKind| {
            let of = |replayed: &&Replayed| replayed.differences.iter().any(|difference| difference.kind == kind);
            self.0.iter().filter(of).count()
        };
        let alike = self.0.iter().filter(|replayed| replayed.differences.is_empty()).count();
        writeln!(
            f,
            "{} calls, {alike} answered as recorded; others differ in status {}, shape {}, headers {}, values {}; {} are not what the \
             document says",
            self.0.len(),
            with(DifferenceKind::Status),
            with(DifferenceKind::Shape),
            with(DifferenceKind::Header),
            with(DifferenceKind::Value),
            self.0.iter().filter(|replayed| !replayed.unlike.is_empty()).count()
        )
    }
}

fn at(place: &str) -> String {
    if place.is_empty() { String::new() } else { format!("{place} ") }
}

/// The path and the query of a URL.
fn target(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest.find('/').map_or("/", |begin| &rest[begin..]));
    rest.split('#').next().unwrap_or_default().to_owned()
}

fn head(exchange: &Exchange, target: &str, names: &BTreeMap<String, String>) -> RequestHead {
    let mut text = format!("{} {}\n", exchange.method, renamed_target(target, names));
    for (name, value) in &exchange.request.headers {
        text.push_str(&format!("{name}:{}\n", value.replace(['\n', '\r'], " ")));
    }
    RequestHead::read(&text)
}

/// A target with the mock's own names in its segments and its query.
fn renamed_target(target: &str, names: &BTreeMap<String, String>) -> String {
    let renamed = |text: &str| names.get(text).map_or_else(|| text.to_owned(), Clone::clone);
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let path = path.split('/').map(renamed).collect::<Vec<_>>().join("/");
    if query.is_empty() {
        return path;
    }
    let pairs = query.split('&').map(|pair| match pair.split_once('=') {
        Some((name, value)) => format!("{name}={}", renamed(value)),
        None => pair.to_owned(),
    });
    format!("{path}?{}", pairs.collect::<Vec<_>>().join("&"))
}

fn renamed_body(body: &[u8], names: &BTreeMap<String, String>) -> Vec<u8> {
    match serde_json::from_slice::<Value>(body) {
        Ok(mut value) if !names.is_empty() => {
            rename(&mut value, names);
            value.to_string().into_bytes()
        }
        _ => body.to_vec(),
    }
}

fn rename(value: &mut Value, names: &BTreeMap<String, String>) {
    match value {
        Value::Object(members) => members.values_mut().for_each(|value| rename(value, names)),
        Value::Array(items) => items.iter_mut().for_each(|value| rename(value, names)),
        Value::String(text) => {
            if let Some(own) = names.get(text) {
                own.clone_into(text);
            }
        }
        _ => {}
    }
}

/// Learns what the mock calls the things that the service called otherwise.
fn learn(own: &[u8], recorded: &[u8], names: &mut BTreeMap<String, String>) {
    if let (Ok(own), Ok(recorded)) = (serde_json::from_slice(own), serde_json::from_slice(recorded)) {
        learn_below("", &own, &recorded, names);
    }
}

fn learn_below(name: &str, own: &Value, recorded: &Value, names: &mut BTreeMap<String, String>) {
    match (own, recorded) {
        (Value::Object(own), Value::Object(recorded)) => {
            for (name, recorded) in recorded {
                if let Some(own) = own.get(name) {
                    learn_below(name, own, recorded, names);
                }
            }
        }
        (Value::Array(own), Value::Array(recorded)) => {
            own.iter().zip(recorded).for_each(|(own, recorded)| learn_below(name, own, recorded, names));
        }
        (Value::String(_) | Value::Number(_), Value::String(_) | Value::Number(_)) if own != recorded => {
            let name = name.to_ascii_lowercase();
            if ["id", "uid", "uuid", "sid", "key", "cursor", "token"].iter().any(|end| name.ends_with(end)) {
                names.insert(text(recorded).into_owned(), text(own).into_owned());
            }
        }
        _ => {}
    }
}
