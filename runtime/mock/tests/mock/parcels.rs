//! An invented API, "Parcels", and calls of it.

use twinspec_core::{Api, Location, Method, Parameter, Style};
use twinspec_http::mock::{Builder, Mock, Operation, Schema, Service};
use twinspec_http::{Http, Server};

use crate::http::plain;

static PROTOCOL: Http = Http::new(&[Server::new("https://parcels.example")]);
static API: Api = Api::new("Parcels", "1.0.0", &PROTOCOL);

static SERVICE: Service = Service::new(&API, &[&SEND, &COUNT]);

const fn described(name: &'static str, path: &'static str) -> twinspec_core::Operation {
    twinspec_core::Operation::new(&API, name, &[Method::Post], path)
}

static SEND: Operation = Operation::new(&described("SendParcel", "/parcels").parameters(&[
    Parameter::new("Address", Location::Form, Style::Simple),
    Parameter::new("Weight", Location::Form, Style::Simple),
    Parameter::new("Note", Location::Query, Style::Simple),
]))
.schemas(&[
    Schema::String { pattern: None, min_length: None, max_length: None, values: &[] },
    Schema::Integer { minimum: Some(1), maximum: None },
    Schema::String { pattern: None, min_length: None, max_length: None, values: &[] },
]);

static COUNT: Operation = Operation::new(&described("CountParcels", "/parcels/count")).response(r#"{"Total":2}"#);

pub(crate) async fn start() -> Mock {
    builder().start().await.expect("the mock starts")
}

pub(crate) fn builder() -> Builder<Mock> {
    Mock::builder(&SERVICE)
}

/// A call that is complete.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    target: String,
    headers: Vec<(&'static str, &'static str)>,
    pub(crate) body: String,
}

impl Call {
    pub(crate) fn send_parcel(query: &[(&str, &str)]) -> Self {
        Call { target: format!("/parcels?{}", pairs(query)), headers: Vec::new(), body: String::new() }
    }

    pub(crate) fn count_parcels() -> Self {
        Call { target: "/parcels/count".to_owned(), headers: Vec::new(), body: String::new() }
    }

    pub(crate) fn form(mut self, form: &[(&str, &str)]) -> Self {
        self.body = pairs(form);
        self.headers.push(("content-type", "application/x-www-form-urlencoded"));
        self
    }

    pub(crate) fn bytes(&self) -> String {
        self.bytes_with(&[])
    }

    /// With further headers.
    pub(crate) fn bytes_with(&self, headers: &[(&str, &str)]) -> String {
        plain("POST", &self.target, &[&self.headers[..], headers].concat(), &self.body)
    }
}

fn pairs(pairs: &[(&str, &str)]) -> String {
    let pairs = pairs.iter().map(|(name, value)| format!("{name}={}", value.replace(' ', "%20")));
    pairs.collect::<Vec<_>>().join("&")
}
