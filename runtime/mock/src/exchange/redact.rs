//! What an exchange shows of its secrets: nothing.

use serde_json::Value;

use super::exchange::{Exchange, Message};
use crate::message::REDACTED;

/// Headers whose values are secrets, or proofs of one.
const HEADERS: [&str; 5] = ["authorization", "cookie", "set-cookie", "proxy-authorization", "x-api-key"];

/// Members and parameters with these names, or names that end with them, are secrets. Without `_`, `-` and capitals.
const NAMES: [&str; 12] = [
    "password",
    "passwd",
    "secret",
    "token",
    "apikey",
    "privatekey",
    "credential",
    "credentials",
    "signature",
    "pin",
    "otp",
    "cvc",
];

impl Exchange {
    /// The same without secrets. `is_secret` knows further headers and parameters.
    pub(crate) fn redacted(mut self, is_secret: &dyn Fn(&str) -> bool) -> Self {
        self.url = url(&self.url, is_secret);
        message(&mut self.request, is_secret);
        message(&mut self.response, is_secret);
        self
    }
}

/// Whether what has this name is a secret.
fn is_named_secret(name: &str) -> bool {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    // What says where the next page is has to be there to be followed.
    let is_place = ["pagetoken", "nexttoken", "continuationtoken"].iter().any(|place| plain.ends_with(place));
    !is_place && NAMES.iter().any(|secret| plain.ends_with(secret))
}

fn message(message: &mut Message, is_secret: &dyn Fn(&str) -> bool) {
    for (name, value) in &mut message.headers {
        if HEADERS.contains(&name.as_str()) || is_secret(name) || is_named_secret(name) {
            // Which kind of credential it was is not a secret.
            let scheme = value.split_once(' ').filter(|_| name == "authorization").map(|(scheme, _)| scheme);
            *value = scheme.map_or_else(|| REDACTED.to_owned(), |scheme| format!("{scheme} {REDACTED}"));
        }
    }
    let media_type = message.media_type();
    if media_type.ends_with("json") {
        if let Ok(mut value) = serde_json::from_slice::<Value>(&message.body)
            && members(&mut value, is_secret)
        {
            message.body = value.to_string().into_bytes();
        }
    } else if media_type == "application/x-www-form-urlencoded"
        && let Ok(text) = std::str::from_utf8(&message.body)
    {
        message.body = pairs(text, is_secret).into_bytes();
    }
}

/// Redacts the members of a value that are secrets. Returns whether there were any.
fn members(value: &mut Value, is_secret: &dyn Fn(&str) -> bool) -> bool {
    match value {
        Value::Object(object) => {
            let mut any = false;
            for (name, value) in object {
                if value.is_string() && (is_named_secret(name) || is_secret(name)) {
                    *value = REDACTED.into();
                    any = true;
                } else {
                    any |= members(value, is_secret);
                }
            }
            any
        }
        Value::Array(items) => items.iter_mut().fold(false, |any, item| members(item, is_secret) | any),
        _ => false,
    }
}

fn url(url: &str, is_secret: &dyn Fn(&str) -> bool) -> String {
    match url.split_once('?') {
        Some((path, query)) => format!("{path}?{}", pairs(query, is_secret)),
        None => url.to_owned(),
    }
}

/// A query or a form, as it was written except for secrets.
fn pairs(text: &str, is_secret: &dyn Fn(&str) -> bool) -> String {
    let shown = text.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if is_named_secret(name) || is_secret(name) => format!("{name}={REDACTED}"),
        _ => pair.to_owned(),
    });
    shown.collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    #[test]
    fn secrets_are_not_kept_wherever_they_are_sent() {
        let json = |body: &str| Message {
            headers: vec![
                ("content-type".to_owned(), "application/json".to_owned()),
                ("authorization".to_owned(), "Bearer s3cret".to_owned()),
                ("x-shop-key".to_owned(), "s3cret".to_owned()),
            ],
            body: body.as_bytes().to_vec(),
        };
        let exchange = Exchange {
            began: UNIX_EPOCH,
            took: Duration::ZERO,
            method: "POST".to_owned(),
            url: "http://h/a?api_key=s3cret&page=2&page_token=next".to_owned(),
            request: json(r#"{"user":{"newPassword":"s3cret","tokens":3}}"#),
            status: 200,
            response: json(r#"[{"access_token":"s3cret"}]"#),
        };
        let kept = exchange.redacted(&|name| name == "x-shop-key");
        let text = format!("{kept:?}{}", String::from_utf8_lossy(&kept.request.body));
        assert!(!text.contains("s3cret"), "{text}");
        assert_eq!(kept.url, "http://h/a?api_key=***&page=2&page_token=next");
        assert_eq!(kept.request.body, br#"{"user":{"newPassword":"***","tokens":3}}"#);
        assert_eq!(kept.response.body, br#"[{"access_token":"***"}]"#);
    }
}
