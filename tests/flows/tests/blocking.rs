//! The same calls from a program without an async runtime.

use std::time::Duration;

use acs_resource_directory::create_folder::Kind;
use acs_resource_directory_mock::Mock;

#[test]
fn a_program_without_a_runtime_calls_and_lists() -> Result<(), Box<dyn std::error::Error>> {
    let mock = Mock::start_blocking();
    mock.given("directory")?;
    let client = mock.client();

    let names: Vec<String> = (1..=5).map(|number| format!("folder-{number}")).collect();
    for name in &names {
        client.create_folder(name).send_blocking()?;
    }
    let error = client.create_folder(&names[0]).send_blocking().unwrap_err();
    assert_eq!(error.kind(), Kind::InvalidParameterFolderNameAlreadyUsed);

    let folders = client.list_folders_for_parent().page_size(2).items().blocking();
    let mut listed = Vec::new();
    for folder in folders {
        listed.extend(folder?.folder_name);
    }
    listed.sort();
    assert_eq!(listed, names);

    mock.given("deletion-enabled")?;
    mock.given("folder")?;
    mock.given("member")?;
    let check = client.check_account_delete("1817610956901234").poll_blocking()?;
    assert!(check.interval(Duration::from_millis(1)).wait_blocking()?.has_succeeded());

    let request = client.list_folders_for_parent();
    assert!(client.dry_run_blocking(&request)?.to_curl().contains("ListFoldersForParent"));
    Ok(())
}

#[tokio::test]
async fn a_mock_on_its_own_thread_can_be_started_and_dropped_inside_of_a_runtime() {
    let mock = Mock::start_blocking();
    mock.given("directory").expect("a state");
    mock.client().list_folders_for_parent().send().await.expect("an answer");
    drop(mock);
}
