//! Canonical requests and signatures.

use std::collections::BTreeMap;

use proptest::prelude::*;
use twinspec_alibaba::signature::acs3::{self, QueryKeys, SigningKey};
use twinspec_alibaba::signature::acs4::{self, Scope};
use twinspec_alibaba::signature::roa_v1::{self, EmptyValues};
use twinspec_alibaba::signature::rpc_v1;
use twinspec_core::percent_encode;

use super::canonical_rules as rules;

type Pairs = Vec<(String, String)>;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[a-zA-Z0-9 %+*~/&=#.\\-\u{4e2d}\u{1f600}]{0,12}"]
}

/// With names that occur more than once, and `Signature` among them.
fn pairs() -> impl Strategy<Value = Pairs> {
    let name = prop_oneof![text(), "[ab]{1,2}", Just("Signature".to_owned())];
    prop::collection::vec((name, text()), 0..8)
}

/// Names in any case, some more than once; values with blanks around and inside.
fn headers() -> impl Strategy<Value = Pairs> {
    let name = prop_oneof!["[xX]-[aA][cC][sS]-[a-cA-C-]{1,3}", "[a-zA-Z0-9_-]{1,20}"];
    prop::collection::vec((name, "[ \t]{0,2}[ -~\u{4e2d}]{0,12}[ \t]{0,2}"), 0..10)
}

fn path() -> impl Strategy<Value = String> {
    prop_oneof!["(/[a-zA-Z0-9%*+~:!'()@$,;=&. \u{4e2d}-]{0,6}){0,4}", "(/(%[0-9a-fA-F]{2}|%|x){0,4}){0,3}"]
}

fn map(pairs: Pairs) -> BTreeMap<String, String> {
    pairs.into_iter().collect()
}

fn borrowed(pairs: &Pairs) -> Vec<(&str, &str)> {
    pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

proptest! {
    #[test]
    fn texts_are_percent_encoded_by_the_rule(text in text()) {
        prop_assert_eq!(percent_encode(&text), rules::encode(&text));
    }

    #[test]
    fn canonical_queries_follow_the_rule(pairs in pairs()) {
        prop_assert_eq!(acs3::canonical_query(&pairs, QueryKeys::Raw), rules::canonical_query(&pairs, false));
        prop_assert_eq!(acs3::canonical_query(&pairs, QueryKeys::Encoded), rules::canonical_query(&pairs, true));
    }

    #[test]
    fn canonical_requests_and_signatures_follow_the_rule(
        (method, path, query) in ("[A-Z]{0,7}", path(), pairs()),
        (headers, body, secret) in (headers(), any::<Vec<u8>>(), text()),
    ) {
        let hash = acs3::hash(&body);
        prop_assert_eq!(&hash, &rules::hex_sha256(&body));
        prop_assert_eq!(acs3::signed_headers(&headers), rules::signed_headers(&headers));
        let canonical_query = rules::canonical_query(&query, false);
        let expected = rules::canonical_request(&method, &path, &canonical_query, &headers, &hash);
        prop_assert_eq!(&acs3::canonical_request(&method, &path, &canonical_query, &headers, &hash), &expected);
        let signature = rules::acs3_signature(&secret, &expected);
        prop_assert_eq!(&acs3::sign(&secret, &acs3::string_to_sign(&expected)), &signature);
        // All steps at once, which takes short cuts for headers that are sorted already.
        let authorization = |headers: &Pairs| {
            SigningKey::new(&secret).authorization("id", &method, &path, &borrowed(&query), &borrowed(headers), &hash)
        };
        let names = rules::signed_headers(&headers);
        let expected = format!("ACS3-HMAC-SHA256 Credential=id,SignedHeaders={names},Signature={signature}");
        prop_assert_eq!(&authorization(&headers), &expected);
        let mut sorted = headers;
        sorted.sort();
        prop_assert_eq!(&authorization(&sorted), &expected);
    }

    #[test]
    fn paths_are_normalised_by_the_rule_and_then_stay(path in path()) {
        let normalized = acs3::normalized_path(&path);
        prop_assert_eq!(&normalized, &rules::normalized_path(&path));
        prop_assert_eq!(acs3::normalized_path(&normalized), normalized);
    }

    #[test]
    fn signature_v4_follows_the_rule(
        (secret, request) in (text(), text()),
        (date, region, product) in ("[0-9]{0,8}", text(), text()),
    ) {
        let scope = Scope { date: &date, region: &region, product: &product };
        let expected = rules::acs4_signature(&secret, [&date, &region, &product], &request);
        prop_assert_eq!(acs4::sign(&secret, &scope, &acs4::string_to_sign(&request)), expected);
    }

    #[test]
    fn the_older_rpc_signature_follows_the_rule(method in "[A-Z]{0,7}", pairs in pairs(), secret in text()) {
        let string_to_sign = rpc_v1::string_to_sign(&method, &pairs);
        prop_assert_eq!(&string_to_sign, &rules::rpc_v1_string_to_sign(&method, &pairs));
        prop_assert_eq!(rpc_v1::sign(&secret, &string_to_sign), rules::rpc_v1_signature(&secret, &string_to_sign));
    }

    #[test]
    fn the_older_roa_signature_follows_the_rule(
        (method, path, query) in ("[A-Z]{0,7}", path(), pairs().prop_map(map)),
        headers in prop::collection::btree_map(
            prop_oneof!["accept|date|content-md5|content-type", "x-acs-[a-z]{1,4}", "[a-z]{1,8}"],
            "[ \t\r\n]{0,2}[!-~]{0,6}[ \t\r\n]{0,2}[!-~]{0,6}",
            0..10,
        ),
        secret in text(),
    ) {
        let query_pairs: Pairs = query.clone().into_iter().collect();
        let mut header_pairs: Pairs = headers.clone().into_iter().collect();
        header_pairs.reverse();
        for (variant, with_sign) in [(EmptyValues::WithSign, true), (EmptyValues::WithoutSign, false)] {
            let string_to_sign = roa_v1::string_to_sign(&method, &path, &query_pairs, &header_pairs, variant);
            let expected = rules::roa_v1_string_to_sign(&method, &path, &query, &headers, with_sign);
            prop_assert_eq!(&string_to_sign, &expected);
            prop_assert_eq!(roa_v1::sign(&secret, &expected), rules::roa_v1_signature(&secret, &expected));
        }
    }
}
