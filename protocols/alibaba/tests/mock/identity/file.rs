use twinspec_alibaba::mock::Mock;
use twinspec_alibaba::mock::identity::{AccessKey, Account, Identity};

use super::EXAMPLE;
use crate::common::{V3, builder, exchange};

async fn mock_of(identity: Identity) -> Mock {
    builder().identity(identity).start().await.expect("the mock starts")
}

#[tokio::test]
async fn the_file_says_who_may_do_what() {
    let mock = mock_of(Identity::from_yaml(EXAMPLE).expect("it is good")).await;
    assert_eq!(mock.credentials().access_key_id(), Some("testid"));
    for (key, secret, send, count) in [
        ("testid", "testsecret", 200, 200),
        ("alice-id", "alice-secret", 403, 200),
        ("bob-id", "bob-secret", 403, 200),
        ("retired", "oldsecret", 400, 400),
    ] {
        for (call, status) in [(V3::send_parcel(&[]), send), (V3::new("CountParcels", &[]), count)] {
            let answer = exchange(mock.addr(), call.access_key(key, secret).bytes()).await;
            assert_eq!(answer.status, status, "{key}: {}", answer.body);
        }
    }
    let fixed = V3::send_parcel(&[]).access_key("STS.fixed", "secret").header("x-acs-security-token", "token");
    assert_eq!(exchange(mock.addr(), fixed.bytes()).await.status, 200);
    let accounts: std::collections::BTreeSet<_> = mock.calls().into_iter().filter_map(|call| call.account).collect();
    assert_eq!(accounts.into_iter().collect::<Vec<_>>(), ["1234567890123456", "2222222222222222"]);
}

#[tokio::test]
async fn access_keys_can_be_given_beside_the_file() {
    let identity = Identity::from_yaml(EXAMPLE).expect("it is good");
    let mock: Mock = builder().access_key("more", "secret").identity(identity).start().await.expect("it starts");
    assert_eq!(mock.credentials().access_key_id(), Some("more"));
    let call = V3::send_parcel(&[]).access_key("more", "secret");
    assert_eq!(exchange(mock.addr(), call.bytes()).await.status, 200);
}

#[tokio::test]
async fn without_any_access_key_there_is_the_usual_one() {
    for identity in [
        Identity::new(),
        Identity::from_yaml("").expect("nothing is good"),
        Identity::from_yaml("accounts: []").expect("it is good"),
        Identity::new().account(Account::new("7")),
    ] {
        let mock = mock_of(identity).await;
        assert_eq!(exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await.status, 200);
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_named() {
    let error = Identity::from_file("/no/such/file.yaml").expect_err("there is none");
    assert!(error.to_string().starts_with("/no/such/file.yaml: cannot be read: "), "{error}");
}

#[test]
fn secrets_are_not_shown() {
    let shown = format!("{:?}", Identity::from_yaml(EXAMPLE).expect("it is good"));
    assert!(shown.contains("alice-id"), "{shown}");
    assert!(!shown.contains("alice-secret") && !shown.contains("testsecret"), "{shown}");
    assert!(!format!("{:?}", AccessKey::new("id", "hidden")).contains("hidden"));
}
