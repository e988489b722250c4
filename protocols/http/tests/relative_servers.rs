//! Servers that a description names only in part: by their path, without a scheme, or with a variable without a value.

#[path = "common/silent.rs"]
mod silent;

use silent::Silent;
use twinspec_client::Client;
use twinspec_core::Api;
use twinspec_http::{Builder, Http, Server, Variable};

static PROTOCOL: Http = Http::new(&[
    Server::new("/"),
    Server::new(""),
    Server::new("/v1/"),
    Server::new("../v2"),
    Server::new("//petstore.example/v3"),
    Server::new("petstore.example/my pets"),
    Server::new("https://{tenant}.petstore.example/{tenant}")
        .variables(&[Variable::without_default("tenant").values(&["acme", "other"])]),
]);
static API: Api = Api::new("petstore", "1.0.0", &PROTOCOL);

/// Where a client calls, or why it cannot be built.
fn called(server: usize, build: fn(Builder<Client>) -> Builder<Client>) -> String {
    match build(Builder::new(&API).transport(Silent).server(server)).build() {
        Ok(client) => client.endpoint().to_string(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn a_path_needs_an_endpoint() {
    for (server, path) in [(0, "/"), (1, "/"), (2, "/v1"), (3, "/v2")] {
        let expected = format!(
            "the description of `petstore` does not say where its server is, only that its path is `{path}`; call \
             `endpoint` with its address, such as `https://example.com`"
        );
        assert_eq!(called(server, |builder| builder), expected);
    }
}

#[test]
fn a_path_stays_in_front_of_those_of_the_operations() {
    let at_endpoint = |server| called(server, |builder| builder.endpoint("http://127.0.0.1:4010"));
    assert_eq!(at_endpoint(0), "http://127.0.0.1:4010");
    assert_eq!(at_endpoint(1), "http://127.0.0.1:4010");
    assert_eq!(at_endpoint(2), "http://127.0.0.1:4010/v1");
    assert_eq!(at_endpoint(3), "http://127.0.0.1:4010/v2");
    assert_eq!(at_endpoint(4), "http://127.0.0.1:4010/v3");
    assert_eq!(called(2, |builder| builder.endpoint("http://127.0.0.1:4010/other")), "http://127.0.0.1:4010/other");
}

#[test]
fn a_host_without_a_scheme_is_called_by_https() {
    assert_eq!(called(4, |builder| builder), "https://petstore.example/v3");
    assert_eq!(called(5, |builder| builder), "https://petstore.example/my%20pets");
}

#[test]
fn a_variable_without_a_default_needs_a_value() {
    let missing = "the server variable `tenant` has no value; call `server_variable(\"tenant\", …)`";
    assert_eq!(called(6, |builder| builder), missing);
    assert_eq!(called(6, |builder| builder.endpoint("http://127.0.0.1:4010")), missing);
    let acme = called(6, |builder| builder.server_variable("tenant", "acme"));
    assert_eq!(acme, "https://acme.petstore.example/acme");
}
