//! A whole request verifies as a server would verify it that knows nothing but the rules.

use proptest::prelude::*;
use serde_json::Value;
use twinspec_alibaba::{Credentials, SignedRequest, Signer};
use twinspec_core::{Arguments, HttpRequest, Location, Operation, Style};

use super::at;
use super::canonical_rules as rules;
use super::parameters::value;
use crate::common::parameter;

static OPERATION: Operation = at("/x/{Path}?fixed&other=a").parameters(&[
    parameter("Path", Location::Path, Style::Simple),
    parameter("Flat", Location::Query, Style::Flat).sensitive(),
    parameter("Json", Location::Query, Style::Json),
    parameter("X-Acs-Header", Location::Header, Style::Simple),
    parameter("unsigned", Location::Header, Style::Simple),
    parameter("Form", Location::Form, Style::Flat),
    parameter("Body", Location::Body, Style::Json),
]);

/// What a server makes of the query: names and values decoded, `+` is a blank.
fn decoded(query: &str) -> Vec<(String, String)> {
    let decoded = |text: &str| {
        let text = text.replace('+', " ");
        percent_encoding::percent_decode_str(&text).decode_utf8().unwrap().into_owned()
    };
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap()).map(|(name, value)| (decoded(name), decoded(value))).collect()
}

fn verifies(request: &HttpRequest, secret: &str) -> bool {
    let (path, query) = request.target().split_once('?').unwrap();
    let authorization = request.headers().get("authorization").unwrap();
    let part = |name: &str| {
        let parts = authorization.split_once(' ').unwrap().1.split(',');
        parts.filter_map(|part| part.split_once('=')).find(|(other, _)| *other == name).unwrap().1
    };
    let names: Vec<&str> = part("SignedHeaders").split(';').collect();
    let headers: Vec<(String, String)> = request
        .headers()
        .iter()
        .filter(|(name, _)| names.contains(name))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let hash = rules::hex_sha256(request.body());
    let query = rules::canonical_query(&decoded(query), false);
    let canonical_request = rules::canonical_request(request.method().as_str(), path, &query, &headers, &hash);
    let required = ["host", "x-acs-date", "x-acs-content-sha256", "x-acs-signature-nonce", "x-acs-action"];
    required.iter().all(|name| names.contains(name))
        && request.headers().get("x-acs-content-sha256") == Some(&hash)
        && request.canonical_request() == canonical_request
        && part("Signature") == rules::acs3_signature(secret, &canonical_request)
}

proptest! {
    #[test]
    fn every_signed_request_verifies(
        (path, flat, json) in ("[a-z /%+*~\u{4e2d}]{1,5}", value(), value()),
        (header, unsigned) in ("[!-~]{0,8}", "[!-~]{1,8}"),
        (form, body) in prop_oneof![(value(), Just(Value::Null)), (Just(Value::Null), value())],
        (secret, token) in ("[ -~]{0,80}", proptest::option::of("[!-~]{1,12}")),
        seconds in 0_u64..4_000_000_000,
    ) {
        let mut arguments = Arguments::new(&OPERATION);
        arguments.set("Path", &path);
        arguments.set("Flat", &flat);
        arguments.set("Json", &json);
        arguments.set("X-Acs-Header", &header);
        arguments.set("unsigned", &unsigned);
        arguments.set("Form", &form);
        arguments.set("Body", &body);
        let mut credentials = Credentials::new("id", secret.as_str());
        if let Some(token) = &token {
            credentials = credentials.with_security_token(token.as_str());
        }
        let signer = Signer {
            origin: &"http://localhost:8080".parse().unwrap(),
            credentials: &credentials,
            time: std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds),
            nonce: "3156853299f313e23d1673dc12e1703d",
            user_agent: "test",
        };
        let request = signer.sign(&arguments).unwrap();
        prop_assert!(verifies(&request, &secret), "{}", request.to_curl());
        let other_secret = secret + "x";
        prop_assert!(!verifies(&request, &other_secret));
    }
}
