//! What is created in Resource Access Management counts from the next call on, in the other APIs of the mock: a user with an
//! access key, a role that is assumed, and the policies of both.

use acs_ram::Client as Ram;
use acs_resource_directory::Client;
use acs_resource_directory::twinspec_alibaba::credentials::{
    CredentialsProvider, ProviderConfig, RamRoleProvider, Role,
};
use acs_resource_directory::twinspec_alibaba::{Credentials, mock::Mock};
use acs_resource_directory::twinspec_client::Environment;
use acs_resource_directory_mock::twinspec_mock::identity::{AccessKey, Account, Identity};

const LOOK: &str = r#"{"Version":"1","Statement":[{"Effect":"Allow","Action":"resourcemanager:GetResourceDirectory","Resource":"*"}]}"#;
const NOTHING: &str = r#"{"Version":"1","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}"#;
const ACCOUNT: &str = "1234567890123456";

/// A mock of both APIs, and the client of an account itself, which may do everything.
async fn start() -> (Mock, Ram) {
    let account = Account::new(ACCOUNT).access_key(AccessKey::new("root", "secret"));
    let builder = Mock::builder(&acs_resource_directory_mock::SERVICE).serve(&acs_ram_mock::SERVICE);
    let mock: Mock = builder.identity(Identity::new().account(account)).start().await.expect("it starts");
    mock.given("directory").expect("a directory");
    let ram = Ram::builder().endpoint(mock.url()).access_key("root", "secret").build().expect("a client");
    (mock, ram)
}

fn client(mock: &Mock, credentials: impl CredentialsProvider) -> Client {
    Client::builder().endpoint(mock.url()).credentials(credentials).build().expect("a client")
}

/// The code of the error that comes of a call, or `ok`.
async fn look(client: &Client) -> String {
    match client.get_resource_directory().send().await {
        Ok(_) => "ok".to_owned(),
        Err(error) => error.code().unwrap_or_default().to_owned(),
    }
}

async fn create_user(ram: &Ram, name: &str) -> Credentials {
    ram.create_user(name).send().await.expect("a user");
    let key = ram.create_access_key(name).send().await.expect("an access key").into_body().access_key.expect("it");
    let secret = key.access_key_secret.map(|secret| secret.into_inner()).unwrap_or_default();
    Credentials::new(key.access_key_id.unwrap_or_default(), secret)
}

#[tokio::test]
async fn a_user_may_do_what_its_policies_allow_now() {
    let (mock, ram) = start().await;
    let credentials = create_user(&ram, "alice").await;
    let id = credentials.access_key_id().expect("an id").to_owned();
    let alice = client(&mock, credentials);
    assert_eq!(look(&alice).await, "NoPermission");
    ram.create_policy("Look", LOOK).send().await.expect("a policy");
    ram.attach_policy_to_user("Custom", "Look", "alice").send().await.expect("it is attached");
    assert_eq!(look(&alice).await, "ok");

    let version = ram.create_policy_version("Look", NOTHING).set_as_default(true).send().await.expect("a version");
    assert_eq!(look(&alice).await, "NoPermission");
    ram.set_default_policy_version("Look", "v1").send().await.expect("the first version is back");
    assert_eq!(look(&alice).await, "ok");
    let version = version.into_body().policy_version.and_then(|version| version.version_id).expect("an id");
    ram.delete_policy_version("Look", version).send().await.expect("the other version is gone");

    ram.update_access_key("alice", &id, "Inactive").send().await.expect("it is inactive");
    assert_eq!(look(&alice).await, "InvalidAccessKeyId.Inactive");
    ram.update_access_key("alice", &id, "Active").send().await.expect("it is active");
    ram.detach_policy_from_user("Custom", "Look", "alice").send().await.expect("it is detached");
    assert_eq!(look(&alice).await, "NoPermission");
    ram.delete_access_key("alice", &id).send().await.expect("the key is gone");
    assert_eq!(look(&alice).await, "InvalidAccessKeyId.NotFound");
    ram.delete_user("alice").send().await.expect("the user is gone");
    ram.delete_policy("Look").send().await.expect("the policy is gone");
}

#[tokio::test]
async fn a_user_may_do_what_the_policies_of_its_groups_allow() {
    let (mock, ram) = start().await;
    let alice = client(&mock, create_user(&ram, "alice").await);
    ram.create_group("admins").send().await.expect("a group");
    ram.attach_policy_to_group("System", "AdministratorAccess", "admins").send().await.expect("it is attached");
    assert_eq!(look(&alice).await, "NoPermission");
    ram.add_user_to_group("alice", "admins").send().await.expect("alice is in");
    assert_eq!(look(&alice).await, "ok");
    ram.remove_user_from_group("alice", "admins").send().await.expect("alice is out");
    assert_eq!(look(&alice).await, "NoPermission");
}

#[tokio::test]
async fn a_role_is_assumed_and_its_sessions_may_do_what_its_policies_allow_now() {
    let (mock, ram) = start().await;
    let credentials = create_user(&ram, "alice").await;
    let alice = format!("acs:ram::{ACCOUNT}:user/alice");
    let trust = |principal: &str| {
        let statement =
            format!(r#"{{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{{"RAM":["{principal}"]}}}}"#);
        format!(r#"{{"Version":"1","Statement":[{statement}]}}"#)
    };
    let nobody = trust(&format!("acs:ram::{ACCOUNT}:user/nobody"));
    let role = ram.create_role("Looker", nobody).send().await.expect("a role").into_body().role.expect("it");
    let config = ProviderConfig::new()
        .environment(Environment::given([("", ""); 0]))
        .sts_endpoint(mock.url().parse().expect("a URL"));
    let looker = client(&mock, RamRoleProvider::new(credentials, Role::new(role.arn.expect("a name")), &config));
    let refused = looker.get_resource_directory().send().await.expect_err("alice may not assume roles").to_string();
    assert!(refused.contains("NoPermission"), "{refused}");
    ram.attach_policy_to_user("System", "AliyunSTSAssumeRoleAccess", "alice").send().await.expect("it is attached");
    let refused = looker.get_resource_directory().send().await.expect_err("the role trusts another one").to_string();
    assert!(refused.contains("NoPermission"), "{refused}");

    ram.update_role("Looker").new_assume_role_policy_document(trust(&alice)).send().await.expect("it trusts alice");
    assert_eq!(look(&looker).await, "NoPermission");
    ram.create_policy("Look", LOOK).send().await.expect("a policy");
    ram.attach_policy_to_role("Custom", "Look", "Looker").send().await.expect("it is attached");
    assert_eq!(look(&looker).await, "ok");
    let conflict = ram.delete_role("Looker").send().await.expect_err("a policy is attached");
    assert_eq!(conflict.code(), Some("DeleteConflict.Role.Policy"));
    ram.detach_policy_from_role("Custom", "Look", "Looker").send().await.expect("it is detached");
    assert_eq!(look(&looker).await, "NoPermission");
    ram.attach_policy_to_role("Custom", "Look", "Looker").send().await.expect("it is attached");
    assert_eq!(look(&looker).await, "ok");
    ram.detach_policy_from_role("Custom", "Look", "Looker").send().await.expect("it is detached");
    ram.delete_role("Looker").send().await.expect("the role is gone");
    assert_eq!(look(&looker).await, "NoPermission");
    // Another role of the same name is not the one that was assumed.
    ram.create_role("Looker", trust(&alice)).send().await.expect("a role");
    ram.attach_policy_to_role("System", "AdministratorAccess", "Looker").send().await.expect("it is attached");
    assert_eq!(look(&looker).await, "NoPermission");
}
