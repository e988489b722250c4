//! A request as text, and the same request with a signature.

use std::borrow::Cow;

use form_urlencoded::parse;
use http::Uri;
use twinspec_alibaba::signature::acs3::{self, QueryKeys};
use twinspec_alibaba::signature::roa_v1::{self, EmptyValues};
use twinspec_alibaba::signature::{Authorization, rpc_v1};
use twinspec_core::{percent_encode, time};

use super::world::{NOW, SECRET};

/// The time of all requests, as the older ROA signature writes it.
const DATE: &str = "Tue, 24 Nov 2026 03:49:39 GMT";

/// What a signature brings along, or would be invalid with.
const REPLACED: [&str; 9] = [
    "authorization",
    "connection",
    "content-length",
    "date",
    "host",
    "transfer-encoding",
    "x-acs-content-sha256",
    "x-acs-date",
    "x-acs-signature-nonce",
];

/// The parameters of the older RPC signature.
const RPC: [&str; 6] =
    ["AccessKeyId", "Signature", "SignatureMethod", "SignatureNonce", "SignatureVersion", "Timestamp"];

/// A request, as far as HTTP can be made of a text.
pub(crate) struct Call<'i> {
    pub(crate) method: &'i str,
    uri: Uri,
    headers: Vec<(&'i str, Cow<'i, str>)>,
    body: &'i [u8],
}

impl<'i> Call<'i> {
    /// Reads a request line, headers and a body, which is all that follows.
    pub(crate) fn read(text: &'i [u8]) -> Option<Self> {
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut request = httparse::Request::new(&mut headers);
        let httparse::Status::Complete(length) = request.parse(text).ok()? else { return None };
        Some(Call {
            method: request.method?,
            uri: request.path?.parse().ok()?,
            headers: request.headers.iter().map(|it| (it.name, String::from_utf8_lossy(it.value))).collect(),
            body: text.get(length..)?,
        })
    }

    /// The request with a valid signature of the kind that it begins to have: that of the `Authorization` header, or that
    /// of the parameter `SignatureVersion`; with the access key that is named there, if there is one.
    pub(crate) fn signed(&self, nonce: usize) -> Vec<u8> {
        let authorization = self.header("authorization").unwrap_or_default();
        let query = self.uri.query().unwrap_or_default();
        let is_rpc = parse(query.as_bytes()).any(|(name, _)| name == "SignatureVersion");
        match authorization.strip_prefix("acs ") {
            Some(key) => self.roa_v1(key.split(':').next().unwrap_or_default(), nonce),
            None if is_rpc && authorization.is_empty() => self.rpc_v1(query, nonce),
            None => self.acs3(authorization, nonce),
        }
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| &**value)
    }

    fn acs3(&self, authorization: &str, nonce: usize) -> Vec<u8> {
        let key = authorization.split_once("Credential=").map(|(_, rest)| rest.split(',').next().unwrap_or_default());
        let hash = acs3::hash(self.body);
        let mut headers = self.kept_headers();
        headers.push(("x-acs-content-sha256", hash.as_str().into()));
        headers.push(("x-acs-date", now().into()));
        headers.push(("x-acs-signature-nonce", nonce.to_string().into()));
        let is_signed = |name: &str| {
            let name = name.to_ascii_lowercase();
            name == "host" || name == "content-type" || name.starts_with("x-acs-")
        };
        let signed: Vec<_> = headers.iter().filter(|(name, _)| is_signed(name)).cloned().collect();
        let pairs: Vec<_> = parse(self.uri.query().unwrap_or_default().as_bytes()).collect();
        let query = acs3::canonical_query(&pairs, QueryKeys::Raw);
        let canonical = acs3::canonical_request(self.method, self.uri.path(), &query, &signed, &hash);
        let authorization = Authorization {
            credential: key_id(key),
            signed_headers: acs3::signed_headers(&signed).split(';').map(str::to_owned).collect(),
            signature: acs3::sign(SECRET, &acs3::string_to_sign(&canonical)),
        };
        headers.push(("authorization", authorization.to_string().into()));
        self.bytes(&headers, self.uri.query().unwrap_or_default())
    }

    fn roa_v1(&self, key: &str, nonce: usize) -> Vec<u8> {
        let mut headers = self.kept_headers();
        headers.push(("date", DATE.into()));
        headers.push(("x-acs-signature-nonce", nonce.to_string().into()));
        let pairs: Vec<_> = parse(self.uri.query().unwrap_or_default().as_bytes()).collect();
        let named: Vec<_> = headers.iter().map(|(name, value)| (Cow::Borrowed(*name), value.clone())).collect();
        let text = roa_v1::string_to_sign(self.method, self.uri.path(), &pairs, &named, EmptyValues::WithSign);
        headers.push(("authorization", format!("acs {}:{}", key_id(Some(key)), roa_v1::sign(SECRET, &text)).into()));
        self.bytes(&headers, self.uri.query().unwrap_or_default())
    }

    fn rpc_v1(&self, query: &str, nonce: usize) -> Vec<u8> {
        let key = parse(query.as_bytes()).find(|(name, _)| name == "AccessKeyId").map(|(_, value)| value);
        let mut pairs: Vec<(Cow<'_, str>, Cow<'_, str>)> =
            parse(query.as_bytes()).filter(|(name, _)| !RPC.contains(&&**name)).collect();
        let values = [key_id(key.as_deref()), "HMAC-SHA1".to_owned(), nonce.to_string(), "1.0".to_owned(), now()];
        let names = RPC.into_iter().filter(|name| *name != "Signature");
        pairs.extend(names.zip(values).map(|(name, value)| (name.into(), value.into())));
        let mut all = pairs.clone();
        let media_type = self.header("content-type").and_then(|value| value.split(';').next()).unwrap_or_default();
        if media_type.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            all.extend(parse(self.body));
        }
        let signature = rpc_v1::sign(SECRET, &rpc_v1::string_to_sign(self.method, &all));
        pairs.push(("Signature".into(), signature.into()));
        let encoded = pairs.iter().map(|(name, value)| format!("{}={}", percent_encode(name), percent_encode(value)));
        self.bytes(&self.kept_headers(), &encoded.collect::<Vec<_>>().join("&"))
    }

    /// The headers that no signature replaces, with a host.
    fn kept_headers(&self) -> Vec<(&str, Cow<'_, str>)> {
        let host = self.header("host").or_else(|| self.uri.authority().map(|authority| authority.as_str()));
        let mut headers = vec![("host", host.unwrap_or("bucket.example.com").into())];
        let is_kept = |name: &str| !REPLACED.iter().any(|replaced| name.eq_ignore_ascii_case(replaced));
        headers.extend(self.headers.iter().filter(|(name, _)| is_kept(name)).cloned());
        headers
    }

    fn bytes(&self, headers: &[(&str, Cow<'_, str>)], query: &str) -> Vec<u8> {
        let path = self.uri.path();
        let target = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
        let mut text = format!("{} {target} HTTP/1.1\r\n", self.method);
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str(&format!("content-length: {}\r\nconnection: close\r\n\r\n", self.body.len()));
        let mut bytes = text.into_bytes();
        bytes.extend(self.body);
        bytes
    }
}

/// An access key that the accounts have, unless the text names another one.
fn key_id(named: Option<&str>) -> String {
    named.filter(|key| !key.is_empty()).unwrap_or("root").to_owned()
}

fn now() -> String {
    time::format(std::time::UNIX_EPOCH + NOW)
}
