//! Parameters of every style and place.

use proptest::prelude::*;
use serde_json::Value;
use twinspec_alibaba::{Credentials, Signer};
use twinspec_core::{Arguments, HttpRequest, Location, Operation, RequestError, Style};

use super::at;
use super::{canonical_rules, parameter_rules as rules};
use crate::common::parameter;

static OPERATION: Operation = at("/").parameters(&[
    parameter("Flat", Location::Query, Style::Flat),
    parameter("Json", Location::Query, Style::Json),
    parameter("Simple", Location::Query, Style::Simple),
    parameter("Space", Location::Query, Style::SpaceDelimited),
    parameter("Pipe", Location::Query, Style::PipeDelimited),
    parameter("Form", Location::Form, Style::Flat),
    parameter("Body", Location::Body, Style::Json),
]);

static TEMPLATE: Operation = at("/a/{One}/b.{Two}")
    .parameters(&[parameter("One", Location::Path, Style::Simple), parameter("Two", Location::Path, Style::Simple)]);

fn sign(operation: &'static Operation, arguments: &[(&str, &Value)]) -> Result<HttpRequest, RequestError> {
    let mut set = Arguments::new(operation);
    for (name, value) in arguments {
        set.set(name, value);
    }
    let signer = Signer {
        origin: &"localhost".parse().unwrap(),
        credentials: &Credentials::new("id", "secret"),
        time: std::time::UNIX_EPOCH,
        nonce: "n",
        user_agent: "",
    };
    signer.sign(&set)
}

fn sorted(mut pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    pairs.sort();
    pairs
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Za-z0-9_-]{1,6}", "[A-Z .#\u{4e2d}0-9]{0,5}", any::<String>()]
}

/// Any JSON. Floats are such that every shortest notation is the same.
pub(crate) fn value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1_000_000..1_000_000).prop_map(|quarters| Value::from(f64::from(quarters) / 4.0)),
        any::<String>().prop_map(Value::from),
        "[a-z,| \"\\\\\n\u{4e2d}]{0,5}".prop_map(Value::from),
    ];
    scalar.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(key(), inner, 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn flat_values_become_the_pairs_of_the_rule_in_query_and_form(value in value()) {
        let expected = sorted(rules::flat("Flat", &value));
        prop_assert_eq!(sorted(sign(&OPERATION, &[("Flat", &value)]).unwrap().query()), expected);
        let request = sign(&OPERATION, &[("Form", &value)]).unwrap();
        let body = std::str::from_utf8(request.body()).unwrap();
        let mut pairs: Vec<&str> = body.split('&').filter(|pair| !pair.is_empty()).collect();
        pairs.sort_unstable();
        let encoded = |(name, value): (String, String)| {
            format!("{}={}", canonical_rules::encode(&name), canonical_rules::encode(&value))
        };
        let mut expected: Vec<_> = rules::flat("Form", &value).into_iter().map(encoded).collect();
        expected.sort_unstable();
        prop_assert_eq!(pairs, expected);
    }

    #[test]
    fn values_of_the_other_styles_become_the_one_text_of_the_rule(value in value()) {
        for (name, expected) in [
            ("Json", rules::json(&value)),
            ("Simple", rules::delimited(&value, ",")),
            ("Space", rules::delimited(&value, " ")),
            ("Pipe", rules::delimited(&value, "|")),
        ] {
            let expected: Vec<_> = expected.map(|text| (name.to_owned(), text)).into_iter().collect();
            prop_assert_eq!(sign(&OPERATION, &[(name, &value)]).unwrap().query(), expected);
        }
    }

    #[test]
    fn a_body_is_the_json_of_the_value(value in value()) {
        let request = sign(&OPERATION, &[("Body", &value)]).unwrap();
        if value.is_null() {
            prop_assert_eq!(request.body(), b"");
        } else {
            // Unlike a parameter, a body that is a text is quoted.
            let listed = rules::text(&Value::from(vec![value]));
            prop_assert_eq!(request.body(), &listed.as_bytes()[1..listed.len() - 1]);
        }
    }

    #[test]
    fn variables_of_the_path_are_encoded_whole(one in any::<String>(), two in "[a-z./%+* ]{0,6}") {
        let (one, two) = (Value::from(one), Value::from(two));
        let request = sign(&TEMPLATE, &[("One", &one), ("Two", &two)]);
        let (one, two) = (rules::text(&one), rules::text(&two));
        if one.is_empty() || two.is_empty() {
            let missing = matches!(request, Err(RequestError::MissingPathVariable { .. }));
            prop_assert!(missing);
        } else if one == "." || one == ".." {
            prop_assert!(matches!(request, Err(RequestError::DotSegment)));
        } else {
            let expected = format!("/a/{}/b.{}", canonical_rules::encode(&one), canonical_rules::encode(&two));
            prop_assert_eq!(request.unwrap().path().to_owned(), expected);
        }
    }
}
