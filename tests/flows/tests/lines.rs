//! What happened in a flow, written down line by line, so that it can be compared with what other clients saw.

use acs_resource_directory::twinspec_core::{Error, Response};

/// What happened, a line a call.
#[derive(Default)]
pub(crate) struct Lines(pub(crate) Vec<String>);

impl Lines {
    /// Writes a call down, with what of its answer matters, and gives the body.
    pub(crate) fn note<T, K: Copy>(
        &mut self,
        operation: &str,
        answer: Result<Response<T>, Error<K>>,
        told: impl FnOnce(&T) -> Vec<String>,
    ) -> Option<T> {
        let (line, body) = match answer {
            Ok(response) => {
                let told = [vec!["ok".to_owned()], told(&response)].concat().join(" ");
                (told, Some(response.into_body()))
            }
            Err(error) => {
                let status = error.status().map_or_else(|| "no answer".to_owned(), |status| status.to_string());
                (format!("{status} {}", error.code().unwrap_or_default()), None)
            }
        };
        self.0.push(format!("{operation}: {line}"));
        body
    }
}

/// Nothing of the body matters.
pub(crate) fn nothing<T>(_: &T) -> Vec<String> {
    Vec::new()
}

pub(crate) fn text<T: AsRef<str>>(value: &Option<T>) -> String {
    value.as_ref().map(|value| value.as_ref().to_owned()).unwrap_or_default()
}
