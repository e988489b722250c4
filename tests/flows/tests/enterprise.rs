//! An enterprise from the first day of its directory to the last: accounts that join, policies that bite, a delegated
//! administrator, a contact, tags, and the end of all that.
//!
//! Other clients take the same steps from `enterprise.json`, and have to come to the lines of `enterprise.txt` too: the official
//! Python SDK, sync and async, and the generic clients of npm (`tests/official-clients/enterprise.py` and `enterprise.js`).

mod lines;

use std::time::Duration;

use acs_resource_directory::twinspec_alibaba::Credentials;
use acs_resource_directory::twinspec_alibaba::credentials::{ProviderConfig, RamRoleProvider, Role};
use acs_resource_directory::twinspec_client::Environment;
use acs_resource_directory::types::Tag;
use acs_resource_directory::{Client, enable_resource_directory::EnableMode};
use acs_resource_directory_mock::Mock;
use lines::{Lines, nothing, text};
use twinspec_alibaba::mock::identity::Identity;

const EXPECTED: &str = include_str!("../enterprise.txt");
const ACCOUNTS: &str = include_str!("../enterprise-accounts.yaml");
const GUEST: &str = "1772422852741234";
const SERVICE: &str = "cloudfw.aliyuncs.com";
const DENY: &str = r#"{"Version":"1","Statement":[{"Effect":"Deny","Action":"resourcemanager:ListHandshakesForAccount","Resource":"*"}]}"#;

/// Those who call, and what has happened.
struct Flow {
    mock: Mock,
    /// A user of the management account.
    alice: Client,
    /// A user of the account that is invited.
    bob: Client,
    lines: Lines,
}

/// Writes down a call of `$client`, with the texts that `$told` takes from the body; gives the body if it succeeded.
macro_rules! note {
    ($flow:ident, $client:expr, $name:literal, $call:ident($($argument:expr),*) $(.$set:ident($value:expr))*, $told:expr) => {{
        let answer = $client.$call($($argument),*)$(.$set($value))*.send().await;
        $flow.lines.note($name, answer, $told)
    }};
}

/// The text of a value that may be absent: of an enum, its value.
macro_rules! value {
    ($value:expr) => {
        $value.as_ref().map(|value| value.as_str().to_owned()).unwrap_or_default()
    };
}

#[tokio::test]
async fn an_enterprise_lives_as_the_official_sdks_see_it() {
    let identity = Identity::from_yaml(ACCOUNTS).expect("accounts");
    let mock = Mock::builder().identity(identity).start().await.expect("it starts");
    let client = |user: &str| {
        let client = Client::builder().endpoint(mock.url()).access_key(user, format!("{user}-secret"));
        client.build().expect("a client")
    };
    let (alice, bob) = (client("alice"), client("bob"));
    let mut flow = Flow { mock, alice, bob, lines: Lines::default() };
    let (core, sandbox, member) = folders_and_a_member(&mut flow).await;
    invitations(&mut flow, &sandbox).await;
    let dev = policies(&mut flow, &core, &member).await;
    delegation(&mut flow).await;
    contact(&mut flow, &core, &member).await;
    phone(&mut flow, &member).await;
    tags(&mut flow, &member).await;
    deletion(&mut flow, &member, &dev).await;
    end(&mut flow, &core, &sandbox).await;
    let expected: Vec<_> = EXPECTED.lines().collect();
    assert_eq!(flow.lines.0, expected);
}

async fn folders_and_a_member(flow: &mut Flow) -> (String, String, String) {
    note!(flow, flow.alice, "GetResourceDirectory", get_resource_directory(), nothing);
    note!(flow, flow.alice, "EnableResourceDirectory", enable_resource_directory(EnableMode::CurrentAccount), |body| {
        body.resource_directory.iter().map(|directory| text(&directory.master_account_id)).collect()
    });
    let name = |body: &acs_resource_directory::create_folder::ResponseBody| {
        body.folder.iter().map(|folder| text(&folder.folder_name)).collect()
    };
    let core = note!(flow, flow.alice, "CreateFolder", create_folder("Core"), name);
    let core = core.and_then(|body| body.folder?.folder_id).expect("a folder");
    let create = note!(flow, flow.alice, "CreateFolder", create_folder("Sandbox").parent_folder_id(&core), name);
    let sandbox = create.and_then(|body| body.folder?.folder_id).expect("a folder");
    let create = note!(
        flow,
        flow.alice,
        "CreateResourceAccount",
        create_resource_account("Dev").parent_folder_id(&sandbox),
        |body| {
            body.account.iter().flat_map(|account| [text(&account.display_name), value!(account.status)]).collect()
        }
    );
    (core, sandbox, create.and_then(|body| body.account?.account_id).expect("a member"))
}

async fn invitations(flow: &mut Flow, sandbox: &str) {
    let told = |body: &acs_resource_directory::invite_account_to_resource_directory::ResponseBody| {
        body.handshake.iter().map(|handshake| value!(handshake.status)).collect()
    };
    let changed = |body: &acs_resource_directory::accept_handshake::ResponseBody| {
        body.handshake.iter().map(|handshake| value!(handshake.status)).collect()
    };
    let id = |body: Option<acs_resource_directory::invite_account_to_resource_directory::ResponseBody>| {
        body.and_then(|body| body.handshake?.handshake_id).expect("an invitation")
    };
    const INVITE: &str = "InviteAccountToResourceDirectory";
    let alice = flow.alice.clone();
    let invite = || alice.invite_account_to_resource_directory(GUEST, "Account");
    let first = id(flow.lines.note(INVITE, invite().send().await, told));
    flow.lines.note(INVITE, invite().send().await, told);
    note!(flow, flow.alice, "AcceptHandshake", accept_handshake(&first), changed);
    note!(flow, flow.bob, "CancelHandshake", cancel_handshake(&first), nothing);
    note!(flow, flow.bob, "ListHandshakesForAccount", list_handshakes_for_account(), |body| {
        let statuses = body.handshakes.iter().map(|handshake| value!(handshake.status));
        statuses.chain([body.total_count.unwrap_or_default().to_string()]).collect()
    });
    note!(flow, flow.bob, "DeclineHandshake", decline_handshake(&first), |body| {
        body.handshake.iter().map(|handshake| value!(handshake.status)).collect()
    });
    note!(flow, flow.bob, "AcceptHandshake", accept_handshake(&first), changed);
    let second = id(flow.lines.note(INVITE, invite().send().await, told));
    note!(flow, flow.alice, "CancelHandshake", cancel_handshake(&second), |body| {
        body.handshake.iter().map(|handshake| value!(handshake.status)).collect()
    });
    let tag = Tag { key: Some("team".to_owned()), value: Some("guests".to_owned()) };
    let third = invite().note("Welcome").parent_folder_id(sandbox).tag([tag]);
    let third = id(flow.lines.note(INVITE, third.send().await, |body| {
        body.handshake.iter().flat_map(|handshake| [value!(handshake.status), text(&handshake.note)]).collect()
    }));
    note!(flow, flow.bob, "AcceptHandshake", accept_handshake(&third), changed);
    note!(flow, flow.alice, "ListHandshakesForResourceDirectory", list_handshakes_for_resource_directory(), |body| {
        let statuses = body.handshakes.iter().map(|handshake| value!(handshake.status));
        statuses.chain([body.total_count.unwrap_or_default().to_string()]).collect()
    });
    note!(flow, flow.alice, "GetAccount", get_account(GUEST), |body| {
        let told = body.account.iter();
        told.flat_map(|account| [value!(account.join_method), value!(account.type_), text(&account.location)]).collect()
    });
    note!(flow, flow.bob, "GetResourceDirectory", get_resource_directory(), |body| {
        body.resource_directory.iter().map(|directory| text(&directory.master_account_id)).collect()
    });
    note!(flow, flow.bob, "ListAccounts", list_accounts(), nothing);
    note!(flow, flow.alice, "ListAccountsForParent", list_accounts_for_parent().parent_folder_id(sandbox), |body| {
        let methods = body.accounts.iter().map(|account| value!(account.join_method));
        methods.chain([body.total_count.unwrap_or_default().to_string()]).collect()
    });
    note!(flow, flow.alice, "DeleteFolder", delete_folder(sandbox), nothing);
}

/// Gives a client for the member, by the role that its management account may assume.
async fn policies(flow: &mut Flow, core: &str, member: &str) -> Client {
    let create =
        note!(flow, flow.alice, "CreateControlPolicy", create_control_policy("NoHandshakes", "RAM", DENY), |body| {
            body.control_policy.iter().map(|policy| value!(policy.policy_type)).collect()
        });
    let policy = create.and_then(|body| body.control_policy?.policy_id).expect("a policy");
    note!(flow, flow.alice, "AttachControlPolicy", attach_control_policy(&policy, core), nothing);
    note!(flow, flow.alice, "EnableControlPolicy", enable_control_policy(), |body| vec![value!(
        body.enablement_status
    )]);
    let count = |body: &acs_resource_directory::list_handshakes_for_account::ResponseBody| {
        vec![body.total_count.unwrap_or_default().to_string()]
    };
    note!(flow, flow.bob, "ListHandshakesForAccount", list_handshakes_for_account(), count);
    flow.mock.advance(Duration::from_secs(60));
    note!(flow, flow.alice, "GetControlPolicyEnablementStatus", get_control_policy_enablement_status(), |body| {
        vec![value!(body.enablement_status)]
    });
    note!(flow, flow.bob, "ListHandshakesForAccount", list_handshakes_for_account(), count);
    let role = format!("acs:ram::{member}:role/ResourceDirectoryAccountAccessRole");
    let config = ProviderConfig::new()
        .environment(Environment::given([("", ""); 0]))
        .sts_endpoint(flow.mock.url().parse().expect("an endpoint"));
    let credentials = RamRoleProvider::new(Credentials::new("alice", "alice-secret"), Role::new(&*role), &config);
    let dev = Client::builder().endpoint(flow.mock.url()).credentials(credentials).build().expect("a client");
    note!(flow, dev, "ListHandshakesForAccount", list_handshakes_for_account(), count);
    note!(flow, dev, "GetResourceDirectory", get_resource_directory(), |body| {
        body.resource_directory.iter().map(|directory| text(&directory.master_account_id)).collect()
    });
    note!(flow, flow.alice, "ListHandshakesForAccount", list_handshakes_for_account(), count);
    let list = list_target_attachments;
    list(flow, &policy).await;
    note!(flow, flow.alice, "DetachControlPolicy", detach_control_policy(&policy, core), nothing);
    note!(flow, flow.bob, "ListHandshakesForAccount", list_handshakes_for_account(), count);
    note!(flow, dev, "ListHandshakesForAccount", list_handshakes_for_account(), count);
    note!(flow, flow.alice, "DetachControlPolicy", detach_control_policy("cp-FullAliyunAccess", core), nothing);
    note!(flow, flow.alice, "DeleteControlPolicy", delete_control_policy(&policy), nothing);
    note!(flow, flow.alice, "DisableControlPolicy", disable_control_policy(), |body| vec![value!(
        body.enablement_status
    )]);
    flow.mock.advance(Duration::from_secs(60));
    dev
}

async fn list_target_attachments(flow: &mut Flow, policy: &str) {
    let name = "ListTargetAttachmentsForControlPolicy";
    let list = flow.alice.list_target_attachments_for_control_policy(policy).send().await;
    flow.lines.note(name, list, |body| {
        body.target_attachments.iter().map(|attachment| text(&attachment.target_name)).collect()
    });
}

async fn delegation(flow: &mut Flow) {
    let count = |body: &acs_resource_directory::list_accounts::ResponseBody| {
        vec![body.total_count.unwrap_or_default().to_string()]
    };
    for _ in 0..2 {
        let register = flow.alice.register_delegated_administrator(GUEST, SERVICE).send().await;
        flow.lines.note("RegisterDelegatedAdministrator", register, nothing);
    }
    note!(flow, flow.bob, "ListAccounts", list_accounts(), count);
    note!(flow, flow.alice, "ListDelegatedServicesForAccount", list_delegated_services_for_account(GUEST), |body| {
        body.delegated_services.iter().map(|service| text(&service.service_principal)).collect()
    });
    note!(flow, flow.alice, "ListTrustedServiceStatus", list_trusted_service_status(), |body| {
        body.enabled_service_principals.iter().map(|service| text(&service.service_principal)).collect()
    });
    note!(flow, flow.alice, "RemoveCloudAccount", remove_cloud_account(GUEST), nothing);
    let deregister = flow.alice.deregister_delegated_administrator(GUEST, SERVICE).send().await;
    flow.lines.note("DeregisterDelegatedAdministrator", deregister, nothing);
    note!(flow, flow.bob, "ListAccounts", list_accounts(), count);
}

async fn contact(flow: &mut Flow, core: &str, member: &str) {
    let add = flow.alice.add_message_contact("tom", "tom@example.com", "CEO", ["SecurityMessage"]).send().await;
    let add = flow.lines.note("AddMessageContact", add, nothing);
    let contact = add.and_then(|body| body.contact?.contact_id).expect("a contact");
    note!(flow, flow.alice, "AssociateMembers", associate_members().contact_id(&contact).members([member]), nothing);
    let send = flow.alice.send_email_verification_for_message_contact().contact_id(&contact);
    let send = send.email_address("tom@example.com").send().await;
    flow.lines.note("SendEmailVerificationForMessageContact", send, nothing);
    for _ in 0..2 {
        note!(flow, flow.alice, "GetMessageContact", get_message_contact(&contact), |body| {
            body.contact.iter().map(|contact| value!(contact.status)).collect()
        });
    }
    note!(
        flow,
        flow.alice,
        "AssociateMembers",
        associate_members().contact_id(&contact).members([member, core]),
        nothing
    );
    let listed = |body: &acs_resource_directory::list_message_contacts::ResponseBody| {
        let names = body.contacts.iter().map(|contact| text(&contact.name));
        names.chain([body.total_count.unwrap_or_default().to_string()]).collect()
    };
    note!(flow, flow.alice, "ListMessageContacts", list_message_contacts().member(member), listed);
    note!(flow, flow.alice, "DisassociateMembers", disassociate_members(&contact, [member]), nothing);
    note!(flow, flow.alice, "ListMessageContacts", list_message_contacts().member(member), listed);
    let delete = flow.alice.delete_message_contact(&contact).retain_contact_in_members(false).send().await;
    flow.lines.note("DeleteMessageContact", delete, nothing);
    for _ in 0..3 {
        let status = flow.alice.get_message_contact_deletion_status().contact_id(&contact).send().await;
        flow.lines.note("GetMessageContactDeletionStatus", status, |body| {
            body.contact_deletion_status.iter().map(|deletion| value!(deletion.status)).collect()
        });
    }
}

async fn phone(flow: &mut Flow, member: &str) {
    const PHONE: &str = "65-81234567";
    let send = flow.alice.send_verification_code_for_bind_secure_mobile_phone(PHONE, member).send().await;
    flow.lines.note("SendVerificationCodeForBindSecureMobilePhone", send, nothing);
    let code = flow.mock.codes().first().map(|code| code.code.clone()).unwrap_or_default();
    for code in ["no code", &code] {
        note!(flow, flow.alice, "BindSecureMobilePhone", bind_secure_mobile_phone(code, PHONE, member), nothing);
    }
    note!(flow, flow.alice, "GetAccount", get_account(member), |body| {
        let bound = body.account.iter().filter_map(|account| account.has_secure_mobile_phone);
        bound.map(|bound| bound.to_string()).collect()
    });
}

async fn tags(flow: &mut Flow, member: &str) {
    let tag = |key: &str, value: &str| Tag { key: Some(key.to_owned()), value: Some(value.to_owned()) };
    let tags = [tag("team", "core"), tag("stage", "test")];
    note!(flow, flow.alice, "TagResources", tag_resources([member], tags, "Account"), nothing);
    note!(flow, flow.alice, "ListTagResources", list_tag_resources("Account").resource_id([member]), |body| {
        let keys = body.tag_resources.iter().map(|tag| text(&tag.tag_key));
        keys.chain(body.tag_resources.iter().map(|tag| text(&tag.tag_value))).collect()
    });
    let keys = |body: &acs_resource_directory::list_tag_keys::ResponseBody| {
        body.tags.iter().map(|tag| text(&tag.key)).collect()
    };
    note!(flow, flow.alice, "ListTagKeys", list_tag_keys("Account"), keys);
    note!(flow, flow.alice, "ListTagValues", list_tag_values("Account", "team"), |body| {
        body.tags.iter().map(|tag| text(&tag.value)).collect()
    });
    note!(flow, flow.alice, "ListAccounts", list_accounts().tag([tag("team", "core")]), |body| {
        let names = body.accounts.iter().map(|account| text(&account.display_name));
        names.chain([body.total_count.unwrap_or_default().to_string()]).collect()
    });
    note!(flow, flow.alice, "UntagResources", untag_resources([member], "Account").tag_key(["stage"]), nothing);
    note!(flow, flow.alice, "ListTagKeys", list_tag_keys("Account"), keys);
}

async fn deletion(flow: &mut Flow, member: &str, dev: &Client) {
    note!(flow, flow.alice, "CheckAccountDelete", check_account_delete(member), nothing);
    let set = flow.alice.set_member_deletion_permission("Enabled").send().await;
    flow.lines.note("SetMemberDeletionPermission", set, |body| vec![value!(body.member_deletion_status)]);
    note!(flow, flow.alice, "CheckAccountDelete", check_account_delete(member), nothing);
    for _ in 0..3 {
        let result = flow.alice.get_account_deletion_check_result(member).send().await;
        flow.lines.note("GetAccountDeletionCheckResult", result, |body| {
            body.account_deletion_check_result_info.iter().map(|check| value!(check.status)).collect()
        });
    }
    note!(flow, flow.alice, "DeleteAccount", delete_account(member), |body| vec![value!(body.deletion_type)]);
    for _ in 0..3 {
        note!(flow, flow.alice, "GetAccountDeletionStatus", get_account_deletion_status(member), |body| {
            body.rd_account_deletion_status.iter().map(|deletion| value!(deletion.status)).collect()
        });
    }
    note!(flow, dev, "GetResourceDirectory", get_resource_directory(), nothing);
}

async fn end(flow: &mut Flow, core: &str, sandbox: &str) {
    note!(flow, flow.alice, "DestroyResourceDirectory", destroy_resource_directory(), nothing);
    note!(flow, flow.alice, "RemoveCloudAccount", remove_cloud_account(GUEST), nothing);
    note!(flow, flow.bob, "GetResourceDirectory", get_resource_directory(), nothing);
    note!(flow, flow.alice, "DeleteFolder", delete_folder(core), nothing);
    note!(flow, flow.alice, "DeleteFolder", delete_folder(sandbox), nothing);
    note!(flow, flow.alice, "DestroyResourceDirectory", destroy_resource_directory(), nothing);
    note!(flow, flow.alice, "GetResourceDirectory", get_resource_directory(), nothing);
}
