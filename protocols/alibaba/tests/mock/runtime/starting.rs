use tokio::net::TcpListener;
use twinspec_alibaba::mock::{Builder, Condition, Mock, Operation, Schema, Service, Site, StartError, Subject};
use twinspec_core::{Api, ErrorRow, Location, Parameter, Style};

use crate::common::parcels::SERVICE;
use crate::common::{Connection, V3, builder, exchange, start};

#[tokio::test]
async fn mocks_do_not_share_state() {
    let (first, second) = (start().await, start().await);
    first.put_resource("Depot", serde_json::json!({})).expect("it is declared");
    assert_ne!(first.addr(), second.addr());
    assert_eq!(exchange(first.addr(), V3::send_parcel(&[]).bytes()).await.status, 409);
    assert_eq!(exchange(second.addr(), V3::send_parcel(&[]).bytes()).await.status, 200);
}

#[tokio::test]
async fn a_mock_tells_how_to_reach_it() {
    let mock = builder().access_key("a", "s").access_key("b", "s").site("cn").start().await.expect("it starts");
    assert_eq!(mock.url(), format!("http://127.0.0.1:{}", mock.addr().port()));
    assert_eq!(mock.credentials().access_key_id(), Some("a"));
    assert_eq!(mock.site().id, "cn");
    assert_eq!(start().await.credentials().access_key_id(), Some("testid"));
    let everywhere = builder().listen("0.0.0.0:0").start().await.expect("it starts");
    assert_eq!(everywhere.url(), format!("http://127.0.0.1:{}", everywhere.addr().port()));
}

#[tokio::test]
async fn a_generated_crate_wraps_the_mock_in_its_own_type() {
    struct Parcels(Mock);
    impl From<Mock> for Parcels {
        fn from(mock: Mock) -> Self {
            Parcels(mock)
        }
    }
    let builder: Builder<Parcels> = Mock::builder(&SERVICE);
    let parcels = builder.start().await.expect("it starts");
    assert_eq!(exchange(parcels.0.addr(), V3::send_parcel(&[]).bytes()).await.status, 200);
}

#[tokio::test]
async fn a_stopped_mock_frees_its_port() {
    let mock = start().await;
    let mut idle = Connection::open(mock.addr()).await;
    idle.send(V3::send_parcel(&[]).bytes().as_bytes()).await;
    mock.stop().await;
    mock.stop().await;
    assert!(idle.is_closed().await);
    TcpListener::bind(mock.addr()).await.expect("the port is free");
}

#[tokio::test]
async fn a_mock_stops_when_its_last_handle_is_dropped() {
    let mock = start().await;
    let address = mock.addr();
    let mut idle = Connection::open(address).await;
    idle.send(V3::send_parcel(&[]).bytes().as_bytes()).await;
    let other = mock.clone();
    drop(mock);
    assert_eq!(idle.send(V3::send_parcel(&[]).bytes().as_bytes()).await.status, 200);
    drop(other);
    assert!(idle.is_closed().await);
    TcpListener::bind(address).await.expect("the port is free");
}

#[tokio::test]
async fn a_reset_takes_everything_back_to_the_start() {
    let mock = builder().virtual_time(std::time::UNIX_EPOCH).start().await.expect("it starts");
    let request = V3::send_parcel(&[]).bytes();
    let first = exchange(mock.addr(), &request).await;
    mock.put_resource("Depot", serde_json::json!({})).expect("it is declared");
    mock.force("SendParcel", "ParcelLost").expect("a row of the table");
    mock.advance(std::time::Duration::from_secs(1));
    mock.reset();
    assert_eq!(mock.calls(), []);
    assert_eq!(mock.now(), std::time::UNIX_EPOCH);
    let again = exchange(mock.addr(), &request).await;
    assert_eq!(again.status, 200, "{}", again.body);
    assert_eq!(first.body, again.body);
}

#[tokio::test]
async fn what_cannot_start_says_why() {
    let taken = start().await;
    let address = taken.addr().to_string();
    let error = builder().listen(&address).start().await.expect_err("the port is taken");
    assert!(matches!(error, StartError::Listen { .. }));
    assert!(error.to_string().starts_with(&format!("cannot listen on {address}: ")), "{error}");
    let error = builder().site("mars").start().await.expect_err("no such site");
    assert_eq!(error.to_string(), "there is no site `mars`, only intl, cn");
    let error = builder().access_key("a b", "s").start().await.expect_err("no such key");
    assert!(error.to_string().starts_with("access key `a b`: "), "{error}");
    let error = builder().access_key("a", "s").access_key("a", "t").start().await.expect_err("twice");
    assert_eq!(error.to_string(), "access key `a`: the id appears twice");
}

/// A service with one operation that has one parameter and one row.
fn service(schema: Schema, condition: Condition, response: &'static str) -> &'static Service {
    let api: &Api = Box::leak(Box::new(Api::new("P", "1", &twinspec_alibaba::Alibaba::RPC)));
    let operation = Box::leak(Box::new(
        twinspec_core::Operation::new(api, "Op", &[], "/")
            .parameters(const { &[Parameter::new("P", Location::Query, Style::Flat)] })
            .errors(const { &[ErrorRow::new(409, "C", "")] }),
    ));
    let operation: &Operation = Box::leak(Box::new(
        Operation::new(operation)
            .schemas(Box::leak(Box::new([schema])))
            .conditions(Box::leak(Box::new([condition])))
            .response(response),
    ));
    Box::leak(Box::new(Service::new(api, Box::leak(Box::new([operation]))).sites(const { &[Site::new("s", "")] })))
}

async fn problem(service: &'static Service) -> String {
    let builder: Builder<Mock> = Mock::builder(service);
    builder.start().await.expect_err("it makes no sense").to_string()
}

#[tokio::test]
async fn a_description_that_makes_no_sense_is_refused_by_name() {
    let any = || Schema::Any;
    let pattern = Schema::String { pattern: Some("("), min_length: None, max_length: None, values: &[] };
    let error = problem(service(pattern, Condition::ForcedOnly, "{}")).await;
    assert!(error.starts_with("Op: the pattern `(` is not a regular expression"), "{error}");
    let error = problem(service(any(), Condition::Exists("X"), "{}")).await;
    assert!(error.ends_with("Op: a condition or an effect names the resource `X`, which does not exist"), "{error}");
    let error = problem(service(any(), Condition::Not(&Condition::Limit("X")), "{}")).await;
    assert!(error.ends_with("the limit `X`, which does not exist"), "{error}");
    let error = problem(service(any(), Condition::Any(&[Condition::Site("X")]), "{}")).await;
    assert!(error.ends_with("the site `X`, which does not exist"), "{error}");
    let error = problem(service(any(), Condition::Present(Subject::Parameter("X")), "{}")).await;
    assert!(error.ends_with("the parameter `X`, which does not exist"), "{error}");
    let error = problem(service(any(), Condition::ForcedOnly, "{")).await;
    assert!(error.contains("Op: the response: EOF while parsing an object"), "{error}");
}
