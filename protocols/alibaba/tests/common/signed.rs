//! Signed requests of both kinds, every part of which a test can change.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use twinspec_alibaba::signature::acs3::{self, QueryKeys};
use twinspec_alibaba::signature::{Authorization, rpc_v1};
use twinspec_core::{percent_encode, time};

use super::http::plain;

const HOST: &str = "parcels.example.com";

fn nonce() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    format!("{:032x}", NEXT.fetch_add(1, Ordering::Relaxed))
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

pub(crate) fn form(pairs: &[(String, String)]) -> String {
    let pairs = pairs.iter().map(|(name, value)| format!("{}={}", percent_encode(name), percent_encode(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// A request with signature V3.
#[derive(Debug, Clone)]
pub(crate) struct V3 {
    pub(crate) method: &'static str,
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) body: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) access_key: (String, String),
    pub(crate) keys: QueryKeys,
}

impl V3 {
    pub(crate) fn new(action: &str, query: &[(&str, &str)]) -> Self {
        V3 {
            method: "POST",
            path: "/".to_owned(),
            query: owned(query),
            body: String::new(),
            headers: vec![
                ("host".to_owned(), HOST.to_owned()),
                ("x-acs-action".to_owned(), action.to_owned()),
                ("x-acs-version".to_owned(), "2030-01-01".to_owned()),
                ("x-acs-date".to_owned(), time::format(SystemTime::now())),
                ("x-acs-signature-nonce".to_owned(), nonce()),
            ],
            access_key: ("testid".to_owned(), "testsecret".to_owned()),
            keys: QueryKeys::Raw,
        }
    }

    /// A call that is complete.
    pub(crate) fn send_parcel(query: &[(&str, &str)]) -> Self {
        let mut call = V3::new("SendParcel", &[("Address", "Lane 1")]);
        call.query.extend(owned(query));
        call
    }

    pub(crate) fn form(mut self, pairs: &[(&str, &str)]) -> Self {
        self.body = form(&owned(pairs));
        self.header("content-type", "application/x-www-form-urlencoded")
    }

    /// Sets a signed header.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(key, _)| key != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(key, _)| key != name);
        self
    }

    pub(crate) fn access_key(mut self, id: &str, secret: &str) -> Self {
        self.access_key = (id.to_owned(), secret.to_owned());
        self
    }

    /// The headers with hash and authorization.
    pub(crate) fn signed_headers(&self) -> Vec<(String, String)> {
        let mut headers = self.headers.clone();
        let hash = acs3::hash(self.body.as_bytes());
        headers.push(("x-acs-content-sha256".to_owned(), hash.clone()));
        let query = acs3::canonical_query(&self.query, self.keys);
        let canonical = acs3::canonical_request(self.method, &self.path, &query, &headers, &hash);
        let string_to_sign = acs3::string_to_sign(&canonical);
        let authorization = Authorization {
            credential: self.access_key.0.clone(),
            signed_headers: acs3::signed_headers(&headers).split(';').map(str::to_owned).collect(),
            signature: acs3::sign(&self.access_key.1, &string_to_sign),
        };
        headers.push(("Authorization".to_owned(), authorization.to_string()));
        headers
    }

    pub(crate) fn target(&self) -> String {
        match self.query.is_empty() {
            true => self.path.clone(),
            false => format!("{}?{}", self.path, form(&self.query)),
        }
    }

    pub(crate) fn bytes(&self) -> String {
        self.bytes_with(&[])
    }

    /// With further headers that are not signed.
    pub(crate) fn bytes_with(&self, unsigned: &[(&str, &str)]) -> String {
        let signed = self.signed_headers();
        let mut headers: Vec<(&str, &str)> =
            signed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        headers.extend(unsigned);
        plain(self.method, &self.target(), &headers, &self.body)
    }
}

/// A request with the older RPC signature.
#[derive(Debug, Clone)]
pub(crate) struct RpcV1 {
    pub(crate) parameters: Vec<(String, String)>,
    pub(crate) secret: String,
}

impl RpcV1 {
    pub(crate) fn new(action: &str, parameters: &[(&str, &str)]) -> Self {
        let timestamp = time::format(SystemTime::now());
        let nonce = nonce();
        let mut all = owned(&[
            ("Action", action),
            ("Version", "2030-01-01"),
            ("AccessKeyId", "testid"),
            ("SignatureMethod", "HMAC-SHA1"),
            ("SignatureVersion", "1.0"),
            ("SignatureNonce", &nonce),
            ("Timestamp", &timestamp),
        ]);
        all.extend(owned(parameters));
        RpcV1 { parameters: all, secret: "testsecret".to_owned() }
    }

    pub(crate) fn set(mut self, name: &str, value: &str) -> Self {
        self = self.without(name);
        self.parameters.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.parameters.retain(|(key, _)| key != name);
        self
    }

    fn signed(&self, method: &str) -> String {
        let string_to_sign = rpc_v1::string_to_sign(method, &self.parameters);
        let mut parameters = self.parameters.clone();
        let signature = rpc_v1::sign(&self.secret, &string_to_sign);
        parameters.push(("Signature".to_owned(), signature));
        form(&parameters)
    }

    /// Everything in the query.
    pub(crate) fn get(&self) -> String {
        plain("GET", &format!("/?{}", self.signed("GET")), &[("host", HOST)], "")
    }

    /// Some parameters in the form, the others in the query.
    pub(crate) fn post_split(&self, in_form: &[&str]) -> String {
        let string_to_sign = rpc_v1::string_to_sign("POST", &self.parameters);
        let (body, mut query): (Vec<_>, Vec<_>) =
            self.parameters.iter().cloned().partition(|(name, _)| in_form.contains(&name.as_str()));
        query.push(("Signature".to_owned(), rpc_v1::sign(&self.secret, &string_to_sign)));
        let content_type = ("content-type", "application/x-www-form-urlencoded");
        plain("POST", &format!("/?{}", form(&query)), &[("host", HOST), content_type], &form(&body))
    }

    /// Everything in the form.
    pub(crate) fn post(&self) -> String {
        let content_type = ("content-type", "application/x-www-form-urlencoded; charset=utf-8");
        plain("POST", "/", &[("host", HOST), content_type], &self.signed("POST"))
    }
}
