//! Canonical requests and signatures, by the words of the rules.

use std::collections::BTreeMap;

use sha1::Sha1;
use sha2::{Digest, Sha256};

type Pairs = [(String, String)];

/// "RFC 3986, UTF-8, unreserved A-Z a-z 0-9 - _ . ~".
pub(crate) fn encode(text: &str) -> String {
    encode_bytes(text.as_bytes())
}

fn encode_bytes(bytes: &[u8]) -> String {
    const UNRESERVED: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
    let one = |byte: &u8| match UNRESERVED.contains(char::from(*byte)) && byte.is_ascii() {
        true => char::from(*byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    bytes.iter().map(one).collect()
}

/// "sort by raw key (byte order); key=value joined with &; value percent-encoded; value empty: key=".
pub(crate) fn canonical_query(pairs: &Pairs, encode_keys: bool) -> String {
    let mut by_key: BTreeMap<&[u8], Vec<String>> = BTreeMap::new();
    for (key, value) in pairs {
        let shown = if encode_keys { encode(key) } else { key.clone() };
        by_key.entry(key.as_bytes()).or_default().push(shown + "=" + &encode(value));
    }
    by_key.into_values().flatten().collect::<Vec<_>>().join("&")
}

/// "for every signed header, sorted by lower-case name"; "values trimmed, sorted, joined with ','".
fn headers_by_name(headers: &Pairs) -> BTreeMap<String, String> {
    let mut by_name: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, value) in headers {
        by_name.entry(name.to_lowercase()).or_default().push(value.trim_matches([' ', '\t', '\r', '\n', '\x0c']));
    }
    let sorted = by_name.into_iter().map(|(name, mut values)| {
        values.sort();
        (name, values.join(","))
    });
    sorted.collect()
}

pub(crate) fn signed_headers(headers: &Pairs) -> String {
    headers_by_name(headers).into_keys().collect::<Vec<_>>().join(";")
}

/// "METHOD \n CanonicalURI \n CanonicalQuery \n CanonicalHeaders \n SignedHeaders \n HashedPayload", each of the
/// canonical headers with a line end of its own.
pub(crate) fn canonical_request(method: &str, path: &str, query: &str, headers: &Pairs, hash: &str) -> String {
    let path = if path.is_empty() { "/" } else { path };
    let lines: String = headers_by_name(headers).iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
    format!("{method}\n{path}\n{query}\n{lines}\n{}\n{hash}", signed_headers(headers))
}

/// "split on raw /, percent-decode each segment and re-encode strictly".
pub(crate) fn normalized_path(path: &str) -> String {
    let segment = |segment: &str| {
        let (mut bytes, mut rest) = (Vec::new(), segment.as_bytes());
        while let [first, after @ ..] = rest {
            let code = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
            let code = code.filter(|digits| digits.chars().all(|digit| digit.is_ascii_hexdigit()));
            match (first, code) {
                (b'%', Some(digits)) => {
                    bytes.push(u8::from_str_radix(digits, 16).unwrap());
                    rest = &after[2..];
                }
                (byte, _) => {
                    bytes.push(*byte);
                    rest = after;
                }
            }
        }
        encode_bytes(&bytes)
    };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

pub(crate) fn hex_sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// "lowercase hex( HMAC-SHA256(key = AccessKeySecret, StringToSign) )".
pub(crate) fn acs3_signature(secret: &str, canonical_request: &str) -> String {
    let string_to_sign = format!("ACS3-HMAC-SHA256\n{}", hex_sha256(canonical_request.as_bytes()));
    hex(&hmac::<Sha256>(secret.as_bytes(), string_to_sign.as_bytes()))
}

/// "key = HMAC("aliyun_v4"+secret, date) → region → product → "aliyun_v4_request"", then as V3.
pub(crate) fn acs4_signature(secret: &str, [date, region, product]: [&str; 3], canonical_request: &str) -> String {
    let string_to_sign = format!("ACS4-HMAC-SHA256\n{}", hex_sha256(canonical_request.as_bytes()));
    let mut key = format!("aliyun_v4{secret}").into_bytes();
    for text in [date, region, product, "aliyun_v4_request", &string_to_sign] {
        key = hmac::<Sha256>(&key, text.as_bytes());
    }
    hex(&key)
}

/// RFC 2104: H(K XOR opad, H(K XOR ipad, text)) with blocks of 64 bytes, a longer key hashed first.
fn hmac<D: Digest>(key: &[u8], text: &[u8]) -> Vec<u8> {
    let mut block = match key.len() > 64 {
        true => D::digest(key).to_vec(),
        false => key.to_vec(),
    };
    block.resize(64, 0);
    let padded = |pad: u8| block.iter().map(|byte| byte ^ pad).collect::<Vec<_>>();
    let inner = D::digest([padded(0x36), text.to_vec()].concat());
    D::digest([padded(0x5c), inner.to_vec()].concat()).to_vec()
}

/// "percentEncode(k)=percentEncode(v) joined with &, of all parameters except Signature";
/// "METHOD & %2F & percentEncode(Canonicalized)".
pub(crate) fn rpc_v1_string_to_sign(method: &str, pairs: &Pairs) -> String {
    let pairs: Vec<_> = pairs.iter().filter(|(key, _)| key != "Signature").cloned().collect();
    format!("{method}&{}&{}", encode("/"), encode(&canonical_query(&pairs, true)))
}

/// "base64( HMAC-SHA1( AccessKeySecret + &, StringToSign ) )".
pub(crate) fn rpc_v1_signature(secret: &str, string_to_sign: &str) -> String {
    base64(&hmac::<Sha1>(format!("{secret}&").as_bytes(), string_to_sign.as_bytes()))
}

/// "base64(HMAC-SHA1(AccessKeySecret, StringToSign))".
pub(crate) fn roa_v1_signature(secret: &str, string_to_sign: &str) -> String {
    base64(&hmac::<Sha1>(secret.as_bytes(), string_to_sign.as_bytes()))
}

/// "METHOD \n Accept \n Content-MD5 \n Content-Type \n Date \n", then "for sorted lower-case x-acs-* headers:
/// name:value \n (tab/newline/CR become a blank, trimmed)", then "path[?k=v&...] sorted raw keys, raw values".
pub(crate) fn roa_v1_string_to_sign(
    method: &str,
    path: &str,
    query: &BTreeMap<String, String>,
    headers: &BTreeMap<String, String>,
    sign_after_empty: bool,
) -> String {
    let header = |name: &str| headers.get(name).cloned().unwrap_or_default();
    let mut lines = vec![method.to_owned()];
    lines.extend(["accept", "content-md5", "content-type", "date"].map(header));
    for (name, value) in headers.iter().filter(|(name, _)| name.starts_with("x-acs-")) {
        let value: String = value.chars().map(|c| if "\t\n\r".contains(c) { ' ' } else { c }).collect();
        lines.push(format!("{name}:{}", value.trim()));
    }
    let pairs: Vec<_> = query
        .iter()
        .map(|(key, value)| if value.is_empty() && !sign_after_empty { key.clone() } else { format!("{key}={value}") })
        .collect();
    let query = if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) };
    lines.push(format!("{path}{query}"));
    lines.join("\n")
}

/// RFC 4648.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    let mut text: String = bits
        .chunks(6)
        .map(|six| (0..6).fold(0, |number, bit| number * 2 + usize::from(six.get(bit).copied().unwrap_or_default())))
        .map(|number| char::from(LETTERS[number]))
        .collect();
    text.push_str(["", "", "==", "="][text.len() % 4]);
    text
}
