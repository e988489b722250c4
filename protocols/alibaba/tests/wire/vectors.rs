//! The signatures against the vectors of the documentation and of the tests of official SDKs.
//!
//! Every vector of the file is verified, or named here with the reason why it cannot be.

use serde::Deserialize;
use std::collections::BTreeMap;
use twinspec_alibaba::signature::acs3::{self, QueryKeys};
use twinspec_alibaba::signature::roa_v1;
use twinspec_alibaba::signature::{Authorization, rpc_v1};
use twinspec_core::percent_encode;

/// Algorithms that no service asks for and that are not implemented here.
const NOT_IMPLEMENTED: [(&str, &str); 4] = [
    ("sm3-test", "the hash of ACS3-HMAC-SM3"),
    ("hmac-sm3 secret/source", "the signature of ACS3-HMAC-SM3"),
    ("empty-body-sm3", "the hash of ACS3-HMAC-SM3"),
    (
        "rsa-sha256 pkcs1v15 sign(\"source\") with the test key of darabonba-openapi",
        "the signature of ACS3-RSA-SHA256, whose key pairs are no longer issued",
    ),
];

#[derive(Deserialize)]
struct Vector {
    name: String,
    #[serde(default)]
    scheme: String,
    #[serde(default)]
    method: String,
    #[serde(default)]
    path: String,
    #[serde(default)]
    query: BTreeMap<String, String>,
    #[serde(default)]
    params: BTreeMap<String, String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    hashed_payload: String,
    #[serde(default)]
    access_key_secret: String,
    #[serde(default)]
    canonical_request: String,
    #[serde(default)]
    canonicalized_query: String,
    #[serde(default)]
    string_to_sign: String,
    #[serde(default)]
    signature: String,
    #[serde(default)]
    authorization: String,
    #[serde(default)]
    value: String,
}

fn vectors() -> Vec<Vector> {
    serde_json::from_str(include_str!("../fixtures/vectors.json")).unwrap()
}

#[test]
fn every_vector_verifies_or_is_named_as_not_implemented() {
    let mut verified = 0;
    let mut left_out = Vec::new();
    for vector in vectors() {
        match (vector.scheme.as_str(), vector.name.as_str()) {
            ("ACS3-HMAC-SHA256", _) => acs3_vector(&vector),
            ("V1-RPC HMAC-SHA1", _) => rpc_v1_vector(&vector),
            ("V1-ROA HMAC-SHA1", name) => {
                let signature = roa_v1::sign(&vector.access_key_secret, &vector.string_to_sign);
                assert_eq!(signature, vector.signature, "{name}");
            }
            ("", "sha256-test") => assert_eq!(acs3::hash(b"test"), vector.value),
            ("", "empty-body-sha256") => assert_eq!(acs3::hash(b""), vector.value),
            ("", r#"percentEncode " ~/*-+""#) => assert_eq!(percent_encode(" ~/*-+"), vector.value),
            (scheme, name) => {
                assert!(NOT_IMPLEMENTED.iter().any(|(known, _)| *known == name), "nobody verifies {scheme} {name}");
                left_out.push(vector.name);
                continue;
            }
        }
        verified += 1;
    }
    assert_eq!(left_out, NOT_IMPLEMENTED.map(|(name, _)| name));
    assert_eq!(verified, 14);
}

fn acs3_vector(vector: &Vector) {
    let name = &vector.name;
    let (query, headers): (Vec<_>, Vec<_>) = (vector.query.iter().collect(), vector.headers.iter().collect());
    let query = acs3::canonical_query(&query, QueryKeys::Raw);
    let built = acs3::canonical_request(&vector.method, &vector.path, &query, &headers, &vector.hashed_payload);
    // One SDK's test signs an empty path as it is. The rule of the documentation is to sign it as `/`.
    let expected = match vector.path.as_str() {
        "" => vector.canonical_request.replacen("\n\n", "\n/\n", 1),
        _ => vector.canonical_request.clone(),
    };
    assert_eq!(built, expected, "{name}");
    let string_to_sign = acs3::string_to_sign(&vector.canonical_request);
    assert_eq!(string_to_sign, vector.string_to_sign, "{name}");
    let signature = acs3::sign(&vector.access_key_secret, &string_to_sign);
    assert_eq!(signature, vector.signature, "{name}");
    let authorization: Authorization = vector.authorization.parse().unwrap();
    assert_eq!(authorization.signature, signature, "{name}");
    assert_eq!(authorization.signed_headers.join(";"), acs3::signed_headers(&headers), "{name}");
    assert_eq!(authorization.to_string(), vector.authorization, "{name}");
}

fn rpc_v1_vector(vector: &Vector) {
    let name = &vector.name;
    let pairs: Vec<_> = vector.params.iter().collect();
    let string_to_sign = rpc_v1::string_to_sign(&vector.method, &pairs);
    assert_eq!(string_to_sign, vector.string_to_sign, "{name}");
    assert!(string_to_sign.ends_with(&percent_encode(&vector.canonicalized_query)), "{name}");
    assert_eq!(rpc_v1::sign(&vector.access_key_secret, &string_to_sign), vector.signature, "{name}");
}

#[test]
fn the_page_on_the_older_roa_signature_is_followed_in_its_steps_not_in_the_signature_it_prints() {
    let headers = [
        ("accept", "application/json"),
        ("content-md5", "q2qaEcR4P47+Z7CUzHRTBw=="),
        ("content-type", "application/json"),
        ("date", "Wed, 16 Apr 2025 03:44:46 GMT"),
        ("x-acs-version", "2023-12-29"),
        ("x-acs-signature-method", "HMAC-SHA1"),
        ("x-acs-signature-nonce", "ef34aae7-7bd2-413d-a541-680cd2c48538"),
        ("x-acs-signature-version", "1.0"),
    ];
    let path = "/llm-p2e4XXXXXXXXsvtn/datacenter/category";
    let text = roa_v1::string_to_sign("POST", path, &[], &headers, roa_v1::EmptyValues::WithoutSign);
    let vector = vectors().into_iter().find(|vector| vector.name == "official-inputs-v1-roa-bailian").unwrap();
    assert_eq!(text, vector.string_to_sign);
    let signature = roa_v1::sign("testsecret", &text);
    assert_eq!(signature, vector.signature);
    assert_ne!(signature, "s8ZMF/eAIvvPJwehLLha0bVNFJ0=");
}
