//! Answers in a cache, a log or a fixture: with the feature `serde` they are written and read again.

use acs_resource_directory::create_folder::ResponseBody;
use acs_resource_directory::types::{AccountType, Tag};
use acs_resource_directory_mock::Mock;

#[tokio::test]
async fn an_answer_is_written_with_the_names_of_the_wire_and_read_again() -> Result<(), Box<dyn std::error::Error>> {
    let mock = Mock::start().await;
    mock.given("directory")?;
    mock.given("folder")?;
    mock.given("member")?;
    let client = mock.client();

    let accounts = client.list_accounts().include_tags(true).send().await?.into_body();
    assert!(!accounts.accounts.is_empty());
    let written = serde_json::to_value(&accounts)?;
    assert!(written["Accounts"]["Account"][0]["AccountId"].is_string(), "{written}");
    assert_eq!(serde_json::from_value::<acs_resource_directory::list_accounts::ResponseBody>(written)?, accounts);

    let folder: ResponseBody = serde_json::from_str(r#"{"Folder":{"FolderId":"fd-1"},"RequestId":"1"}"#)?;
    assert_eq!(folder.folder.as_ref().and_then(|folder| folder.folder_id.as_deref()), Some("fd-1"));
    assert_eq!(serde_json::to_string(&folder)?, r#"{"Folder":{"FolderId":"fd-1"}}"#);
    Ok(())
}

#[test]
fn parts_of_requests_and_enums_are_written_too() -> Result<(), serde_json::Error> {
    let tag = Tag { key: Some("k1".to_owned()), ..Tag::default() };
    assert_eq!(serde_json::to_string(&tag)?, r#"{"Key":"k1"}"#);
    for text in [r#""CloudAccount""#, r#""SomethingNew""#] {
        let kind: AccountType = serde_json::from_str(text)?;
        assert_eq!(serde_json::to_string(&kind)?, text);
    }
    Ok(())
}

#[test]
fn what_does_not_fit_says_where() {
    let error = serde_json::from_str::<ResponseBody>(r#"{"Folder":{"FolderId":[1]}}"#).expect_err("it does not fit");
    assert!(error.to_string().contains("`Folder.FolderId`"), "{error}");
}
