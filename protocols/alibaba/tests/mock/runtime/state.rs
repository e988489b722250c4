use std::time::{Duration, UNIX_EPOCH};

use serde_json::{Value, json};
use twinspec_alibaba::mock::Mock;

use crate::common::folders::SERVICE;
use crate::common::{RpcV1, exchange};

async fn start() -> Mock {
    let mock: Mock = Mock::builder(&SERVICE).virtual_time(UNIX_EPOCH).start().await.expect("it starts");
    mock.given("tree").expect("the description has it");
    mock
}

async fn call(mock: &Mock, action: &str, parameters: &[(&str, &str)]) -> Value {
    let parameters = [parameters, &[("Format", "JSON")]].concat();
    exchange(mock.addr(), RpcV1::new(action, &parameters).get()).await.json()
}

fn names(answer: &Value) -> Vec<&str> {
    let items = answer["Folders"]["Folder"].as_array().expect("a list");
    items.iter().filter_map(|item| item["Name"].as_str()).collect()
}

#[tokio::test]
async fn what_is_created_can_be_found_changed_and_deleted() {
    let mock = start().await;
    let created = call(&mock, "CreateFolder", &[("Name", "new"), ("Tag.1.Key", "k"), ("Tag.1.Value", "v")]).await;
    let id = created["Folder"]["FolderId"].as_str().expect("an id");
    assert_eq!(
        created["Folder"],
        json!({
            "CreateTime": "1970-01-01T00:00:00.000Z", "FolderId": id, "Name": "new", "ParentId": "r-1",
            "Tags": [{ "Key": "k", "Value": "v" }],
        }),
    );
    assert_eq!(created["Owner"], json!({ "Id": "1234567890123456" }));
    assert!(created["RequestId"].is_string());
    assert_eq!(id.len(), "fd-????####".len());
    assert_eq!(mock.resources("Folder").expect("it is declared").len(), 3);
    let path = mock.resources("Folder").expect("it is declared")[2]["Path"].clone();
    assert_eq!(path, format!("r-1/{id}"));

    let renamed = call(&mock, "RenameFolder", &[("FolderId", id), ("Name", "other")]).await;
    assert_eq!(renamed["Name"], "other");
    assert_eq!(names(&call(&mock, "ListFolders", &[("Keyword", "the")]).await), ["other"]);
    call(&mock, "DeleteFolder", &[("FolderId", id)]).await;
    assert_eq!(call(&mock, "RenameFolder", &[("FolderId", id), ("Name", "x")]).await["Code"], "NoFolder");
}

#[tokio::test]
async fn an_answer_leaves_out_what_a_condition_says() {
    let mock = start().await;
    let tag = [("Tag.1.Key", "k"), ("Tag.1.Value", "v")];
    let plain = call(&mock, "CreateFolder", &[&[("Name", "plain")][..], &tag].concat()).await;
    assert_eq!((plain["Folder"].get("Tags"), &plain["Folder"]["Name"]), (None, &json!("plain")));
    let other = call(&mock, "CreateFolder", &[&[("Name", "other")][..], &tag].concat()).await;
    assert_eq!(other["Folder"]["Tags"], json!([{ "Key": "k", "Value": "v" }]));
}

#[tokio::test]
async fn keys_of_maps_are_read_as_clients_write_them() {
    let mock = start().await;
    let label = |name: &str| format!("Label.1.{name}");
    let sent = [
        ("#8#Odd.Name", "odd"),
        ("Map.plain", "1"),
        ("Map.#3#a.b", "2"),
        ("Map.#4#\u{e4}#.\u{4e2d}.inner.#0#", "3"),
        ("Map.#9#short", "4"),
        ("Map.#x#y", "5"),
    ];
    let sent: Vec<_> = sent.iter().map(|(name, value)| (label(name), *value)).collect();
    let sent: Vec<_> = sent.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let answer = call(&mock, "LabelFolder", &sent).await;
    assert_eq!(
        answer["Labels"],
        json!([{
            "Odd.Name": "odd",
            "Map": {
                "plain": "1", "a.b": "2", "\u{e4}#.\u{4e2d}": { "inner": { "": "3" } }, "#9#short": "4", "#x#y": "5",
            },
        }]),
    );
}

#[tokio::test]
async fn a_key_of_any_depth_is_read() {
    let mock = start().await;
    let deep = format!("Label.1.Map{}", ".a".repeat(5_000));
    let answer = call(&mock, "LabelFolder", &[(&deep, "1")]).await;
    assert!(answer["Labels"][0]["Map"].to_string().contains(&".a".repeat(4_900)), "{answer}");
}

#[tokio::test]
async fn conditions_ask_for_what_was_found() {
    let mock = start().await;
    let code = async |parameters: &[(&str, &str)]| call(&mock, "CreateFolder", parameters).await["Code"].clone();
    assert_eq!(code(&[("ParentId", "fd-9"), ("Name", "a")]).await, "NoParent");
    assert_eq!(code(&[("Name", "one")]).await, "NameUsed");
    assert_eq!(code(&[("ParentId", "fd-1"), ("Name", "two")]).await, "NameUsed");
    assert_eq!(code(&[("ParentId", "fd-2"), ("Name", "a")]).await, "TooDeep");
    for name in ["a", "b", "c"] {
        assert_eq!(code(&[("ParentId", "fd-1"), ("Name", name)]).await, Value::Null);
    }
    assert_eq!(code(&[("Name", "d")]).await, "TooMany");
}

#[tokio::test]
async fn a_row_about_a_missing_parameter_comes_before_the_gateway() {
    let mock = start().await;
    assert_eq!(call(&mock, "CreateFolder", &[]).await["Code"], "MissingName");
    assert_eq!(call(&mock, "RenameFolder", &[("FolderId", "fd-1")]).await["Code"], "MissingName");
    assert_eq!(call(&mock, "RenameFolder", &[]).await["Code"], "MissingFolderId");
}

#[tokio::test]
async fn a_dry_run_answers_and_changes_nothing() {
    let mock = start().await;
    let answer = call(&mock, "CreateFolder", &[("Name", "new"), ("DryRun", "True")]).await;
    assert_eq!(answer["Folder"]["Name"], "new");
    assert_eq!(mock.resources("Folder").expect("it is declared").len(), 2);
    assert_eq!(call(&mock, "CreateFolder", &[("Name", "one"), ("DryRun", "true")]).await["Code"], "NameUsed");
}

#[tokio::test]
async fn a_list_comes_in_pages_by_number() {
    let mock = start().await;
    mock.put_resource("Folder", json!({ "FolderId": "fd-3", "Name": "a", "Path": "r-1/fd-3" })).expect("it has a key");
    let first = call(&mock, "ListFolders", &[]).await;
    assert_eq!(names(&first), ["a", "one"]);
    assert_eq!(
        (&first["Page"]["TotalCount"], &first["PageNumber"], &first["PageSize"]),
        (&json!(3), &json!(1), &json!(2))
    );
    assert_eq!(first["NextToken"], Value::Null);
    assert_eq!(names(&call(&mock, "ListFolders", &[("PageNumber", "2")]).await), ["two"]);
    assert!(names(&call(&mock, "ListFolders", &[("PageNumber", "9"), ("PageSize", "100")]).await).is_empty());
    assert_eq!(call(&mock, "ListFolders", &[("PageNumber", "0")]).await["Code"], "InvalidPageNumber");
}

#[tokio::test]
async fn a_list_comes_in_pages_by_token() {
    let mock = start().await;
    let first = call(&mock, "ListFolders", &[("MaxResults", "1")]).await;
    assert_eq!((names(&first), &first["Page"]["TotalCount"]), (vec!["one"], &json!(2)));
    let token = first["NextToken"].as_str().expect("there is more");
    let second = call(&mock, "ListFolders", &[("MaxResults", "1"), ("NextToken", token)]).await;
    assert_eq!((names(&second), &second["NextToken"]), (vec!["two"], &Value::Null));
    for token in ["nonsense", "TGlzdEZvbGRlcnM6OQ=="] {
        assert_eq!(call(&mock, "ListFolders", &[("NextToken", token)]).await["Code"], "UnknownToken");
    }
    assert_eq!(names(&call(&mock, "ListFolders", &[("NextToken", "")]).await), ["one", "two"]);
}

#[tokio::test]
async fn filters_restrict_a_list_if_they_have_a_value() {
    let mock = start().await;
    assert_eq!(names(&call(&mock, "ListFolders", &[("Under", "r-1/fd-1/")]).await), ["two"]);
    let tagged = call(&mock, "ListFolders", &[("Tag.1.Key", "a"), ("Tag.1.Value", "1")]).await;
    assert_eq!(tagged["Folders"]["Folder"][0]["Tags"], json!({ "Tag": [{ "Key": "a", "Value": "1" }] }));
    assert_eq!(names(&tagged), ["one"]);
    assert_eq!(names(&call(&mock, "ListFolders", &[("Tag.1.Key", "a")]).await), ["one"]);
    assert_eq!(call(&mock, "ListFolders", &[]).await["Folders"]["Folder"][0].get("Tags"), None);
    assert!(names(&call(&mock, "ListFolders", &[("Tag.1.Key", "a"), ("Tag.1.Value", "2")]).await).is_empty());
}

#[tokio::test]
async fn a_resource_goes_through_its_states_by_polls_and_by_time() {
    let mock = start().await;
    call(&mock, "DeleteFolder", &[("FolderId", "fd-2"), ("Later", "true")]).await;
    let status = async || call(&mock, "GetJob", &[("FolderId", "fd-2")]).await["Job"].clone();
    assert_eq!(status().await, json!({ "Status": "Checking" }));
    assert_eq!(status().await, json!({ "Status": "Checking" }));
    assert_eq!(status().await, json!({ "Status": "Deleting" }));
    // A field without a value goes away.
    let folders = mock.resources("Folder").expect("it is declared");
    assert_eq!(folders[1], json!({ "FolderId": "fd-2", "ParentId": "fd-1", "Name": "two", "Deleting": true }));
    assert_eq!(folders[0].get("Deleting"), None);
    mock.advance(Duration::from_secs(59));
    assert_eq!(status().await, json!({ "Status": "Deleting" }));
    assert_eq!(names(&call(&mock, "ListFolders", &[("Keyword", "two")]).await), ["two"]);
    mock.advance(Duration::from_secs(1));
    assert!(names(&call(&mock, "ListFolders", &[("Keyword", "two")]).await).is_empty());
    assert_eq!(status().await, json!({ "Status": "Done", "DoneTime": "1970-01-01T00:01:00Z" }));
}

#[tokio::test]
async fn a_code_is_good_once_for_whom_it_was_sent_to_until_it_expires() {
    let mock = start().await;
    let sent = async || {
        call(&mock, "SendCode", &[("Phone", "1")]).await;
        let codes = mock.codes();
        assert_eq!((codes[0].name.as_str(), codes[0].recipient.as_str()), ("open", "1"));
        codes[0].code.clone()
    };
    let used = async |phone: &str, code: &str| {
        call(&mock, "UseCode", &[("Phone", phone), ("Code", code)]).await["Code"] == Value::Null
    };
    let code = sent().await;
    assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()));
    assert!(!used("2", &code).await);
    assert!(used("1", &code).await);
    assert!(!used("1", &code).await);
    let (first, second) = (sent().await, sent().await);
    assert!(!used("1", &first).await);
    mock.advance(Duration::from_secs(600));
    assert!(!used("1", &second).await);
    assert!(mock.codes().is_empty());
}

#[tokio::test]
async fn random_ids_come_from_the_seed() {
    let id = async |seed: u64| {
        let mock: Mock = Mock::builder(&SERVICE).seed(seed).start().await.expect("it starts");
        let ids = [call(&mock, "CreateFolder", &[("Name", "a")]).await, {
            mock.reset();
            call(&mock, "CreateFolder", &[("Name", "a")]).await
        }];
        assert_eq!(ids[0]["Folder"]["FolderId"], ids[1]["Folder"]["FolderId"]);
        ids[0]["Folder"]["FolderId"].clone()
    };
    assert_eq!(id(1).await, id(1).await);
    assert_ne!(id(1).await, id(2).await);
}

#[tokio::test]
async fn a_dynamic_answer_is_xml_if_asked() {
    let mock = start().await;
    let request = RpcV1::new("RenameFolder", &[("FolderId", "fd-1"), ("Name", "<&>"), ("Format", "XML")]).get();
    let body = exchange(mock.addr(), request).await.body;
    assert!(body.contains("<RenameFolderResponse>") && body.contains("<Name>&lt;&amp;&gt;</Name>"), "{body}");
}

#[tokio::test]
async fn what_is_put_has_to_fit_the_description() {
    let mock = start().await;
    let problem = |name: &str, value: Value| mock.put_resource(name, value).expect_err("it does not fit").to_string();
    assert_eq!(problem("Folder", json!([])), "a resource is an object with the fields of `Folder`, such as {}");
    assert_eq!(problem("Folder", json!({})), "the field `FolderId`, which identifies a `Folder`, is missing");
    let error = mock.given("trees").expect_err("there is none");
    assert_eq!(error.to_string(), "there is no given state `trees`, only tree");
    assert_eq!(mock.remove_resources("Folder").expect("it is declared").len(), 2);
}
