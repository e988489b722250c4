//! A transport that answers by a script and remembers what it was sent.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use acs_wide::twinspec_client::{Transport, TransportFuture};
use acs_wide::twinspec_core::{Headers, HttpRequest, HttpResponse};

#[derive(Clone)]
pub(crate) struct Script {
    answers: Arc<Mutex<VecDeque<(u16, Vec<u8>)>>>,
    sent: Arc<Mutex<Vec<HttpRequest>>>,
}

impl Script {
    /// Answers with these bodies, one after the other, and success.
    pub(crate) fn of(bodies: &[&str]) -> Self {
        Script::answering(bodies.iter().map(|body| (200, body.as_bytes())))
    }

    pub(crate) fn answering<'a>(answers: impl IntoIterator<Item = (u16, &'a [u8])>) -> Self {
        let answers = answers.into_iter().map(|(status, body)| (status, body.to_vec())).collect();
        Script { answers: Arc::new(Mutex::new(answers)), sent: Arc::default() }
    }

    pub(crate) fn wide(&self) -> acs_wide::Client {
        let builder = acs_wide::Client::builder().access_key("testid", "testsecret");
        builder.endpoint("https://wide.example.com").transport(self.clone()).build().expect("the client is built")
    }

    pub(crate) fn paths(&self) -> acs_paths::Client {
        let builder = acs_paths::Client::builder().access_key("testid", "testsecret");
        builder.endpoint("https://paths.example.com").transport(self.clone()).build().expect("the client is built")
    }

    /// The requests so far.
    pub(crate) fn sent(&self) -> Vec<HttpRequest> {
        self.sent.lock().expect("no test panics in between").clone()
    }

    /// The URLs of the requests so far, behind the host.
    pub(crate) fn targets(&self) -> Vec<String> {
        let url = |request: &HttpRequest| request.url().split(".example.com").nth(1).unwrap_or_default().to_owned();
        self.sent().iter().map(url).collect()
    }
}

impl Transport for Script {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> TransportFuture<'a> {
        self.sent.lock().expect("no test panics in between").push(request.clone());
        let answer = self.answers.lock().expect("no test panics in between").pop_front();
        let (status, body) = answer.expect("the script has an answer for each request");
        Box::pin(async move { Ok(HttpResponse::new(status, Headers::default(), body)) })
    }
}
