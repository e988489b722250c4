//! The environment sends a client to another server.
//!
//! Variables of a process that has begun cannot be set, so each test starts itself again.

use std::process::Command;

use twinspec_client::{Client, Transport, TransportFuture};
use twinspec_core::{Api, Headers, HttpRequest, HttpResponse};
use twinspec_http::{Builder, Http, Server};

static PROTOCOL: Http = Http::new(&[Server::new("https://petstore.example/v1"), Server::new("/api")]);
static API: Api = Api::new("petstore", "1.0.0", &PROTOCOL).title("Pet Store");

struct Silent;

impl Transport for Silent {
    fn send<'a>(&'a self, _: &'a HttpRequest) -> TransportFuture<'a> {
        Box::pin(async { Ok(HttpResponse::new(200, Headers::default(), Vec::new())) })
    }
}

fn builder() -> Builder<Client> {
    Builder::new(&API).transport(Silent)
}

fn endpoint(builder: Builder<Client>) -> String {
    match builder.build() {
        Ok(client) => client.endpoint().to_string(),
        Err(error) => error.to_string(),
    }
}

/// Runs the named test again in a process with these variables; `true` in that process.
fn in_environment(test: &str, variables: &[(&str, &str)]) -> bool {
    const CHILD: &str = "TWINSPEC_HTTP_TEST_CHILD";
    if std::env::var_os(CHILD).is_some() {
        return true;
    }
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--nocapture", "--include-ignored"]).env(CHILD, "1").envs(variables.iter().copied());
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}{}", String::from_utf8_lossy(&output.stderr));
    false
}

const ALL: &str = "TWINSPEC_ENDPOINT_URL";

#[test]
#[cfg(not(feature = "endpoint-env"))]
#[ignore = "another package of the same build can turn the feature on; `.ci/run` runs it alone"]
fn a_build_without_the_feature_calls_the_service() {
    if in_environment("a_build_without_the_feature_calls_the_service", &[(ALL, "http://127.0.0.1:1")]) {
        assert_eq!(endpoint(builder()), "https://petstore.example/v1");
    }
}

#[cfg(feature = "endpoint-env")]
mod with_the_feature {
    use std::sync::{Arc, Mutex};

    use tracing::field::{Field, Visit};
    use tracing::span::{Attributes, Id, Record};
    use tracing::{Event, Metadata, Subscriber};

    use twinspec_http::BuildError;

    use super::*;

    static NOWHERE: Http = Http::new(&[]);
    static WITHOUT_SERVERS: Api = Api::new("petstore", "1.0.0", &NOWHERE);

    /// The level and the fields of each event.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<String>>>);

    impl Visit for Log {
        fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
            self.0.lock().unwrap().last_mut().unwrap().push_str(&format!(" {field}={value:?}"));
        }
    }

    impl Subscriber for Log {
        fn enabled(&self, _: &Metadata<'_>) -> bool {
            true
        }

        fn new_span(&self, _: &Attributes<'_>) -> Id {
            Id::from_u64(1)
        }

        fn record(&self, _: &Id, _: &Record<'_>) {}

        fn record_follows_from(&self, _: &Id, _: &Id) {}

        fn event(&self, event: &Event<'_>) {
            self.0.lock().unwrap().push(event.metadata().level().to_string());
            event.record(&mut self.clone());
        }

        fn enter(&self, _: &Id) {}

        fn exit(&self, _: &Id) {}
    }

    #[test]
    fn a_server_of_the_description_gives_way_and_its_path_stays() {
        if in_environment(
            "with_the_feature::a_server_of_the_description_gives_way_and_its_path_stays",
            &[(ALL, "http://127.0.0.1:1/")],
        ) {
            assert_eq!(endpoint(builder()), "http://127.0.0.1:1/v1");
            assert_eq!(endpoint(builder().server(1)), "http://127.0.0.1:1/api");
            assert_eq!(endpoint(Builder::new(&WITHOUT_SERVERS).transport(Silent)), "http://127.0.0.1:1");
        }
    }

    #[test]
    fn a_path_of_the_variable_takes_the_place_of_that_of_the_server() {
        let variables = [(ALL, "http://127.0.0.1:1"), ("TWINSPEC_ENDPOINT_URL_PET_STORE", "https://h/v2/")];
        if in_environment("with_the_feature::a_path_of_the_variable_takes_the_place_of_that_of_the_server", &variables)
        {
            assert_eq!(endpoint(builder()), "https://h/v2");
        }
    }

    #[test]
    fn a_url_that_the_program_gives_wins() {
        if in_environment("with_the_feature::a_url_that_the_program_gives_wins", &[(ALL, "http://127.0.0.1:1")]) {
            assert_eq!(endpoint(builder().endpoint("http://127.0.0.1:2")), "http://127.0.0.1:2/v1");
            assert_eq!(endpoint(builder().server("https://staging.example/v1")), "https://staging.example/v1");
        }
    }

    #[test]
    fn what_is_not_a_url_names_the_variable_and_its_form() {
        if in_environment(
            "with_the_feature::what_is_not_a_url_names_the_variable_and_its_form",
            &[(ALL, "127.0.0.1:4010")],
        ) {
            let error = builder().build().unwrap_err();
            assert!(matches!(&error, BuildError::Settings(twinspec_client::BuildError::EndpointVariable { .. })));
            let text = "TWINSPEC_ENDPOINT_URL is not a URL such as `http://127.0.0.1:4010`; change it or unset it";
            assert_eq!(error.to_string(), text);
            assert_eq!(endpoint(builder().endpoint("http://127.0.0.1:2")), "http://127.0.0.1:2/v1");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_value_that_is_not_text_is_an_error_and_not_the_service() {
        use std::os::unix::ffi::OsStrExt;

        const CHILD: &str = "TWINSPEC_HTTP_TEST_CHILD";
        if std::env::var_os(CHILD).is_some() {
            assert!(endpoint(builder()).starts_with("TWINSPEC_ENDPOINT_URL is not a URL"));
            return;
        }
        let name = "with_the_feature::a_value_that_is_not_text_is_an_error_and_not_the_service";
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", name]).env(CHILD, "1").env(ALL, std::ffi::OsStr::from_bytes(b"http://\xff"));
        assert!(command.status().unwrap().success());
    }

    #[test]
    fn a_redirect_on_this_machine_is_told_once() {
        if in_environment("with_the_feature::a_redirect_on_this_machine_is_told_once", &[(ALL, "http://127.0.0.1:1")]) {
            let log = Log::default();
            let _guard = tracing::subscriber::set_default(log.clone());
            let client = builder().bearer_token("secret").build().unwrap();
            let _clone = client.clone();
            endpoint(builder().endpoint("http://127.0.0.1:2"));
            let events = log.0.lock().unwrap();
            let [event] = events.as_slice() else { panic!("{events:?}") };
            assert!(event.starts_with("INFO message=the environment redirects a client"), "{event}");
            for part in ["api=\"petstore\"", "variable=\"TWINSPEC_ENDPOINT_URL\"", "endpoint=http://127.0.0.1:1"] {
                assert!(event.contains(part), "{part} in {event}");
            }
            assert!(!event.contains("secret"), "{event}");
        }
    }

    #[test]
    fn a_redirect_over_http_to_another_machine_is_a_warning() {
        if in_environment(
            "with_the_feature::a_redirect_over_http_to_another_machine_is_a_warning",
            &[(ALL, "http://mock.example")],
        ) {
            let log = Log::default();
            let _guard = tracing::subscriber::set_default(log.clone());
            builder().build().unwrap();
            let events = log.0.lock().unwrap();
            let [event] = events.as_slice() else { panic!("{events:?}") };
            assert!(event.starts_with("WARN ") && event.contains("everyone on the way can read"), "{event}");
        }
    }
}
