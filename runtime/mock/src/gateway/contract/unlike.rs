//! What of an answer of the service itself is not what the document says.

use serde_json::Value;

use super::Contract;
use super::accept::{fits, is_json};
use crate::exchange::Message;

impl Contract {
    /// What of an answer is not what the document says; nothing if all of it is.
    pub(in crate::gateway) fn unlike(&self, status: u16, answer: &Message) -> Vec<String> {
        let Some(response) = self.response_of(status) else {
            return vec![format!("the status {status} is not described")];
        };
        if response.contents.is_empty() || answer.body.is_empty() {
            return Vec::new();
        }
        let media_type = answer.media_type();
        let fitting =
            response.contents.iter().map(|content| (fits(content.described.media_type, &media_type), content));
        let best = fitting.filter(|(exactness, _)| *exactness > 0).max_by_key(|(exactness, _)| *exactness);
        let Some((_, content)) = best else {
            return vec![format!("the media type `{media_type}` is not described for the status {status}")];
        };
        if !is_json(&media_type) {
            return Vec::new();
        }
        match serde_json::from_slice::<Value>(&answer.body) {
            Ok(value) => {
                let faults = content.schema.faults(&value).into_iter();
                faults.map(|fault| format!("the response body{}: {}", at(&fault.pointer), fault.message)).collect()
            }
            Err(_) => vec!["the response body is not JSON".to_owned()],
        }
    }
}

fn at(pointer: &str) -> String {
    if pointer.is_empty() { String::new() } else { format!(" {pointer}") }
}
