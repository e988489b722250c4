//! Security Token Service as an API that the mock was asked to serve.

use twinspec_alibaba::mock::identity::{AccessKey, Account, Identity, Role, User};
use twinspec_alibaba::mock::{Mock, Operation, Schema, Service, Site};

use crate::common::{Response, V3, exchange};

static API: twinspec_core::Api = twinspec_core::Api::new("Sts", "2015-04-01", &twinspec_alibaba::Alibaba::RPC);

const TEXT: Schema = Schema::String { pattern: None, min_length: None, max_length: None, values: &[] };

static ASSUME_ROLE: Operation = Operation::new(
    &twinspec_core::Operation::new(&API, "AssumeRole", &[twinspec_core::Method::Post], "/").parameters(&[
        twinspec_core::Parameter::new("RoleArn", twinspec_core::Location::Query, twinspec_core::Style::Flat).required(),
        twinspec_core::Parameter::new("RoleSessionName", twinspec_core::Location::Query, twinspec_core::Style::Flat)
            .required(),
    ]),
)
.schemas(&[TEXT, TEXT])
.response(r#"{"Credentials":{"AccessKeyId":"STS.example"},"RequestId":""}"#);

static STS: Service = Service::new(&API, &[&ASSUME_ROLE]).sites(&[Site::new("cn", "China")]);

async fn assume(mock: &Mock, role: &str) -> Response {
    let call = V3::new("AssumeRole", &[("RoleArn", role), ("RoleSessionName", "test")]);
    let call = call.header("x-acs-version", "2015-04-01").access_key("alice", "secret");
    exchange(mock.addr(), call.bytes()).await
}

fn identity(account: Account) -> Identity {
    let alice = User::new("alice").access_key(AccessKey::new("alice", "secret")).policy("AliyunSTSAssumeRoleAccess");
    Identity::new().account(account.user(alice))
}

#[tokio::test]
async fn a_role_is_assumed_as_described_as_long_as_there_is_none() {
    let mock = Mock::builder(&STS).identity(identity(Account::new("1"))).start().await.expect("the mock starts");
    let answer = assume(&mock, "acs:ram::123456789012****:role/any").await;
    assert_eq!((answer.status, &answer.json()["Credentials"]["AccessKeyId"]), (200, &"STS.example".into()));
}

#[tokio::test]
async fn once_there_is_a_role_it_has_to_be_one_of_them() {
    let account = Account::new("1").role(Role::new("counter").policy("AdministratorAccess"));
    let mock = Mock::builder(&STS).identity(identity(account)).start().await.expect("the mock starts");
    let answer = assume(&mock, "acs:ram::1:role/counter").await;
    let id = answer.json()["Credentials"]["AccessKeyId"].clone();
    assert!(id.as_str().is_some_and(|id| id.starts_with("STS.") && id != "STS.example"), "{}", answer.body);
    assert_eq!(assume(&mock, "acs:ram::1:role/other").await.code(), "EntityNotExist.Role");
}
