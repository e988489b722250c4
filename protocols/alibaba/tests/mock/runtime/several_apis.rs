//! One mock of several APIs.

use serde_json::json;
use twinspec_alibaba::mock::{Builder, Condition, Mock, Operation, Resource, Service, Site};

use crate::common::http::plain;
use crate::common::{V3, clusters, exchange, folders, parcels};

static API: twinspec_core::Api = twinspec_core::Api::new(
    "Letters",
    "2031-01-01",
    &const {
        twinspec_alibaba::Alibaba::new(twinspec_alibaba::ApiStyle::Rpc)
            .regions(const { &[twinspec_alibaba::Region::new("moon", "letters.example.com")] })
    },
);

/// Of the same name as an operation of the other API.
static SEND_PARCEL: Operation = Operation::new(
    &twinspec_core::Operation::new(&API, "SendParcel", &[twinspec_core::Method::Post], "/")
        .errors(&[twinspec_core::ErrorRow::new(409, "NoDepot", "There is no depot.")]),
)
.conditions(&[Condition::Not(&Condition::Exists("Depot"))])
.response(r#"{"Api":"Letters","RequestId":""}"#);

static LETTERS: Service = Service::new(&API, &[&SEND_PARCEL])
    .sites(&[Site::new("moon", "The moon")])
    .resources(&[Resource::new("Depot", "")]);

fn builder() -> Builder<Mock> {
    Mock::builder(&parcels::SERVICE).serve(&LETTERS).serve(&clusters::SERVICE).serve(&folders::SERVICE)
}

#[tokio::test]
async fn version_action_and_path_tell_which_api_a_request_is_for() {
    let mock = builder().start().await.expect("it starts");
    let parcel = exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await;
    assert_eq!((parcel.status, parcel.text("Api").as_str()), (200, ""), "{}", parcel.body);
    mock.put_resource("Letters::Depot", json!({})).expect("the resource");
    let letter = V3::new("SendParcel", &[]).header("x-acs-version", "2031-01-01");
    let letter = exchange(mock.addr(), letter.bytes()).await;
    assert_eq!((letter.status, letter.text("Api").as_str()), (200, "Letters"), "{}", letter.body);
    let cluster = V3 { method: "GET", path: "/clusters/c1".to_owned(), ..V3::new("GetCluster", &[]) };
    assert_eq!(exchange(mock.addr(), cluster.without("x-acs-action").bytes()).await.status, 200);
    assert_eq!(exchange(mock.addr(), V3::new("GetFloder", &[]).bytes()).await.code(), "InvalidAction.NotFound");
}

#[tokio::test]
async fn a_call_tells_which_api_it_was_for() {
    let mock = builder().start().await.expect("it starts");
    exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await;
    exchange(mock.addr(), V3::new("SendParcel", &[]).header("x-acs-version", "2031-01-01").bytes()).await;
    let cluster = V3 { method: "GET", path: "/clusters/c1".to_owned(), ..V3::new("GetCluster", &[]) };
    exchange(mock.addr(), cluster.without("x-acs-action").bytes()).await;
    exchange(mock.addr(), V3::new("GetFloder", &[]).bytes()).await;
    let listed = exchange(mock.addr(), plain("GET", "/_mock/calls", &[("host", "h")], "")).await.json();
    let listed = listed["calls"].as_array().expect("a list").iter();
    let told: Vec<_> = listed.map(|call| [&call["product"], &call["version"], &call["operation"]].map(text)).collect();
    let expected = [
        ["Parcels", "2030-01-01", "SendParcel"],
        ["Letters", "2031-01-01", "SendParcel"],
        // It is recognized by its path.
        ["Clusters", "2030-01-01", "GetCluster"],
        ["", "", "GetFloder"],
    ];
    assert_eq!(told, expected.map(|call| call.map(str::to_owned)));
    let call = mock.calls().remove(1);
    assert_eq!((call.product.as_deref(), call.version.as_deref()), (Some("Letters"), Some("2031-01-01")));
}

fn text(value: &serde_json::Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn the_host_tells_an_api_where_nothing_else_does() {
    let mock = builder().start().await.expect("it starts");
    let version = V3::new("SendParcel", &[]).header("x-acs-version", "2000-01-01");
    let hint = async |call: V3| exchange(mock.addr(), call.bytes()).await.header("x-mock-hint").map(str::to_owned);
    assert_eq!(hint(version.clone()).await.as_deref(), Some("the version served is 2030-01-01"));
    let at_letters = version.header("host", "letters.example.com");
    assert_eq!(hint(at_letters).await.as_deref(), Some("the version served is 2031-01-01"));
}

#[tokio::test]
async fn what_the_apis_remember_is_apart() {
    let mock = builder().start().await.expect("it starts");
    mock.put_resource("Parcels::Depot", json!({})).expect("the resource");
    assert_eq!(exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await.status, 409);
    assert_eq!(mock.resources("Letters::2031-01-01::Depot").expect("known"), Vec::<serde_json::Value>::new());
    mock.force(SEND_PARCEL.described, "NoDepot").expect("an operation of the mock");
    mock.remove_resources("Parcels::Depot").expect("known");
    assert_eq!(exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await.status, 200);
    let letter = V3::new("SendParcel", &[]).header("x-acs-version", "2031-01-01");
    assert_eq!(exchange(mock.addr(), letter.bytes()).await.code(), "NoDepot");
    let coverage = mock.coverage();
    let of = |product: &str| {
        let mut operations = coverage.operations.iter();
        operations.find(|own| own.product == product && own.operation == "SendParcel").expect("it is served").clone()
    };
    assert_eq!((of("Letters").errors["NoDepot"], of("Letters").successes), (1, 0));
    assert_eq!(of("Parcels").successes, 1);
}

#[tokio::test]
async fn a_name_of_several_apis_has_to_say_which() {
    let mock = builder().start().await.expect("it starts");
    let error = mock.put_resource("Depot", json!({})).expect_err("two APIs have one").to_string();
    let known =
        "`Depot` is declared by several APIs; say which: Parcels::2030-01-01::Depot, Letters::2031-01-01::Depot";
    assert_eq!(error, known);
    let error = mock.force("SendParcel", "ParcelLost").expect_err("two APIs have one").to_string();
    assert!(error.ends_with("say which: Parcels::2030-01-01::SendParcel, Letters::2031-01-01::SendParcel"), "{error}");
    mock.force("Parcels::SendParcel", "ParcelLost").expect("one API");
    assert_eq!(exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await.code(), "ParcelLost");
}

#[tokio::test]
async fn each_api_is_on_the_site_that_is_asked_for_if_it_has_one() {
    let mock = builder().site("moon").start().await.expect("it starts");
    let answer = exchange(mock.addr(), plain("GET", "/_mock", &[("host", "h")], "")).await.json();
    let sites: Vec<_> = answer["apis"].as_array().expect("a list").iter().map(|api| api["site"].clone()).collect();
    assert_eq!(sites, ["intl", "moon", "intl", "intl"]);
    let error = builder().site("mars").start().await.expect_err("nobody has it").to_string();
    assert!(error.starts_with("there is no site `mars`, only intl, cn, moon"), "{error}");
    let error = builder().serve(&LETTERS).start().await.expect_err("it is there").to_string();
    assert!(error.ends_with("Letters 2031-01-01 is there twice"), "{error}");
}
