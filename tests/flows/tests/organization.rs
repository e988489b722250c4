//! Accounts that deal with each other: an invitation from one to the other, policies that restrain a member, tags of members,
//! contacts, and what becomes of all that when the member leaves.

use std::time::Duration;

use acs_resource_directory::twinspec_alibaba::Credentials;
use acs_resource_directory::twinspec_alibaba::credentials::{ProviderConfig, RamRoleProvider, Role};
use acs_resource_directory::twinspec_client::Environment;
use acs_resource_directory::types::Tag;
use acs_resource_directory::{Client, invite_account_to_resource_directory};
use acs_resource_directory_mock::Mock;
use twinspec_alibaba::mock::identity::{AccessKey, Account, Identity, User};

const MANAGEMENT: &str = "1728450456001234";
const GUEST: &str = "1772422852741234";

/// A management account and another account, each with a user who may do everything.
async fn two_accounts() -> Mock {
    let account = |id: &str, name: &str| {
        let user = User::new(name).access_key(AccessKey::new(name, format!("{name}-secret")));
        Account::new(id).user(user.policy("AdministratorAccess"))
    };
    let identity = Identity::new().account(account(MANAGEMENT, "alice")).account(account(GUEST, "bob"));
    Mock::builder().identity(identity).start().await.expect("it starts")
}

fn client(mock: &Mock, user: &str) -> Client {
    let client = Client::builder().endpoint(mock.url()).access_key(user, format!("{user}-secret"));
    client.build().expect("a client")
}

/// Whether a call succeeds, or its code.
fn told<T, K: Copy>(
    answer: Result<acs_resource_directory::twinspec_core::Response<T>, acs_resource_directory::twinspec_core::Error<K>>,
) -> String {
    match answer {
        Ok(_) => "ok".to_owned(),
        Err(error) => error.code().unwrap_or("no code").to_owned(),
    }
}

async fn enabled(mock: &Mock) -> Client {
    let alice = client(mock, "alice");
    let mode = acs_resource_directory::enable_resource_directory::EnableMode::CurrentAccount;
    alice.enable_resource_directory(mode).send().await.expect("a directory");
    alice
}

async fn invited(alice: &Client) -> String {
    let invite = alice.invite_account_to_resource_directory(GUEST, "Account").note("Welcome").send().await;
    let invitation: invite_account_to_resource_directory::ResponseBody = invite.expect("an invitation").into_body();
    invitation.handshake.and_then(|handshake| handshake.handshake_id).expect("its ID")
}

#[tokio::test]
async fn an_invited_account_accepts_and_leaves() {
    let mock = two_accounts().await;
    let (alice, bob) = (enabled(&mock).await, client(&mock, "bob"));
    let invitation = invited(&alice).await;
    assert_eq!(
        told(alice.invite_account_to_resource_directory(GUEST, "Account").send().await),
        "EntityAlreadyExists.Handshake"
    );
    // It is not alice's to accept, nor bob's to cancel.
    assert_eq!(told(alice.accept_handshake(&invitation).send().await), "EntityNotExists.Handshake");
    assert_eq!(told(bob.cancel_handshake(&invitation).send().await), "EntityNotExists.Handshake");
    let received = bob.list_handshakes_for_account().send().await.expect("invitations").into_body();
    assert_eq!(received.total_count, Some(1));
    assert_eq!(told(bob.accept_handshake(&invitation).send().await), "ok");
    assert_eq!(told(bob.accept_handshake(&invitation).send().await), "HandshakeStatusMismatch");

    let directory = bob.get_resource_directory().send().await.expect("the directory of alice").into_body();
    assert_eq!(
        directory.resource_directory.and_then(|directory| directory.master_account_id).as_deref(),
        Some(MANAGEMENT)
    );
    let member = alice.get_account(GUEST).send().await.expect("a member").into_body().account.expect("it");
    assert_eq!(
        (member.location.as_deref(), member.join_method.map(|it| it.as_str().to_owned()).as_deref()),
        (Some("root"), Some("invited"))
    );
    assert_eq!(told(bob.list_accounts().send().await), "EntityNotExists.ResourceDirectory");

    alice.register_delegated_administrator(GUEST, "cloudfw.aliyuncs.com").send().await.expect("an administrator");
    let members = bob.list_accounts().send().await.expect("members").into_body();
    assert_eq!(members.total_count, Some(1));
    assert_eq!(told(alice.remove_cloud_account(GUEST).send().await), "Deny.TrustedService");
    alice.deregister_delegated_administrator(GUEST, "cloudfw.aliyuncs.com").send().await.expect("none");
    assert_eq!(told(bob.list_accounts().send().await), "EntityNotExists.ResourceDirectory");
    assert_eq!(told(alice.remove_cloud_account(GUEST).send().await), "ok");
    assert_eq!(told(bob.get_resource_directory().send().await), "ResourceDirectoryNotInUse");
    assert_eq!(told(alice.destroy_resource_directory().send().await), "ok");
}

#[tokio::test]
async fn an_invitation_expires_after_fourteen_days() {
    let mock = two_accounts().await;
    let (alice, bob) = (enabled(&mock).await, client(&mock, "bob"));
    let invitation = invited(&alice).await;
    mock.advance(Duration::from_secs(14 * 24 * 60 * 60 - 60));
    let status = |body: acs_resource_directory::get_handshake::ResponseBody| {
        body.handshake.and_then(|handshake| handshake.status).map(|status| status.as_str().to_owned())
    };
    let read = alice.get_handshake(&invitation).send().await.expect("an invitation").into_body();
    assert_eq!(status(read).as_deref(), Some("Pending"));
    mock.advance(Duration::from_secs(120));
    let read = bob.get_handshake(&invitation).send().await.expect("an invitation").into_body();
    assert_eq!(status(read).as_deref(), Some("Expired"));
    assert_eq!(told(bob.accept_handshake(&invitation).send().await), "HandshakeStatusMismatch");
}

#[tokio::test]
async fn a_cancelled_invitation_does_not_expire() {
    let mock = two_accounts().await;
    let alice = enabled(&mock).await;
    let invitation = invited(&alice).await;
    alice.cancel_handshake(&invitation).send().await.expect("it is cancelled");
    mock.advance(Duration::from_secs(15 * 24 * 60 * 60));
    let read = alice.get_handshake(&invitation).send().await.expect("an invitation").into_body();
    let status = read.handshake.and_then(|handshake| handshake.status).map(|status| status.as_str().to_owned());
    assert_eq!(status.as_deref(), Some("Cancelled"));
}

#[tokio::test]
async fn a_control_policy_of_a_folder_restrains_the_users_of_its_members() {
    let mock = two_accounts().await;
    let (alice, bob) = (enabled(&mock).await, client(&mock, "bob"));
    let invitation = invited(&alice).await;
    bob.accept_handshake(&invitation).send().await.expect("a member");
    let folder = alice.create_folder("Restrained").send().await.expect("a folder").into_body();
    let folder = folder.folder.and_then(|folder| folder.folder_id).expect("its ID");
    alice.move_account(GUEST, &folder).send().await.expect("it is moved");

    let deny = r#"{"Version":"1","Statement":[{"Effect":"Deny","Action":"resourcemanager:ListHandshakesForAccount","Resource":"*"}]}"#;
    let created = alice.create_control_policy("NoHandshakes", "RAM", deny).send().await.expect("a policy").into_body();
    let policy = created.control_policy.and_then(|policy| policy.policy_id).expect("its ID");
    alice.attach_control_policy(&policy, &folder).send().await.expect("it is attached");
    assert_eq!(told(bob.list_handshakes_for_account().send().await), "ok", "policies are not enabled");

    alice.enable_control_policy().send().await.expect("it begins");
    assert_eq!(told(bob.list_handshakes_for_account().send().await), "ok", "policies are being enabled");
    mock.advance(Duration::from_secs(60));
    let refused = bob.list_handshakes_for_account().send().await;
    assert_eq!(told(refused), "NoPermission");
    assert_eq!(told(bob.get_resource_directory().send().await), "ok", "the policy denies one operation");
    assert_eq!(told(alice.list_handshakes_for_account().send().await), "ok", "it restrains members only");

    alice.detach_control_policy(&policy, &folder).send().await.expect("it is detached");
    assert_eq!(told(bob.list_handshakes_for_account().send().await), "ok");
    // Without the system policy, nothing allows anything.
    alice.attach_control_policy(&policy, &folder).send().await.expect("it is attached");
    alice.detach_control_policy("cp-FullAliyunAccess", &folder).send().await.expect("it is detached");
    assert_eq!(told(bob.get_resource_directory().send().await), "NoPermission");
    assert_eq!(told(alice.detach_control_policy(&policy, &folder).send().await), "NotSupport.DetachLastControlPolicy");
    alice.disable_control_policy().send().await.expect("it begins");
    mock.advance(Duration::from_secs(60));
    assert_eq!(told(bob.get_resource_directory().send().await), "ok");
    let left = alice.list_control_policy_attachments_for_target(&folder).send().await.expect("policies").into_body();
    let left: Vec<_> = left.control_policy_attachments.into_iter().filter_map(|it| it.policy_name).collect();
    assert_eq!(left, ["FullAliyunAccess"]);
}

#[tokio::test]
async fn tags_of_members_are_added_listed_and_removed() {
    let mock = Mock::start().await;
    for world in ["directory", "folder", "member", "cloud-member"] {
        mock.given(world).expect("a world");
    }
    let client = mock.client();
    let tag = |key: &str, value: &str| Tag { key: Some(key.to_owned()), value: Some(value.to_owned()) };
    let member = "1817610956901234";
    client.tag_resources([member], [tag("k1", "v2"), tag("team", "core")], "Account").send().await.expect("tags");
    let listed = client.list_tag_resources("Account").resource_id([member]).send().await.expect("tags").into_body();
    let listed: Vec<_> =
        listed.tag_resources.into_iter().filter_map(|tag| Some((tag.tag_key?, tag.tag_value?))).collect();
    assert_eq!(listed, [("k1".to_owned(), "v2".to_owned()), ("team".to_owned(), "core".to_owned())]);
    let keys = client.list_tag_keys("Account").send().await.expect("keys").into_body();
    let keys: Vec<_> = keys.tags.into_iter().filter_map(|tag| tag.key).collect();
    assert_eq!(keys, ["k1", "team"], "each key once");
    let values = client.list_tag_values("Account", "k1").send().await.expect("values").into_body();
    let values: Vec<_> = values.tags.into_iter().filter_map(|tag| tag.value).collect();
    assert_eq!(values, ["v2", "v1"]);
    client.untag_resources([member], "Account").tag_key(["k1"]).send().await.expect("fewer tags");
    client.untag_resources(["1772422852741234"], "Account").all(true).send().await.expect("no tags");
    let keys = client.list_tag_keys("Account").send().await.expect("keys").into_body();
    let keys: Vec<_> = keys.tags.into_iter().filter_map(|tag| tag.key).collect();
    assert_eq!(keys, ["team"]);
}

#[tokio::test]
async fn a_contact_is_verified_bound_and_deleted() {
    let mock = Mock::start().await;
    for world in ["directory", "folder"] {
        mock.given(world).expect("a world");
    }
    let client = mock.client();
    let add = client.add_message_contact("tom", "tom@example.com", "CEO", ["SecurityMessage"]).send().await;
    let contact = add.expect("a contact").into_body().contact.and_then(|contact| contact.contact_id).expect("its ID");
    let folder = "fd-u8B321abcd";
    let bind = || client.associate_members().contact_id(&contact).members([folder]);
    assert_eq!(told(bind().send().await), "ContactStatusMismatchAction");
    let send = client.send_email_verification_for_message_contact().contact_id(&contact);
    send.email_address("tom@example.com").send().await.expect("a message");
    client.get_message_contact(&contact).send().await.expect("a look at it");
    let read = client.get_message_contact(&contact).send().await.expect("a contact").into_body().contact.expect("it");
    assert_eq!(read.status.map(|status| status.as_str().to_owned()).as_deref(), Some("Active"));
    assert_eq!(told(bind().send().await), "ok");
    let bound = client.list_message_contacts().member(folder).send().await.expect("contacts").into_body();
    assert_eq!(bound.total_count, Some(1));
    client.disassociate_members(&contact, [folder]).send().await.expect("it is unbound");
    let bound = client.list_message_contacts().member(folder).send().await.expect("contacts").into_body();
    assert_eq!(bound.total_count, Some(0));
    let delete = client.delete_message_contact(&contact).retain_contact_in_members(false).send().await;
    delete.expect("it begins");
    for _ in 0..2 {
        let status = client.get_message_contact_deletion_status().contact_id(&contact).send().await;
        assert_eq!(told(status), "ok");
    }
    let status = client.get_message_contact_deletion_status().contact_id(&contact).send().await;
    assert_eq!(told(status), "EntityNotExists.Contact");
    assert_eq!(told(client.get_message_contact(&contact).send().await), "EntityNotExists.Contact");
}

#[tokio::test]
async fn the_management_account_calls_as_a_member_by_a_role() {
    let mock = two_accounts().await;
    let alice = enabled(&mock).await;
    let create = alice.create_resource_account("Dev").send().await.expect("a member").into_body();
    let member = create.account.and_then(|account| account.account_id).expect("its ID");
    let role = format!("acs:ram::{member}:role/ResourceDirectoryAccountAccessRole");
    let config = ProviderConfig::new()
        .environment(Environment::given([("", ""); 0]))
        .sts_endpoint(mock.url().parse().expect("an endpoint"));
    let client = |user: &str| {
        let source = Credentials::new(user, format!("{user}-secret"));
        let credentials = RamRoleProvider::new(source, Role::new(&*role), &config);
        Client::builder().endpoint(mock.url()).credentials(credentials).build().expect("a client")
    };
    let directory = client("alice").get_resource_directory().send().await.expect("the directory").into_body();
    let management = directory.resource_directory.and_then(|directory| directory.master_account_id);
    assert_eq!(management.as_deref(), Some(MANAGEMENT));
    assert!(client("bob").get_resource_directory().send().await.is_err(), "the role is for the management account");
}
