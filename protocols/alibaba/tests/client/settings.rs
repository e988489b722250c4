//! What a client is built from, and what is missing if it cannot be built.

use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::common::{API, builder, send};
use twinspec_alibaba::{BuildError, Builder};
use twinspec_alibaba::{Credentials, Network};
use twinspec_client::{Client, Transport, TransportFuture};
use twinspec_core::{Headers, HttpRequest, HttpResponse, LocalErrorKind};

/// Answers each call with success and remembers the requests.
#[derive(Clone, Default)]
struct Canned {
    requests: Arc<Mutex<Vec<HttpRequest>>>,
}

impl Transport for Canned {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> TransportFuture<'a> {
        self.requests.lock().unwrap().push(request.clone());
        let body = br#"{"RequestId":"1"}"#.to_vec();
        Box::pin(async { Ok(HttpResponse::new(200, Headers::default(), body)) })
    }
}

fn message(built: Result<Client, BuildError>) -> String {
    built.unwrap_err().to_string()
}

#[test]
fn the_region_decides_on_the_endpoint() {
    let client = builder().region("ap-southeast-1").transport(Canned::default()).build().unwrap();
    assert_eq!(client.origin().to_string(), "https://resourcedirectory-intl.aliyuncs.com");
}

#[test]
fn an_endpoint_wins_over_the_region() {
    let client = builder().region("mars").endpoint("h:1").transport(Canned::default()).build();
    assert_eq!(client.unwrap().origin().to_string(), "https://h:1");
}

#[test]
fn an_unknown_region_lists_the_known_ones() {
    assert_eq!(
        message(builder().region("mars").transport(Canned::default()).build()),
        "ResourceDirectoryMaster has no endpoint in region `mars`; use one of cn-shanghai, \
         ap-southeast-1, or call `endpoint`"
    );
}

#[test]
fn a_site_has_its_own_endpoints() {
    let bare = || bare().access_key("testid", "testsecret");
    let region = [("ALIBABA_CLOUD_REGION_ID", "cn-shanghai")];
    if in_environment("a_site_has_its_own_endpoints", &region) {
        let client = bare().site("intl").build().unwrap();
        assert_eq!(client.origin().host(), "resourcedirectory-intl.aliyuncs.com");
        let client = bare().site("cn").build().unwrap();
        assert_eq!(client.origin().host(), "resourcedirectory.aliyuncs.com");
        let message = message(bare().site("intl").region("cn-shanghai").build());
        assert!(message.contains("`cn-shanghai`; use one of ap-southeast-1,"), "{message}");
    }
}

#[test]
fn an_unknown_site_lists_the_known_ones() {
    assert_eq!(
        message(builder().site("mars").transport(Canned::default()).build()),
        "ResourceDirectoryMaster has no site `mars`; it has: cn, intl"
    );
}

#[test]
fn a_private_network_has_hosts_of_its_own() {
    let client = |region| {
        let builder = builder().region(region).network(Network::Vpc).transport(Canned::default());
        builder.build().unwrap().origin().host().to_owned()
    };
    assert_eq!(client("ap-southeast-1"), "resourcedirectory-vpc.ap-southeast-1.aliyuncs.com");
    // The name is put together where the API does not tell it.
    assert_eq!(client("cn-shanghai"), "resourcedirectory-vpc.aliyuncs.com");
}

#[tokio::test]
async fn the_user_agent_ends_with_the_suffix_of_the_settings_or_of_the_environment() {
    let variables = [("ALIBABA_CLOUD_USER_AGENT", "of-the-environment/1")];
    let test = "the_user_agent_ends_with_the_suffix_of_the_settings_or_of_the_environment";
    if in_environment(test, &variables) {
        for (settings, suffix) in [(builder(), "of-the-environment/1"), (builder().user_agent("mine/2"), "mine/2")] {
            let client = settings.endpoint("h").transport(Canned::default()).build().unwrap();
            let request = client.dry_run(&send()).await.unwrap();
            let user_agent = request.headers().get("user-agent").unwrap();
            assert!(user_agent.starts_with("AlibabaCloud ("), "{user_agent}");
            assert!(user_agent.ends_with(&format!(" TeaDSL/2 {suffix}")), "{user_agent}");
        }
    }
}

#[test]
fn a_malformed_endpoint_says_what_an_endpoint_is() {
    let message = message(builder().endpoint("http://h/path").transport(Canned::default()).build());
    assert!(message.contains("`http://h/path`") && message.contains("host:port"), "{message}");
}

#[test]
fn a_given_transport_keeps_its_own_settings() {
    let builder = || builder().endpoint("h").transport(Canned::default());
    for (setting, built) in [
        ("connect_timeout", builder().connect_timeout(Duration::from_secs(1)).build()),
        ("read_timeout", builder().read_timeout(Duration::from_secs(1)).build()),
        ("max_response_bytes", builder().max_response_bytes(1).build()),
        ("root_certificate", builder().root_certificate("").build()),
    ] {
        assert!(message(built).contains(&format!("`{setting}` is a setting of the default transport")));
    }
}

#[test]
fn a_timeout_of_calls_over_a_given_transport_needs_a_timer() {
    let built = builder().endpoint("h").transport(Canned::default()).timeout(Duration::from_secs(1)).build();
    assert!(matches!(built, Err(BuildError::Settings(twinspec_client::BuildError::NoTimer))));
}

#[test]
fn retries_over_a_given_transport_need_a_timer() {
    let policy = twinspec_client::RetryPolicy::new().attempts(2);
    let built = builder().endpoint("h").transport(Canned::default()).retry(policy).build();
    assert!(matches!(built, Err(BuildError::Settings(twinspec_client::BuildError::NoTimer))));
}

#[cfg(not(any(feature = "hyper", feature = "reqwest")))]
#[test]
#[ignore = "true only where no other crate turns a transport on: `.ci/run` tests this crate alone"]
fn without_a_transport_and_without_the_default_one_there_is_no_client() {
    let message = message(builder().endpoint("h").build());
    assert!(message.contains("`transport`") && message.contains("`reqwest`"), "{message}");
}

#[tokio::test]
async fn a_transport_of_ones_own_gets_the_signed_requests() {
    let transport = Canned::default();
    let client = builder().endpoint("h").transport(transport.clone()).build().unwrap();
    let response = client.clone().send(&send()).await.unwrap();
    assert_eq!(response.request_id(), "1");
    let requests = transport.requests.lock().unwrap();
    assert_eq!(requests[0].url(), "https://h/?SecureMobilePhone=65-81234567");
}

#[test]
fn debug_shows_no_secret() {
    let builder = builder()
        .endpoint("h")
        .credentials(Credentials::new("testid", "testsecret").with_security_token("testtoken"))
        .transport(Canned::default());
    let settings = format!("{builder:?}");
    let shown = format!("{settings} {:?}", builder.build().unwrap());
    assert!(shown.contains("testid"), "{shown}");
    assert!(!shown.contains("testsecret") && !shown.contains("testtoken"), "{shown}");
}

/// Runs the named test again in a process with these variables of the environment, and no others of ours.
/// `true` in that process, where the test is to do its work.
fn in_environment(test: &str, variables: &[(&str, &str)]) -> bool {
    const CHILD: &str = "TWINSPEC_CLIENT_TEST_CHILD";
    if std::env::var_os(CHILD).is_some() {
        return true;
    }
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("settings::{test}"), "--nocapture", "--include-ignored"])
        .env_clear()
        // Nothing of this machine and its user counts.
        .envs(std::env::vars().filter(|(name, _)| !is_ours(name)))
        .env("HOME", "/nowhere")
        .env("USERPROFILE", "/nowhere")
        .env("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true")
        .env(CHILD, "1")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
    false
}

/// Whether a variable changes what a client is built from.
fn is_ours(variable: &str) -> bool {
    variable.starts_with("ALIBABA_CLOUD_") || variable.starts_with("TWINSPEC_ENDPOINT_URL") || variable == "HOME"
}

fn bare() -> Builder<Client> {
    Builder::new(&API).transport(Canned::default())
}

#[tokio::test]
async fn credentials_and_region_come_from_the_environment() {
    let variables = [
        ("ALIBABA_CLOUD_ACCESS_KEY_ID", "envid"),
        ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "envsecret"),
        ("ALIBABA_CLOUD_SECURITY_TOKEN", "envtoken"),
        ("ALIBABA_CLOUD_REGION_ID", "cn-shanghai"),
    ];
    if in_environment("credentials_and_region_come_from_the_environment", &variables) {
        let client = bare().build().unwrap();
        assert_eq!(client.origin().host(), "resourcedirectory.aliyuncs.com");
        let request = client.dry_run(&send()).await.unwrap();
        assert_eq!(request.headers().get("x-acs-accesskey-id"), Some("envid"));
        assert_eq!(request.headers().get("x-acs-credentials-provider"), Some("default/env"));
        assert_eq!(request.headers().get("x-acs-security-token"), Some("envtoken"));

        let given = bare().access_key("given", "secret").region("ap-southeast-1").build().unwrap();
        assert_eq!(given.origin().host(), "resourcedirectory-intl.aliyuncs.com");
        let request = given.dry_run(&send()).await.unwrap();
        assert_eq!(request.headers().get("x-acs-security-token"), None);
    }
}

#[tokio::test]
async fn missing_credentials_fail_the_call_and_name_the_missing_variable() {
    let variables = [("ALIBABA_CLOUD_ACCESS_KEY_ID", "envid"), ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "")];
    if in_environment("missing_credentials_fail_the_call_and_name_the_missing_variable", &variables) {
        let client = bare().endpoint("h").build().unwrap();
        let error = client.send(&send()).await.unwrap_err();
        assert_eq!(error.local_kind(), Some(LocalErrorKind::Credentials));
        let message = error.to_string();
        assert!(message.contains("ALIBABA_CLOUD_ACCESS_KEY_SECRET is not set"), "{message}");
        assert!(!message.contains("envid"), "{message}");
    }
}

#[tokio::test]
async fn the_default_chain_sends_with_the_transport_of_the_client() {
    let variables = [("ALIBABA_CLOUD_CREDENTIALS_URI", "http://credentials.example/session")];
    if in_environment("the_default_chain_sends_with_the_transport_of_the_client", &variables) {
        let transport = Canned::default();
        let client = Builder::<Client>::new(&API).transport(transport.clone()).endpoint("h").build().unwrap();
        assert!(transport.requests.lock().unwrap().is_empty());
        let message = client.send(&send()).await.unwrap_err().to_string();
        assert!(message.contains("the credentials URI at http://credentials.example has no `Code`"), "{message}");
        let requests = transport.requests.lock().unwrap();
        assert_eq!(requests[0].url(), "http://credentials.example/session");
        assert_eq!(requests.len(), 1);
    }
}

#[test]
fn a_missing_region_lists_the_known_ones() {
    if in_environment("a_missing_region_lists_the_known_ones", &[]) {
        let message = message(bare().access_key("testid", "testsecret").build());
        assert!(message.contains("one of cn-shanghai, ap-southeast-1"), "{message}");
        assert!(message.contains("ALIBABA_CLOUD_REGION_ID"), "{message}");
    }
}

#[cfg(any(feature = "hyper", feature = "reqwest"))]
#[test]
fn the_certificates_of_the_system_are_needed_for_https_only() {
    use crate::common::{Reaction, Server};
    use twinspec_client::RetryPolicy;

    let none = [("SSL_CERT_FILE", "/nowhere"), ("SSL_CERT_DIR", "/nowhere")];
    // Elsewhere they are in no files.
    if cfg!(target_os = "linux") && in_environment("the_certificates_of_the_system_are_needed_for_https_only", &none) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let ok = Reaction::answer("200 OK", "application/json", r#"{"RequestId":"R"}"#);
            let server = Server::start(ok).await;
            assert!(server.client().send(&send()).await.is_ok());
            let secure = builder().endpoint(server.url().replace("http:", "https:")).retry(RetryPolicy::none());
            let error = secure.build().unwrap().send(&send()).await.unwrap_err();
            assert_eq!(error.local_kind(), Some(LocalErrorKind::Connect));
            assert!(format!("{error:?}").contains("No CA certificates"), "{error:?}");
        });
    }
}

#[cfg(any(feature = "hyper", feature = "reqwest"))]
#[test]
fn a_loopback_server_is_reached_past_the_proxy() {
    use crate::common::{Reaction, Server};
    use twinspec_client::RetryPolicy;

    let unused = "http://127.0.0.1:9";
    let variables = [("HTTP_PROXY", unused), ("http_proxy", unused), ("NO_PROXY", "example.com")];
    if in_environment("a_loopback_server_is_reached_past_the_proxy", &variables) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let ok = Reaction::answer("200 OK", "application/json", r#"{"RequestId":"R"}"#);
            let server = Server::start(ok).await;
            assert!(server.client().send(&send()).await.is_ok());
            let elsewhere = builder().endpoint("http://example.invalid").retry(RetryPolicy::none());
            let elsewhere = elsewhere.build().unwrap();
            let error = elsewhere.send(&send()).await.unwrap_err();
            assert_eq!(error.local_kind(), Some(LocalErrorKind::Connect));
            assert!(format!("{error:?}").contains("127.0.0.1:9"), "{error:?}");
        });
    }
}

/// Where the environment sends clients.
const ELSEWHERE: [(&str, &str); 1] = [("TWINSPEC_ENDPOINT_URL", "http://127.0.0.1:4010")];

#[test]
#[cfg(not(feature = "endpoint-env"))]
#[ignore = "another package of the same build can turn the feature on; `.ci/run` runs it alone"]
fn a_build_without_the_feature_is_not_redirected() {
    if in_environment("a_build_without_the_feature_is_not_redirected", &ELSEWHERE) {
        let client = bare().region("cn-shanghai").build().unwrap();
        assert_eq!(client.origin().host(), "resourcedirectory.aliyuncs.com");
        assert!(bare().build().is_err());
    }
}

#[test]
#[cfg(feature = "endpoint-env")]
fn a_redirect_wins_over_what_the_region_the_site_and_the_network_say() {
    if in_environment("a_redirect_wins_over_what_the_region_the_site_and_the_network_say", &ELSEWHERE) {
        for builder in [bare(), bare().region("mars"), bare().site("intl"), bare().network(Network::Vpc)] {
            assert_eq!(builder.build().unwrap().origin().to_string(), ELSEWHERE[0].1);
        }
        let client = bare().endpoint("h:1").build().unwrap();
        assert_eq!(client.origin().to_string(), "https://h:1");
    }
}

#[test]
#[cfg(feature = "endpoint-env")]
fn the_redirect_of_the_api_wins_over_that_of_all() {
    let variables = [ELSEWHERE[0], ("TWINSPEC_ENDPOINT_URL_RESOURCEDIRECTORYMASTER", "http://127.0.0.1:4011")];
    if in_environment("the_redirect_of_the_api_wins_over_that_of_all", &variables) {
        assert_eq!(bare().build().unwrap().origin().to_string(), variables[1].1);
    }
}

#[test]
#[cfg(feature = "endpoint-env")]
fn a_redirect_with_a_path_names_the_variable() {
    let variables = [("TWINSPEC_ENDPOINT_URL", "http://127.0.0.1:4010/v1")];
    if in_environment("a_redirect_with_a_path_names_the_variable", &variables) {
        assert_eq!(
            message(bare().build()),
            "TWINSPEC_ENDPOINT_URL is not a URL without a path, such as `http://127.0.0.1:4010`; change it or unset it"
        );
    }
}

#[tokio::test]
#[cfg(feature = "endpoint-env")]
async fn a_redirected_client_sends_a_signature_and_no_secret() {
    if in_environment("a_redirected_client_sends_a_signature_and_no_secret", &ELSEWHERE) {
        let canned = Canned::default();
        let client = Builder::<Client>::new(&API).access_key("testid", "hidden").transport(canned.clone()).build();
        client.unwrap().send(&send()).await.unwrap();
        let text = format!("{:?}", canned.requests.lock().unwrap());
        assert!(text.contains("127.0.0.1:4010") && !text.contains("hidden"), "{text}");
    }
}
