//! Answers that repeat what must not be shown.

use crate::wire::percent::percent_encode;
use crate::{HttpRequest, HttpResponse};

impl HttpRequest {
    /// The answer to this request, with `***` for sensitive arguments and tokens if it is an error that repeats them.
    /// Of a signature that does not match some services show the whole text that they signed, for instance.
    ///
    /// Values of less than four bytes stay: replacing them would garble the text, and they tell little.
    pub fn redact(&self, response: HttpResponse) -> HttpResponse {
        if response.is_success() {
            return response;
        }
        let Ok(text) = std::str::from_utf8(response.body()) else {
            return response;
        };
        // Longer values first: one may begin with another.
        let mut values: Vec<&str> = self.sensitive.iter().map(String::as_str).collect();
        values.retain(|value| value.len() >= 4);
        values.sort_by_key(|value| std::cmp::Reverse(value.len()));
        let mut redacted = text.to_owned();
        for value in values {
            for spelling in spellings(value) {
                redacted = redacted.replace(&spelling, "***");
            }
        }
        HttpResponse::new(response.status(), response.headers().clone(), redacted.into_bytes())
    }
}

/// How a value can be written in a response: as it is or as in a JSON text, either percent-encoded or not.
fn spellings(value: &str) -> [String; 4] {
    let json = serde_json::Value::from(value).to_string();
    let json = json.get(1..json.len() - 1).unwrap_or(value);
    [percent_encode(json), percent_encode(value), json.to_owned(), value.to_owned()]
}
