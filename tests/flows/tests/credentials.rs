//! The chain of credentials against the mock: roles that a user or a token assumes, renewed as time goes by.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use acs_resource_directory::Client;
use acs_resource_directory::twinspec_alibaba::Credentials;
use acs_resource_directory::twinspec_alibaba::credentials::{
    CredentialsProvider, DefaultChain, OidcRoleProvider, ProviderConfig, RamRoleProvider, Role,
};
use acs_resource_directory::twinspec_client::{Clock, Environment};
use acs_resource_directory_mock::Mock;
use acs_resource_directory_mock::twinspec_mock::identity::{self, AccessKey, Account, Identity, OidcProvider, User};
use acs_resource_directory_mock::twinspec_mock::ram::TrustPolicy;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

const DEPLOYER: &str = "acs:ram::1234567890123456:role/deployer";
const POD: &str = "acs:ram::1234567890123456:role/pod";
const PROVIDER: &str = "acs:ram::1234567890123456:oidc-provider/idp";

/// The virtual clock of a mock.
struct ClockOf(Arc<Mock>);

impl Clock for ClockOf {
    fn now(&self) -> SystemTime {
        self.0.now()
    }
}

/// An account with a user who may assume a role, and a role that a pod assumes with a token.
async fn start() -> Arc<Mock> {
    let trust = TrustPolicy::from_json(&json!({
        "Version": "1",
        "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Federated": [PROVIDER] } }],
    }));
    let account = Account::new("1234567890123456")
        .access_key(AccessKey::new("root", "secret"))
        .user(User::new("alice").access_key(AccessKey::new("alice", "secret")).policy("AliyunSTSAssumeRoleAccess"))
        .role(identity::Role::new("deployer").policy("AdministratorAccess"))
        .role(identity::Role::new("pod").policy("AdministratorAccess").trust_policy(trust.unwrap()))
        .oidc_provider(OidcProvider::new("idp", "https://idp").client_id("client"));
    let mock = Mock::builder().identity(Identity::new().account(account)).start().await.unwrap();
    mock.given("directory").unwrap();
    Arc::new(mock)
}

/// No variables, the time of the mock, and its Security Token Service.
fn config(mock: &Arc<Mock>) -> ProviderConfig {
    ProviderConfig::new()
        .environment(Environment::given([("", ""); 0]))
        .clock(ClockOf(Arc::clone(mock)))
        .sts_endpoint(mock.url().parse().unwrap())
}

fn client(mock: &Mock, credentials: impl CredentialsProvider) -> Client {
    Client::builder().endpoint(mock.url()).credentials(credentials).build().unwrap()
}

/// How often an operation was called, and with credentials from where the last time.
fn calls(mock: &Mock, operation: &str) -> (usize, String) {
    let mut calls = mock.calls();
    calls.retain(|call| call.operation.as_deref() == Some(operation));
    let headers = calls.last().map(|call| call.headers.clone()).unwrap_or_default();
    let provider = headers.into_iter().find(|(name, _)| name == "x-acs-credentials-provider");
    (calls.len(), provider.map(|(_, value)| value).unwrap_or_default())
}

#[tokio::test]
async fn a_user_assumes_a_role_and_its_session_is_renewed_before_it_ends() {
    let mock = start().await;
    let alice = Credentials::new("alice", "secret");
    let error = client(&mock, alice.clone()).get_resource_directory().send().await.unwrap_err();
    assert_eq!(error.code(), Some("NoPermission"), "{error}");

    let deployer = client(&mock, RamRoleProvider::new(alice, Role::new(DEPLOYER), &config(&mock)));
    for minutes in [0, 44, 1, 44] {
        mock.advance(Duration::from_secs(minutes * 60));
        deployer.get_resource_directory().send().await.unwrap();
    }
    assert_eq!(calls(&mock, "AssumeRole"), (2, "static_ak".to_owned()));
    assert_eq!(calls(&mock, "GetResourceDirectory"), (5, "ram_role_arn/static_ak".to_owned()));
}

#[tokio::test]
async fn the_default_chain_finds_a_role_in_the_profile_of_the_cli() {
    let mock = start().await;
    let home = tempfile::tempdir().unwrap();
    std::fs::create_dir(home.path().join(".aliyun")).unwrap();
    let profiles = json!({
        "current": "deploy",
        "profiles": [
            { "name": "user", "mode": "AK", "access_key_id": "alice", "access_key_secret": "secret" },
            { "name": "deploy", "mode": "ChainableRamRoleArn", "source_profile": "user", "ram_role_arn": DEPLOYER },
        ],
    });
    std::fs::write(home.path().join(".aliyun/config.json"), profiles.to_string()).unwrap();
    let deployer = client(&mock, DefaultChain::new(&config(&mock).home(home.path())));
    deployer.get_resource_directory().send().await.unwrap();
    let provider = "default/cli_profile/ram_role_arn/static_ak".to_owned();
    assert_eq!(calls(&mock, "GetResourceDirectory"), (1, provider));
}

#[tokio::test]
async fn a_pod_assumes_a_role_with_its_token() {
    let mock = start().await;
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("token");
    let expires = mock.now().duration_since(UNIX_EPOCH).unwrap().as_secs() + 600;
    let claims = json!({ "iss": "https://idp", "sub": "pod", "aud": "client", "exp": expires });
    let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
    std::fs::write(&file, format!("{}.{}.signature", part(json!({ "alg": "RS256" })), part(claims))).unwrap();

    let pod = client(&mock, OidcRoleProvider::new(Role::new(POD), PROVIDER, &file, &config(&mock)));
    pod.get_resource_directory().send().await.unwrap();
    assert_eq!(calls(&mock, "GetResourceDirectory"), (1, "oidc_role_arn".to_owned()));

    // The token has expired when the session is to be renewed; the session itself is good for a while.
    mock.advance(Duration::from_secs(50 * 60));
    pod.get_resource_directory().send().await.unwrap();
    assert_eq!(calls(&mock, "AssumeRoleWithOIDC").0, 2);
    mock.advance(Duration::from_secs(10 * 60));
    let error = pod.get_resource_directory().send().await.unwrap_err().to_string();
    assert!(error.contains("AuthenticationFail.OIDCToken.Expired"), "{error}");
}

#[tokio::test]
async fn an_account_itself_is_told_that_it_cannot_assume_a_role() {
    let mock = start().await;
    let root = Credentials::new("root", "secret");
    let deployer = client(&mock, RamRoleProvider::new(root, Role::new(DEPLOYER), &config(&mock)));
    let error = deployer.get_resource_directory().send().await.unwrap_err();
    assert_eq!(error.local_kind(), Some(acs_resource_directory::twinspec_core::LocalErrorKind::Credentials));
    let error = error.to_string();
    assert!(error.contains("AssumeRole was refused by") && error.contains("an account itself cannot"), "{error}");
}
