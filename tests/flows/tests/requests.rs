//! What a caller holds before a call is sent can be read, and shows what it is.

use acs_resource_directory::types::{AccountType, Tag};
use acs_resource_directory_mock::Mock;

#[tokio::test]
async fn a_request_can_be_read_before_it_is_sent() {
    let client = Mock::start().await.client();
    let request = client.get_folder("fd-1");
    assert_eq!(request.folder_id, "fd-1");

    let tag = Tag { key: Some("k1".to_owned()), ..Tag::default() };
    let request = client.list_accounts().include_tags(true).tag([tag.clone()]);
    assert_eq!((request.include_tags, request.page_number), (Some(true), None));
    assert_eq!(request.tag.as_deref(), Some(&[tag][..]));
}

#[tokio::test]
async fn debug_names_the_operation_and_what_is_set_and_shows_nothing_sensitive() {
    let client = Mock::start().await.client();
    let request = client.get_folder("fd-1");
    assert_eq!(format!("{request:?}"), r#"GetFolder { FolderId: "fd-1" }"#);
    let request = client.send_verification_code_for_enable_rd().secure_mobile_phone("86-13900001234");
    assert_eq!(format!("{request:?}"), "SendVerificationCodeForEnableRD { SecureMobilePhone: *** }");
}

#[tokio::test]
async fn a_setter_has_a_twin_for_what_may_be_absent() {
    let client = Mock::start().await.client();
    let request = client.list_accounts().set_include_tags(Some(true)).set_page_number(None);
    assert_eq!((request.include_tags, request.page_number), (Some(true), None));
    assert_eq!(request.set_include_tags(None).include_tags, None);
}

#[test]
fn a_listed_value_is_never_unknown() {
    for (value, text) in AccountType::KNOWN {
        assert_eq!(
            (AccountType::from(*text), value.as_str(), value.to_string()),
            (value.clone(), *text, (*text).to_owned())
        );
        assert!(!matches!(AccountType::from(*text), AccountType::Unknown(_)), "{text}");
    }
    let new: AccountType = "SomethingNew".parse().expect("any text is a value");
    assert!(matches!(&new, AccountType::Unknown(value) if value.as_str() == "SomethingNew"));
}
