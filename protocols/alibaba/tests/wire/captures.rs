//! Requests recorded from official SDKs verify, each by the signature it carries.
//!
//! A recording that nobody verifies, or a number of them that is not the expected one, fails.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use percent_encoding::percent_decode_str;
use serde::Deserialize;
use twinspec_alibaba::signature::acs3::{self, QueryKeys};
use twinspec_alibaba::signature::roa_v1::{self, EmptyValues};
use twinspec_alibaba::signature::{Authorization, rpc_v1};

type Pairs = Vec<(String, String)>;

#[derive(Deserialize)]
struct Recording {
    access_key_id: String,
    access_key_secret: String,
    requests: Vec<Request>,
}

#[derive(Deserialize)]
struct Request {
    method: String,
    raw_target: String,
    headers: Pairs,
    body: String,
    /// The decoded query, as whoever recorded the request read it.
    query: Pairs,
    /// What whoever recorded the request computed. Without it the signature of the request itself is the witness.
    verification: Option<Verification>,
}

#[derive(Deserialize, Default)]
struct Verification {
    canonical_request: Option<String>,
    string_to_sign: Option<String>,
    path_form: Option<String>,
    empty_value_variant: Option<String>,
}

/// Requests that carry no signature by design.
const UNSIGNED: [(&str, &str); 1] =
    [("py-cred-chain-uri", "the request of the credentials URI, which answers with the key")];

/// A recording by name, in the order of the names.
fn recordings() -> Vec<(String, Recording)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/captures");
    let mut recordings: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let recording = serde_json::from_str(&fs::read_to_string(path).unwrap());
            (name.clone(), recording.unwrap_or_else(|error| panic!("{name}: {error}")))
        })
        .collect();
    recordings.sort_by(|(one, _), (other, _)| one.cmp(other));
    recordings
}

#[test]
fn every_recorded_request_of_an_official_sdk_verifies() {
    let mut verified: BTreeMap<&str, usize> = BTreeMap::new();
    let recordings = recordings();
    assert_eq!(recordings.len(), 37);
    for (name, recording) in &recordings {
        for request in &recording.requests {
            assert_eq!(request.query(), request.query, "{name}");
            let authorization = request.header("authorization").unwrap_or_default();
            let signature = match authorization.split(' ').next() {
                Some("ACS3-HMAC-SHA256") => request.verify_acs3(name, recording),
                Some("acs") => request.verify_roa_v1(name, recording),
                _ if request.pairs().iter().any(|(key, _)| key == "Signature") => {
                    request.verify_rpc_v1(name, recording)
                }
                _ if UNSIGNED.iter().any(|(known, _)| known == name) => "none",
                _ => panic!("{name}: nobody verifies this request"),
            };
            *verified.entry(signature).or_default() += 1;
        }
    }
    let expected = BTreeMap::from([("ACS3", 25), ("V1 ROA", 2), ("V1 RPC", 10), ("none", 1)]);
    assert_eq!(verified, expected);
}

impl Request {
    fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    fn path(&self) -> &str {
        self.raw_target.split_once('?').map_or(self.raw_target.as_str(), |(path, _)| path)
    }

    fn query(&self) -> Pairs {
        form(self.raw_target.split_once('?').map_or("", |(_, query)| query))
    }

    /// The pairs of query and form.
    fn pairs(&self) -> Pairs {
        let is_form = |content_type: &str| content_type.starts_with("application/x-www-form-urlencoded");
        let body = match self.header("content-type").is_some_and(is_form) {
            true => form(&self.body),
            false => Vec::new(),
        };
        [self.query(), body].concat()
    }

    fn canonical_request(&self, path: &str, keys: QueryKeys) -> String {
        let authorization: Authorization = self.header("authorization").unwrap().parse().unwrap();
        let signed = |name: &str| authorization.signed_headers.contains(&name.to_ascii_lowercase());
        let headers: Vec<_> = self.headers.iter().filter(|(name, _)| signed(name)).map(|(n, v)| (n, v)).collect();
        let query = acs3::canonical_query(&self.query(), keys);
        let hash = acs3::hash(self.body.as_bytes());
        assert_eq!(self.header("x-acs-content-sha256"), Some(hash.as_str()));
        acs3::canonical_request(&self.method, path, &query, &headers, &hash)
    }

    /// As a verifier does it: the path of the request line first, then the one that was probably signed.
    fn verify_acs3(&self, name: &str, recording: &Recording) -> &'static str {
        let authorization: Authorization = self.header("authorization").unwrap().parse().unwrap();
        assert_eq!(authorization.credential, recording.access_key_id, "{name}");
        let verifies = |canonical_request: &str| {
            let string_to_sign = acs3::string_to_sign(canonical_request);
            acs3::sign(&recording.access_key_secret, &string_to_sign) == authorization.signature
        };
        let as_sent = self.canonical_request(self.path(), QueryKeys::Raw);
        let normalized = self.canonical_request(&acs3::normalized_path(self.path()), QueryKeys::Raw);
        assert!(verifies(&normalized), "{name}");
        let none = Verification::default();
        let witness = self.verification.as_ref().unwrap_or(&none);
        assert_eq!(verifies(&as_sent), witness.path_form.is_none(), "{name}");
        if let Some(canonical_request) = &witness.canonical_request {
            assert_eq!(&normalized, canonical_request, "{name}");
        }
        if let Some(string_to_sign) = &witness.string_to_sign {
            assert_eq!(&acs3::string_to_sign(&normalized), string_to_sign, "{name}");
        }
        "ACS3"
    }

    fn verify_rpc_v1(&self, name: &str, recording: &Recording) -> &'static str {
        let pairs = self.pairs();
        let value = |key: &str| pairs.iter().find(|(other, _)| other == key).map(|(_, value)| value.as_str());
        assert_eq!(value("AccessKeyId"), Some(recording.access_key_id.as_str()), "{name}");
        let string_to_sign = rpc_v1::string_to_sign(&self.method, &pairs);
        let witness = self.verification.as_ref().unwrap();
        assert_eq!(Some(&string_to_sign), witness.string_to_sign.as_ref(), "{name}");
        let signature = rpc_v1::sign(&recording.access_key_secret, &string_to_sign);
        assert_eq!(value("Signature"), Some(signature.as_str()), "{name}");
        "V1 RPC"
    }

    fn verify_roa_v1(&self, name: &str, recording: &Recording) -> &'static str {
        let witness = self.verification.as_ref().unwrap();
        let empty_values = match witness.empty_value_variant.as_deref() {
            Some("key=") => EmptyValues::WithSign,
            _ => EmptyValues::WithoutSign,
        };
        let string_to_sign =
            roa_v1::string_to_sign(&self.method, self.path(), &self.query(), &self.headers, empty_values);
        assert_eq!(Some(&string_to_sign), witness.string_to_sign.as_ref(), "{name}");
        let signature = roa_v1::sign(&recording.access_key_secret, &string_to_sign);
        let authorization = format!("acs {}:{signature}", recording.access_key_id);
        assert_eq!(self.header("authorization"), Some(authorization.as_str()), "{name}");
        "V1 ROA"
    }
}

/// Decodes as servers read what clients send: `+` is a blank.
fn form(text: &str) -> Pairs {
    let decoded = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8().unwrap().into_owned();
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).map(|(n, v)| (decoded(n), decoded(v))).collect()
}

#[test]
fn official_sdks_sign_odd_query_keys_unencoded_although_the_documentation_encodes_them() {
    let mut odd = 0;
    for (name, recording) in recordings() {
        for request in recording.requests.iter().filter(|r| r.query().iter().any(|(key, _)| key.contains('#'))) {
            let authorization: Authorization = request.header("authorization").unwrap().parse().unwrap();
            let signature = |keys| {
                let canonical_request = request.canonical_request(request.path(), keys);
                acs3::sign(&recording.access_key_secret, &acs3::string_to_sign(&canonical_request))
            };
            assert_eq!(signature(QueryKeys::Raw), authorization.signature, "{name}");
            assert_ne!(signature(QueryKeys::Encoded), authorization.signature, "{name}");
            odd += 1;
        }
    }
    assert_eq!(odd, 1);
}

#[test]
fn one_sdk_rewrites_the_path_after_signing_it() {
    let recordings = recordings();
    let rewritten: Vec<_> = recordings
        .iter()
        .flat_map(|(name, recording)| recording.requests.iter().map(move |request| (name, request)))
        .filter(|(_, request)| request.path() != acs3::normalized_path(request.path()))
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(rewritten, ["py-v3-roa-07-async-path"]);
}
