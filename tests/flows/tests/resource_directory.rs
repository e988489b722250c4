//! A resource directory from its first day on: enable it, put folders and members into it, delete a member.
//!
//! What happened is written down line by line and held against `resource-directory.txt`. The official Python SDK runs
//! the same flow, and has to come to the same lines: `tests/official-clients/resource_directory_flow.py`.

mod lines;

use acs_resource_directory::list_accounts::ResponseBody as Accounts;
use acs_resource_directory::list_folders_for_parent::ResponseBody as Folders;
use acs_resource_directory::types::Tag;
use acs_resource_directory::{Client, enable_resource_directory::EnableMode};
use acs_resource_directory_mock::Mock;
use lines::{Lines, nothing, text};

const EXPECTED: &str = include_str!("../resource-directory.txt");
const PHONE: &str = "65-81234567";
const NAME: &str = "user01@rdadmin.aliyunid.com";

fn tag() -> [Tag; 1] {
    let tag = Tag { key: Some("team".to_owned()), value: Some("core".to_owned()) };
    [tag]
}

#[tokio::test]
async fn a_directory_lives_as_the_official_sdk_sees_it() {
    run(&Mock::start().await).await;
}

#[tokio::test]
async fn a_mock_that_reads_the_description_itself_answers_the_same() {
    let service = twinspec_spec_mock::load("../../spec/resource-directory".as_ref()).expect("it has no fault");
    let mock: twinspec_alibaba::mock::Mock =
        twinspec_alibaba::mock::Mock::builder(service).start().await.expect("it starts");
    run(&Mock::from(mock)).await;
}

async fn run(mock: &Mock) {
    let client = mock.client();
    let mut lines = Lines::default();
    directory(mock, &client, &mut lines).await;
    let folder = folders(&client, &mut lines).await;
    let member = members(&client, &mut lines, &folder).await;
    deletion(&client, &mut lines, &member).await;
    let expected: Vec<_> = EXPECTED.lines().collect();
    assert_eq!(lines.0, expected);
}

async fn directory(mock: &Mock, client: &Client, lines: &mut Lines) {
    lines.note("GetResourceDirectory", client.get_resource_directory().send().await, nothing);
    lines.note("CreateFolder", client.create_folder("Applications").send().await, nothing);
    let code = client.send_verification_code_for_enable_rd().secure_mobile_phone(PHONE).send().await;
    lines.note("SendVerificationCodeForEnableRD", code, nothing);
    let code = mock.codes().first().map(|code| code.code.clone()).unwrap_or_default();
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for (code, dry_run, look) in [(wrong, false, false), (&code, true, true), (&code, false, false)] {
        let enable = client
            .enable_resource_directory(EnableMode::NewManagementAccount)
            .ma_name(NAME)
            .ma_secure_mobile_phone(PHONE)
            .verification_code(code)
            .dry_run(dry_run);
        lines.note("EnableResourceDirectory", enable.send().await, |body| {
            body.resource_directory.iter().map(|directory| text(&directory.master_account_name)).collect()
        });
        if look {
            lines.note("GetResourceDirectory", client.get_resource_directory().send().await, nothing);
        }
    }
    lines.note("GetResourceDirectory", client.get_resource_directory().send().await, |body| {
        let directory = body.resource_directory.as_ref();
        let name = directory.map(|directory| text(&directory.master_account_name)).unwrap_or_default();
        let status = directory.and_then(|directory| directory.member_deletion_status.as_ref());
        vec![name, status.map(|status| status.as_str().to_owned()).unwrap_or_default()]
    });
    let code = client.send_verification_code_for_enable_rd().secure_mobile_phone(PHONE).send().await;
    lines.note("SendVerificationCodeForEnableRD", code, nothing);
}

/// Gives the ID of the deepest folder that is left.
async fn folders(client: &Client, lines: &mut Lines) -> String {
    let create = async |lines: &mut Lines, name: &str, parent: Option<&str>, tags: bool| {
        let mut create = client.create_folder(name);
        if let Some(parent) = parent {
            create = create.parent_folder_id(parent);
        }
        if tags {
            create = create.tag(tag());
        }
        let told = |body: &acs_resource_directory::create_folder::ResponseBody| {
            body.folder.iter().map(|folder| text(&folder.folder_name)).collect()
        };
        let body = lines.note("CreateFolder", create.send().await, told);
        body.and_then(|body| body.folder?.folder_id).unwrap_or_default()
    };
    let applications = create(lines, "Applications", None, true).await;
    create(lines, "Applications", None, false).await;
    let mut path = vec![applications.clone()];
    for level in 2..=6 {
        let parent = path.last().cloned();
        path.push(create(lines, &format!("level-{level}"), parent.as_deref(), false).await);
    }
    path.pop();
    let deepest = path.pop().unwrap_or_default();
    lines.note("ListAncestors", client.list_ancestors(&deepest).send().await, |body| {
        let folders = body.folders.iter();
        folders.map(|folder| text(&folder.folder_name)).collect()
    });
    let names = |body: &Folders| {
        let folders = body.folders.iter();
        folders.map(|folder| text(&folder.folder_name)).collect()
    };
    let tags = |body: &Folders| {
        let folders = body.folders.iter();
        let tags = folders.flat_map(|folder| &folder.tags);
        tags.map(|tag| format!("{}={}", text(&tag.key), text(&tag.value))).collect()
    };
    let list = || client.list_folders_for_parent();
    lines.note("ListFoldersForParent", list().query_keyword("App").send().await, names);
    lines.note("ListFoldersForParent", list().query_keyword("nothing").send().await, names);
    lines.note("ListFoldersForParent", list().tag(tag()).send().await, tags);
    lines.note("UpdateFolder", client.update_folder(&applications, "Apps").send().await, |body| {
        body.folder.iter().map(|folder| text(&folder.folder_name)).collect()
    });
    lines.note("GetFolder", client.get_folder(&applications).send().await, |body| {
        body.folder.iter().map(|folder| text(&folder.folder_name)).collect()
    });
    lines.note("DeleteFolder", client.delete_folder(&applications).send().await, nothing);
    lines.note("DeleteFolder", client.delete_folder(&deepest).send().await, nothing);
    lines.note("GetFolder", client.get_folder(&deepest).send().await, nothing);
    path.pop().unwrap_or_default()
}

fn listed(body: &Accounts) -> Vec<String> {
    let accounts = body.accounts.iter();
    let mut told: Vec<_> = accounts.map(|account| text(&account.display_name)).collect();
    told.push(format!("({})", body.total_count.unwrap_or_default()));
    told
}

/// Gives the ID of a member.
async fn members(client: &Client, lines: &mut Lines, folder: &str) -> String {
    let mut members = Vec::new();
    for name in ["Dev", "Dev", "Test", "Live"] {
        let create = client.create_resource_account(name).send().await;
        let body = lines.note("CreateResourceAccount", create, |body| {
            let Some(account) = &body.account else { return Vec::new() };
            let kind = account.type_.as_ref().map(|kind| kind.as_str().to_owned());
            let status = account.status.as_ref().map(|status| status.as_str().to_owned());
            vec![text(&account.display_name), text(&kind), text(&status)]
        });
        members.extend(body.and_then(|body| body.account?.account_id));
    }
    let list = || client.list_accounts();
    lines.note("ListAccounts", list().page_size(2).send().await, listed);
    lines.note("ListAccounts", list().page_size(2).page_number(2).send().await, listed);
    let first = lines.note("ListAccounts", list().max_results(2).send().await, listed);
    let token = first.and_then(|body| body.next_token).unwrap_or_default();
    lines.note("ListAccounts", list().max_results(2).next_token(token).send().await, listed);
    lines.note("ListAccounts", list().next_token("bm9uZQ==").send().await, listed);
    lines.note("ListAccounts", list().query_keyword("es").send().await, listed);
    let member = members.first().cloned().unwrap_or_default();
    lines.note("MoveAccount", client.move_account(&member, folder).send().await, nothing);
    lines.note("GetAccount", client.get_account(&member).send().await, |body| {
        let Some(account) = &body.account else { return Vec::new() };
        vec![text(&account.display_name), text(&account.location)]
    });
    lines.note("DeleteFolder", client.delete_folder(folder).send().await, nothing);
    lines.note("DestroyResourceDirectory", client.destroy_resource_directory().send().await, nothing);
    member
}

async fn deletion(client: &Client, lines: &mut Lines, member: &str) {
    lines.note("CheckAccountDelete", client.check_account_delete(member).send().await, nothing);
    for status in ["on", "Enabled"] {
        let set = client.set_member_deletion_permission(status).send().await;
        lines.note("SetMemberDeletionPermission", set, |body| {
            body.member_deletion_status.iter().map(|status| status.as_str().to_owned()).collect()
        });
    }
    let check = async |lines: &mut Lines| {
        let check = client.get_account_deletion_check_result(member).send().await;
        lines.note("GetAccountDeletionCheckResult", check, |body| {
            let Some(check) = &body.account_deletion_check_result_info else { return Vec::new() };
            let status = check.status.iter().map(|status| status.as_str().to_owned());
            status.chain(check.allow_delete.clone()).collect()
        });
    };
    check(lines).await;
    lines.note("CheckAccountDelete", client.check_account_delete(member).send().await, nothing);
    for _ in 0..3 {
        check(lines).await;
    }
    let status = async |lines: &mut Lines| {
        let status = client.get_account_deletion_status(member).send().await;
        lines.note("GetAccountDeletionStatus", status, |body| {
            let status = body.rd_account_deletion_status.iter().filter_map(|deletion| deletion.status.as_ref());
            status.map(|status| status.as_str().to_owned()).collect()
        });
    };
    status(lines).await;
    for _ in 0..2 {
        lines.note("DeleteAccount", client.delete_account(member).send().await, |body| {
            body.deletion_type.iter().map(|kind| kind.as_str().to_owned()).collect()
        });
    }
    for _ in 0..3 {
        status(lines).await;
    }
    lines.note("GetAccount", client.get_account(member).send().await, nothing);
    lines.note("ListAccounts", client.list_accounts().send().await, listed);
}
