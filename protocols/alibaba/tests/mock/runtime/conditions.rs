use serde_json::json;
use twinspec_alibaba::mock::Mock;

use crate::common::{V3, builder, exchange, start};

async fn code(mock: &Mock, parameters: &[(&str, &str)]) -> String {
    exchange(mock.addr(), V3::send_parcel(parameters).bytes()).await.code()
}

#[tokio::test]
async fn a_resource_raises_the_row_that_asks_for_it() {
    let mock = start().await;
    mock.put_resource("Depot", json!({})).expect("it is declared");
    let answer = exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await;
    assert_eq!(answer.status, 409);
    assert_eq!(answer.code(), "EntityAlreadyExists.Depot");
    assert_eq!(answer.message(), "The depot is open already.");
    assert_eq!(mock.remove_resources("Depot"), Ok(vec![json!({})]));
    assert_eq!(mock.remove_resources("Depot"), Ok(Vec::new()));
    assert_eq!(code(&mock, &[]).await, "");
}

#[tokio::test]
async fn a_resource_belongs_to_one_account() {
    let builder = builder().access_key("a", "s").account_access_key("42", "b", "s");
    let mock = builder.start().await.expect("it starts");
    mock.put_resource_for("42", "Depot", json!({})).expect("the account is known");
    let call = |id: &str| V3::send_parcel(&[]).access_key(id, "s").bytes();
    assert_eq!(exchange(mock.addr(), call("a")).await.status, 200);
    assert_eq!(exchange(mock.addr(), call("b")).await.status, 409);
}

#[tokio::test]
async fn unknown_resources_and_accounts_are_refused_by_name() {
    let mock = start().await;
    let error = mock.put_resource("Dept", json!({})).expect_err("it is unknown");
    assert_eq!(error.to_string(), "there is no resource `Dept`, only Depot");
    let error = mock.remove_resources_for("7", "Depot").expect_err("it is unknown");
    assert_eq!(error.to_string(), "there is no account `7`, only 1234567890123456");
}

#[tokio::test]
async fn the_site_decides_which_countries_are_served() {
    let intl = start().await;
    assert_eq!(code(&intl, &[("Phone", "86-1")]).await, "InvalidParameter.Country");
    assert_eq!(code(&intl, &[("Phone", "65-1")]).await, "");
    let cn = builder().site("cn").start().await.expect("it starts");
    assert_eq!(code(&cn, &[("Phone", "86-1")]).await, "");
    assert_eq!(code(&cn, &[("Phone", "65-1")]).await, "InvalidParameter.Country");
    // A value that is not there does not fail to match.
    assert_eq!(code(&cn, &[]).await, "");
}

#[tokio::test]
async fn presence_of_a_list_is_presence_of_any_part() {
    let mock = start().await;
    assert_eq!(code(&mock, &[("Tag.1.Key", "a")]).await, "Uninsured");
    assert_eq!(code(&mock, &[("Tag.1.Key", "a"), ("Insured", "False")]).await, "");
}

#[tokio::test]
async fn the_first_row_that_holds_is_the_answer() {
    let mock = start().await;
    let both = [("Phone", "86-1"), ("Tag.1.Key", "a")];
    assert_eq!(code(&mock, &both).await, "InvalidParameter.Country");
    mock.put_resource("Depot", json!({})).expect("it is declared");
    assert_eq!(code(&mock, &both).await, "EntityAlreadyExists.Depot");
}
