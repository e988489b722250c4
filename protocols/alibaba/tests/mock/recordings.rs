//! Requests recorded from official clients.

use std::time::SystemTime;

use serde::Deserialize;
use twinspec_alibaba::mock::identity::{AccessKey, Account, Identity, Role};
use twinspec_alibaba::mock::{Mock, Operation, Service, Site};
use twinspec_core::Api;

use crate::common::exchange;
use crate::common::http::plain;

#[derive(Deserialize)]
struct Recording {
    name: String,
    client: String,
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: String,
}

impl Recording {
    fn all() -> Vec<Recording> {
        serde_json::from_str(include_str!("../fixtures/recorded_requests.json")).expect("the fixture is JSON")
    }

    /// A header, or the parameter that stands for it in the older signature.
    fn value(&self, header: &str, parameter: &str) -> String {
        self.value_of(header, parameter).unwrap_or_else(|| panic!("{} has neither", self.name))
    }

    fn value_of(&self, header: &str, parameter: &str) -> Option<String> {
        let text = format!("{}&{}", self.target.trim_start_matches("/?"), self.body);
        let parameter = text.split('&').filter_map(|pair| pair.split_once('=')).find(|(name, _)| *name == parameter);
        let header = self.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(header));
        match (parameter, header) {
            (Some((_, value)), _) => Some(value.replace("%3A", ":")),
            (None, header) => header.map(|(_, value)| value.clone()),
        }
    }

    fn time(&self) -> SystemTime {
        let date = || self.value_of("date", "");
        let rfc2822 = |text: String| jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(&text).ok();
        match self.value_of("x-acs-date", "Timestamp") {
            Some(text) => twinspec_core::time::parse(&text).expect("a time"),
            None => date().and_then(rfc2822).expect("a date").try_into().expect("a time"),
        }
    }

    /// The path of the operation; all recorded ones with a variable are of one kind.
    fn path(&self) -> &'static str {
        match self.target.split('?').next().unwrap_or_default() {
            "/" => "/",
            "/tags" => "/tags",
            _ => "/k8s/{ClusterId}/user_config",
        }
    }

    fn bytes(&self) -> String {
        let headers: Vec<(&str, &str)> = self
            .headers
            .iter()
            .filter(|(name, _)| !name.eq_ignore_ascii_case("content-length"))
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        plain(&self.method, &self.target, &headers, &self.body)
    }

    /// A service that has the recorded operation.
    fn service(&self) -> &'static Service {
        let leak = |text: String| -> &'static str { text.leak() };
        let api: &Api = Box::leak(Box::new(Api::new(
            "Recorded",
            leak(self.value("x-acs-version", "Version")),
            &twinspec_alibaba::Alibaba::RPC,
        )));
        let operation = Box::leak(Box::new(twinspec_core::Operation::new(
            api,
            leak(self.value_of("x-acs-action", "Action").unwrap_or_else(|| "Recorded".to_owned())),
            &[twinspec_core::Method::Get, twinspec_core::Method::Put],
            self.path(),
        )));
        let operation: &Operation =
            Box::leak(Box::new(Operation::new(operation).id(operation.name).response(r#"{"RequestId":""}"#)));
        Box::leak(Box::new(
            Service::new(api, Box::leak(Box::new([operation]))).sites(const { &[Site::new("intl", "")] }),
        ))
    }
}

async fn mock_of(recording: &Recording) -> Mock {
    let token = recording.value_of("x-acs-security-token", "SecurityToken");
    let credentials = twinspec_alibaba::Credentials::new("testid", "testsecret");
    let account = Account::new(twinspec_alibaba::mock::DEFAULT_ACCOUNT);
    let account = match token {
        Some(token) => {
            let role = Role::new("recorded").policy("AdministratorAccess");
            account.role(role.session("session", &credentials.with_security_token(token)))
        }
        None => account.access_key(AccessKey::new("testid", "testsecret")),
    };
    let builder = Mock::builder(recording.service()).real_time(recording.time());
    builder.identity(Identity::new().account(account)).start().await.expect("the mock starts")
}

#[tokio::test]
async fn recorded_requests_of_official_clients_are_accepted() {
    let recordings = Recording::all();
    for client in ["tea-openapi", "pop-core", "aliyun-python-sdk-core", "openapi-client"] {
        assert!(recordings.iter().any(|recording| recording.client.contains(client)), "{client}");
    }
    for recording in recordings {
        let mock = mock_of(&recording).await;
        let answer = exchange(mock.addr(), recording.bytes()).await;
        assert_eq!(answer.status, 200, "{}: {}", recording.name, answer.body);
    }
}

#[tokio::test]
async fn recorded_requests_are_refused_with_another_secret() {
    for recording in Recording::all() {
        let mock: Mock = Mock::builder(recording.service())
            .real_time(recording.time())
            .access_key("testid", "another")
            .start()
            .await
            .expect("the mock starts");
        let answer = exchange(mock.addr(), recording.bytes()).await;
        assert_eq!(answer.code(), "SignatureDoesNotMatch", "{}", recording.name);
    }
}

#[tokio::test]
async fn recorded_requests_have_expired_by_the_real_clock() {
    for recording in Recording::all() {
        let mock: Mock = Mock::builder(recording.service())
            .real_time(recording.time() + std::time::Duration::from_secs(15 * 60 + 1))
            .start()
            .await
            .expect("the mock starts");
        let answer = exchange(mock.addr(), recording.bytes()).await;
        assert_eq!(answer.code(), "InvalidTimeStamp.Expired", "{}", recording.name);
    }
}
