//! Operations that are served elsewhere than their API.

#[macro_use]
mod common;
#[path = "common/silent.rs"]
mod silent;

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use common::Kind;
use silent::Silent;
use twinspec_client::Client;
use twinspec_core::{Api, HttpRequest, Method, Operation, Value};
use twinspec_http::{Builder, Http, OwnServers, Server, Variable};

const ZONE: &[Variable] = &[Variable::new("zone", "a")];

static PROTOCOL: Http = Http::new(&[Server::new("https://api.files.example/v1"), Server::new("https://test.example")])
    .own_servers(&[
        OwnServers::new(
            "upload",
            &[
                Server::new("https://{zone}.upload.example/raw").variables(ZONE),
                Server::new("https://upload.test.example/raw"),
            ],
        ),
        OwnServers::new("health", &[Server::new("/")]),
    ]);
static API: Api = Api::new("files", "1.0.0", &PROTOCOL);
static LIST: Operation = Operation::new(&API, "list", &[Method::Get], "/files");
static UPLOAD: Operation = Operation::new(&API, "upload", &[Method::Post], "/files");
static HEALTH: Operation = Operation::new(&API, "health", &[Method::Get], "/health");

input!(List, LIST, Value);
input!(Upload, UPLOAD, Value);
input!(Health, HEALTH, Value);

fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing is waited for"),
    }
}

/// Where a list, an upload and a health check go.
#[track_caller]
fn called(build: fn(Builder<Client>) -> Builder<Client>) -> [String; 3] {
    let client = build(Builder::new(&API).transport(Silent)).build().unwrap();
    let url =
        |request: Result<HttpRequest, _>| request.map_err(|error: twinspec_core::Error<Kind>| error).unwrap().url();
    [url(now(client.dry_run(&List))), url(now(client.dry_run(&Upload))), url(now(client.dry_run(&Health)))]
}

#[test]
fn an_operation_goes_to_a_server_of_its_own() {
    assert_eq!(
        called(|builder| builder),
        [
            "https://api.files.example/v1/files",
            "https://a.upload.example/raw/files",
            "https://api.files.example/health"
        ]
    );
}

#[test]
fn a_number_chooses_of_its_own_servers_too_and_a_variable_may_be_of_one_of_them_only() {
    assert_eq!(
        called(|builder| builder.server(1)),
        ["https://test.example/files", "https://upload.test.example/raw/files", "https://test.example/health"]
    );
    assert_eq!(called(|builder| builder.server_variable("zone", "b"))[1], "https://b.upload.example/raw/files");
    let unknown = Builder::<Client>::new(&API).transport(Silent).server_variable("planet", "mars").build();
    assert_eq!(unknown.unwrap_err().to_string(), "the server has no variable `planet`; it has: ");
}

#[test]
fn an_endpoint_is_for_all_and_each_keeps_the_path_of_its_server() {
    assert_eq!(
        called(|builder| builder.endpoint("http://127.0.0.1:4010")),
        ["http://127.0.0.1:4010/v1/files", "http://127.0.0.1:4010/raw/files", "http://127.0.0.1:4010/health"]
    );
}

#[test]
fn a_url_with_a_path_is_for_all() {
    let all = ["http://h.example/base/files", "http://h.example/base/files", "http://h.example/base/health"];
    assert_eq!(called(|builder| builder.endpoint("http://h.example/base")), all);
    assert_eq!(called(|builder| builder.server("http://h.example/base")), all);
    assert_eq!(called(|builder| builder.server("http://h.example"))[1], "http://h.example/files");
}
