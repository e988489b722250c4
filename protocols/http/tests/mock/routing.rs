use serde_json::json;
use twinspec_core::{Api, Location, Method, Parameter, Style};
use twinspec_http::mock::{Answer, Behaviour, Expression, Mock, Operation, Service, Site};
use twinspec_http::{Http, OwnServers, Server};

use crate::http::{exchange, plain};
use crate::petstore::{SERVICE, start};

#[tokio::test]
async fn an_operation_is_called_by_its_method_at_its_path_below_the_servers() {
    let mock = start().await;
    let put = exchange(mock.addr(), plain("PUT", "/v1/pets/Rex?owner=Ann", &[], "")).await;
    assert_eq!((put.status, put.body.as_str()), (200, "{}"));
    assert_eq!(put.header("content-type"), Some("application/json"));
    let got = exchange(mock.addr(), plain("GET", "/v1/pets/Rex", &[], "")).await;
    assert_eq!((got.status, got.json()), (200, json!({ "name": "Rex" })));
    assert_eq!(mock.resources("Pet").expect("it is declared"), [json!({ "name": "Rex", "owner": "Ann" })]);
}

#[tokio::test]
async fn a_client_that_knows_only_the_address_of_the_mock_leaves_the_path_of_the_server_out() {
    let mock = start().await;
    let got = exchange(mock.addr(), plain("GET", "/pets/mine", &[], "")).await;
    assert_eq!((got.status, got.json()), (200, json!(["Rex"])));
}

#[tokio::test]
async fn a_literal_path_goes_before_one_with_a_variable() {
    let mock = start().await;
    let got = exchange(mock.addr(), plain("GET", "/v1/pets/mine", &[], "")).await;
    assert_eq!(got.json(), json!(["Rex"]));
}

#[tokio::test]
async fn what_is_nowhere_is_not_found() {
    let mock = start().await;
    for path in ["/v1/dogs", "/v1", "/", "/v1pets/mine", "/v1/pets/a/b"] {
        let got = exchange(mock.addr(), plain("GET", path, &[], "")).await;
        assert_eq!((got.status, got.text("code")), (404, "NotFound".to_owned()), "{path}");
    }
    let got = exchange(mock.addr(), plain("GET", "/v1/getPet", &[], "")).await;
    assert_eq!(got.header("x-mock-hint"), Some("the operation getPet is called by GET /v1/pets/{name}"));
}

#[tokio::test]
async fn another_method_is_not_allowed_and_the_answer_says_which_are() {
    let mock = start().await;
    let got = exchange(mock.addr(), plain("DELETE", "/v1/pets/Rex", &[], "")).await;
    assert_eq!((got.status, got.header("allow")), (405, Some("GET, PUT")));
    let calls = mock.calls();
    assert_eq!((calls[0].operation.as_deref(), calls[0].status), (Some("/v1/pets/Rex"), 405));
}

#[tokio::test]
async fn each_of_several_apis_is_below_the_path_of_its_own_server() {
    static PROTOCOL: Http = Http::new(&[Server::new("https://dogs.example/dogs/v2")]);
    static API: Api = Api::new("Dogs", "2.0.0", &PROTOCOL);
    static GET: twinspec_core::Operation = twinspec_core::Operation::new(&API, "getDog", &[Method::Get], "/pets/{id}")
        .parameters(&[Parameter::new("id", Location::Path, Style::Simple).required()]);
    static DOGS: Service = Service::new(
        &API,
        &[&Operation::new(&GET)
            .behaviour(Behaviour::new().answer(&[Answer::new(&["dog"], Expression::Parameter("id"))]))
            .schemas(&[crate::petstore::TEXT])],
    )
    .sites(&[Site::new("default", "Dogs")]);
    let mock: Mock = Mock::builder(&SERVICE).serve(&DOGS).start().await.expect("the mock starts");
    let pets = exchange(mock.addr(), plain("GET", "/v1/pets/mine", &[], "")).await;
    assert_eq!((pets.status, pets.json()), (200, json!(["Rex"])));
    let dog = exchange(mock.addr(), plain("GET", "/dogs/v2/pets/Rex", &[], "")).await;
    assert_eq!((dog.status, dog.json()), (200, json!({ "dog": "Rex" })));
    let nowhere = exchange(mock.addr(), plain("GET", "/v2/pets/Rex", &[], "")).await;
    assert_eq!(nowhere.status, 404);
    let named = exchange(mock.addr(), plain("GET", "/v1/getDog", &[], "")).await;
    assert_eq!(named.header("x-mock-hint"), Some("the operation getDog is called by GET /dogs/v2/pets/{id}"));
}

#[tokio::test]
async fn an_operation_with_a_server_of_its_own_is_below_the_path_of_that() {
    const SERVERS: &[Server] = &[Server::new("https://upload.dogs.example/raw/v1")];
    static PROTOCOL: Http =
        Http::new(&[Server::new("https://dogs.example/v1")]).own_servers(&[OwnServers::new("uploadDog", SERVERS)]);
    static API: Api = Api::new("Dogs", "1.0.0", &PROTOCOL);
    static GET: twinspec_core::Operation = twinspec_core::Operation::new(&API, "getDogs", &[Method::Get], "/dogs");
    static UPLOAD: twinspec_core::Operation = twinspec_core::Operation::new(
        &API,
        "uploadDog",
        &[Method::Post],
        "/dogs/{id}",
    )
    .parameters(&[Parameter::new("id", Location::Path, Style::Simple).required()]);
    static DOGS: Service = Service::new(
        &API,
        &[
            &Operation::new(&GET).response("[]"),
            &Operation::new(&UPLOAD)
                .behaviour(Behaviour::new().answer(&[Answer::new(&["dog"], Expression::Parameter("id"))]))
                .schemas(&[crate::petstore::TEXT]),
        ],
    )
    .sites(&[Site::new("default", "Dogs")]);
    let mock: Mock = Mock::builder(&DOGS).start().await.expect("the mock starts");
    let call = async |method, path| exchange(mock.addr(), plain(method, path, &[], "")).await;
    let uploaded = call("POST", "/raw/v1/dogs/Rex").await;
    assert_eq!((uploaded.status, uploaded.json()), (200, json!({ "dog": "Rex" })));
    assert_eq!(call("GET", "/v1/dogs").await.status, 200);
    assert_eq!(call("POST", "/v1/dogs/Rex").await.status, 404);
    assert_eq!(call("GET", "/raw/v1/dogs").await.status, 404);
}

#[tokio::test]
async fn of_several_apis_at_the_same_path_the_one_is_meant_that_has_a_server_at_the_host() {
    static PROTOCOL: Http = Http::new(&[Server::new("https://birds.example:8443/v1")]);
    static API: Api = Api::new("Birds", "1.0.0", &PROTOCOL);
    static MINE: twinspec_core::Operation = twinspec_core::Operation::new(&API, "myBird", &[Method::Get], "/pets/mine");
    static BIRDS: Service =
        Service::new(&API, &[&Operation::new(&MINE).response("[\"Tweety\"]")]).sites(&[Site::new("default", "Birds")]);
    let mock: Mock = Mock::builder(&SERVICE).serve(&BIRDS).start().await.expect("the mock starts");
    let call = async |host: &str| {
        let request = format!("GET /v1/pets/mine HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n");
        exchange(mock.addr(), request).await.json()
    };
    assert_eq!(call("127.0.0.1:4010").await, json!(["Rex"]), "the first one");
    assert_eq!(call("petstore.example").await, json!(["Rex"]));
    assert_eq!(call("Birds.example:8443").await, json!(["Tweety"]));
}
