//! Answers, and what official clients and this one make of each.
//!
//! `fixtures/answers.json` lists answers that a server gave to official clients, what each of them read (a code of
//! the service, a success, or an exception of its own), and what is to be read here.

use std::collections::BTreeMap;

use crate::common::{SEND, Send};
use serde::Deserialize;
use twinspec_core::{Headers, HttpResponse, LocalErrorKind, RetryReason, decode};

#[derive(Deserialize)]
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: String,
    official_clients: BTreeMap<String, String>,
    here: String,
}

impl Answer {
    fn response(&self) -> HttpResponse {
        HttpResponse::new(self.status, Headers::from_iter(self.headers.clone()), self.body.clone().into_bytes())
    }

    fn read(&self) -> String {
        let error = match decode::<Send>(self.response()) {
            Ok(_) => return "succeeds".to_owned(),
            Err(error) => error,
        };
        match (error.code(), error.decode_error()) {
            (Some(code), None) => {
                assert_eq!(error.service().unwrap().body(), self.body);
                format!("code {code}")
            }
            (None, Some(source)) => {
                assert_eq!(error.local_kind(), Some(LocalErrorKind::Decode));
                let name = format!("{source:?}");
                format!("fails: {}", name.split([' ', '(']).next().unwrap_or_default())
            }
            other => panic!("{other:?}"),
        }
    }
}

fn answers() -> Vec<Answer> {
    let answers: Vec<Answer> = serde_json::from_str(include_str!("../fixtures/answers.json")).unwrap();
    assert_eq!(answers.len(), 50);
    answers
}

#[test]
fn each_answer_is_read_as_the_table_says() {
    for answer in answers() {
        assert_eq!(answer.read(), answer.here, "{} {}", answer.status, answer.body);
    }
}

#[test]
fn a_code_that_the_current_official_clients_read_is_read_here() {
    let current = ["alibabacloud-tea-openapi 0.4.6", "openapi-client 0.4.15", "openapi-core 1.0.8"];
    let mut codes = 0;
    for answer in answers() {
        let read = current.iter().filter_map(|client| answer.official_clients.get(*client));
        for code in read.filter(|read| read.starts_with("code ")) {
            assert_eq!(&answer.read(), code, "{} {}", answer.status, answer.body);
            codes += 1;
        }
    }
    assert!(codes > 20, "{codes}");
}

#[test]
fn what_throttles_may_be_attempted_again_by_its_code() {
    for answer in answers().iter().filter(|answer| answer.body.contains("Throttling")) {
        assert_eq!(
            RetryReason::of_response(&SEND, &answer.response()),
            Some(RetryReason::Throttled),
            "{}",
            answer.body
        );
    }
}
