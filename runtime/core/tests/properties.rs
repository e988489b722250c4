//! What holds for every input.

mod common;

use std::collections::BTreeMap;

use acs_core::signature::Authorization;
use acs_core::signature::acs3::{self, QueryKeys};
use acs_core::signature::rpc_v1;
use acs_core::{
    Arguments, Credentials, Headers, HttpResponse, Location, Method, Operation, Origin, ResponseFormat, Signer, Style,
    decode, percent_encode, time,
};
use common::{API, Send, parameter};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use serde_json::Value;

static FLAT: Operation = Operation {
    api: &API,
    action: "Flat",
    read_only: false,
    idempotency_token: None,
    methods: &[Method::Post],
    path: "/",
    parameters: &[parameter("P", Location::Query, Style::Flat)],
    response: ResponseFormat::Json,
    errors: &[],
};

fn query(value: &Value) -> Vec<(String, String)> {
    let mut arguments = Arguments::new(&FLAT);
    arguments.set("P", value);
    let signer = Signer {
        origin: &"localhost".parse().unwrap(),
        credentials: &Credentials::new("id", "secret"),
        time: std::time::UNIX_EPOCH,
        nonce: "n",
        user_agent: "",
    };
    signer.sign(&arguments).unwrap().query()
}

/// Values whose keys hold no dot and are no numbers, so that a pair's name tells the way to its leaf.
fn value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    scalar.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[A-Z][a-z]{0,4}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// The value that a pair names.
fn leaf<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    name.split('.').skip(1).try_fold(value, |value, step| match step.parse::<usize>() {
        Ok(position) => value.get(position.checked_sub(1)?),
        Err(_) => value.get(step),
    })
}

fn count_leaves(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(count_leaves).sum(),
        Value::Object(members) => members.values().map(count_leaves).sum(),
        _ => 1,
    }
}

proptest! {
    #[test]
    fn every_leaf_of_a_flat_value_is_one_pair_that_leads_to_it(value in value()) {
        let pairs = query(&value);
        prop_assert_eq!(pairs.len(), count_leaves(&value));
        let by_name: BTreeMap<_, _> = pairs.iter().cloned().collect();
        prop_assert_eq!(by_name.len(), pairs.len());
        for (name, text) in pairs {
            let expected = match leaf(&value, &name) {
                Some(Value::String(text)) => text.clone(),
                Some(scalar) => scalar.to_string(),
                None => return Err(TestCaseError::fail(name)),
            };
            prop_assert_eq!(text, expected);
        }
    }

    #[test]
    fn percent_encoding_keeps_the_text_and_uses_unreserved_characters_only(text: String) {
        let encoded = percent_encode(&text);
        let decoded = percent_decode_str(&encoded).decode_utf8().unwrap();
        prop_assert_eq!(&decoded, &text);
        let unreserved = |c: char| c.is_ascii_alphanumeric() || "-_.~%".contains(c);
        prop_assert!(encoded.chars().all(unreserved));
    }

    #[test]
    fn signatures_do_not_depend_on_the_order_of_parameters(
        pairs in prop::collection::btree_map(any::<String>(), any::<String>(), 0..8),
    ) {
        let forward: Vec<_> = pairs.iter().collect();
        let backward: Vec<_> = pairs.iter().rev().collect();
        prop_assert_eq!(
            acs3::canonical_query(&forward, QueryKeys::Raw),
            acs3::canonical_query(&backward, QueryKeys::Raw)
        );
        prop_assert_eq!(
            rpc_v1::string_to_sign("GET", &forward),
            rpc_v1::string_to_sign("GET", &backward)
        );
    }

    #[test]
    fn reading_an_authorization_never_panics(text: String, tail: String) {
        let _ = text.parse::<Authorization>();
        let _ = format!("ACS3-HMAC-SHA256 Credential={text},SignedHeaders={tail}")
            .parse::<Authorization>();
    }

    #[test]
    fn an_endpoint_that_can_be_read_is_written_so_that_it_can_be_read(text in "(https?://)?[a-zA-Z0-9.:\\[\\]/-]{0,12}|\\PC*") {
        if let Ok(origin) = text.parse::<Origin>() {
            prop_assert_eq!(origin.to_string().parse::<Origin>(), Ok(origin));
        }
    }

    #[test]
    fn times_survive_writing_and_reading(seconds in 0_u64..253_402_300_799) {
        let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
        prop_assert_eq!(time::parse(&time::format(time)), Some(time));
    }

    #[test]
    fn reading_a_time_never_panics(text in "[0-9TZ:+-]{0,24}|\\PC*") {
        let _ = time::parse(&text);
    }

    #[test]
    fn decoding_any_bytes_never_panics(
        status in 0_u16..1000,
        body in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..200),
            "[<{][a-zA-Z<>/&;#\"{}:,\\[\\]x0-9 ]{0,80}".prop_map(String::into_bytes),
        ],
    ) {
        let _ = decode::<Send>(HttpResponse::new(status, Headers::default(), body))
            .map_err(|error| format!("{error} {error:?} {:?}", error.kind()));
    }

    #[test]
    fn an_xml_error_cut_anywhere_never_panics(length in 0_usize..120) {
        let document = b"<Error><Code>A&#x41;&lt;</Code><Message><![CDATA[x]]></Message><B/></Error>";
        let body = document.get(..length).unwrap_or(document).to_vec();
        let _ = decode::<Send>(HttpResponse::new(400, Headers::default(), body));
    }
}
