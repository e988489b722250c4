//! Runtime expressions, by which a document says where a callback is sent (OpenAPI, "Runtime Expressions").

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

/// What is not in a part of a URL as it is.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What expressions are about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Situation {
    pub(crate) url: String,
    pub(crate) method: String,
    pub(crate) status: Option<u16>,
    pub(crate) request: Message,
    /// What was answered, if that is known.
    pub(crate) response: Option<Message>,
}

/// What is known of a request or a response.
#[derive(Debug, Clone, Default)]
pub(crate) struct Message {
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) path: Vec<(String, String)>,
    pub(crate) body: Option<Value>,
}

/// A text with its expressions replaced by what they are.
///
/// # Errors
///
/// An expression is not one, or there is nothing where it leads to.
pub(crate) fn resolve(text: &str, situation: &Situation) -> Result<String, String> {
    if text.starts_with('$') {
        return situation.value(text);
    }
    let mut resolved = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        let (expression, after) =
            behind.split_once('}').ok_or_else(|| format!("`{text}` has a brace that is not closed"))?;
        resolved.push_str(before);
        let value = situation.value(expression)?;
        // The URL itself stands at the beginning; elsewhere a value is a part of it.
        match resolved.is_empty() {
            true => resolved.push_str(&value),
            false => resolved.extend(utf8_percent_encode(&value, RESERVED)),
        }
        rest = after;
    }
    resolved.push_str(rest);
    Ok(resolved)
}

impl Situation {
    fn value(&self, expression: &str) -> Result<String, String> {
        let nothing = || format!("there is nothing at `{expression}`");
        let found = match expression {
            "$url" => Some(self.url.clone()),
            "$method" => Some(self.method.clone()),
            "$statusCode" => self.status.map(|status| status.to_string()),
            _ => match (expression.strip_prefix("$request."), expression.strip_prefix("$response.")) {
                (Some(source), _) => self.request.value(source).ok_or_else(|| unknown(expression))?,
                (None, Some(source)) => match &self.response {
                    Some(response) => response.value(source).ok_or_else(|| unknown(expression))?,
                    None => return Err(format!("`{expression}` is about a response, which the journal does not keep")),
                },
                (None, None) => return Err(unknown(expression)),
            },
        };
        found.ok_or_else(nothing)
    }
}

impl Message {
    /// What a source leads to: `None` if it is not a source, else `Some(None)` if there is nothing.
    #[allow(clippy::option_option)]
    fn value(&self, source: &str) -> Option<Option<String>> {
        let named = |pairs: &[(String, String)], name: &str| {
            pairs.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone())
        };
        if let Some(pointer) = source.strip_prefix("body") {
            let pointer = if pointer.is_empty() { "" } else { pointer.strip_prefix('#')? };
            let value = self.body.as_ref().and_then(|body| body.pointer(pointer));
            return Some(value.filter(|value| !value.is_null()).map(crate::state::text).map(Into::into));
        }
        let (kind, name) = source.split_once('.')?;
        Some(match kind {
            "header" => named(&self.headers, &name.to_ascii_lowercase()),
            "query" => named(&self.query, name),
            "path" => named(&self.path, name),
            _ => return None,
        })
    }
}

fn unknown(expression: &str) -> String {
    format!("`{expression}` is not a runtime expression")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn expressions_are_replaced_by_what_they_lead_to() {
        let pairs = |name: &str, value: &str| vec![(name.to_owned(), value.to_owned())];
        let situation = Situation {
            url: "http://h/streams?to=http://r/a".to_owned(),
            method: "POST".to_owned(),
            status: Some(201),
            request: Message {
                headers: pairs("x-to", "http://r/b"),
                query: pairs("to", "http://r/a"),
                path: pairs("id", "7"),
                body: Some(json!({ "to": "http://r/c", "mail": "a+b@c", "n": [1, null] })),
            },
            response: Some(Message { body: Some(json!({ "id": 5 })), ..Message::default() }),
        };
        for (text, expected) in [
            ("http://r/fixed", Ok("http://r/fixed")),
            ("$request.body#/to", Ok("http://r/c")),
            ("{$request.query.to}/data", Ok("http://r/a/data")),
            ("{$request.header.X-To}?m={$method}&s={$statusCode}", Ok("http://r/b?m=POST&s=201")),
            ("http://r/{$request.path.id}?m={$request.body#/mail}", Ok("http://r/7?m=a%2Bb%40c")),
            ("http://r/{$response.body#/id}/{$request.body#/n/0}", Ok("http://r/5/1")),
            ("{$url}", Ok("http://h/streams?to=http://r/a")),
            ("{$request.body#/n/1}", Err("there is nothing at `$request.body#/n/1`")),
            ("{$request.query.from}", Err("there is nothing at `$request.query.from`")),
            ("{$request.cookie.a}", Err("`$request.cookie.a` is not a runtime expression")),
            ("{request.body#/to}", Err("`request.body#/to` is not a runtime expression")),
            ("{$url", Err("`{$url` has a brace that is not closed")),
        ] {
            assert_eq!(resolve(text, &situation), expected.map(str::to_owned).map_err(str::to_owned), "{text}");
        }
        let asked_only = Situation { response: None, ..situation };
        let error = resolve("{$response.body#/id}", &asked_only).expect_err("nobody knows");
        assert!(error.contains("the journal does not keep"), "{error}");
    }
}
