//! The servers that are measured.

use std::io::Write;
use std::process::ExitCode;

use crate::service;

/// The environment variable that makes this program a server.
pub(crate) const SERVE: &str = "TWINSPEC_MOCK_BENCH_SERVE";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One route of axum that answers what the mock answers, and looks at nothing.
    Bare,
    /// The mock program with this many operations.
    Mock(usize),
}

impl Kind {
    pub(crate) const ALL: [Kind; 3] = [Kind::Bare, Kind::Mock(1), Kind::Mock(74)];

    pub(crate) fn name(self) -> String {
        match self {
            Kind::Bare => "bare axum route".to_owned(),
            Kind::Mock(1) => "mock, 1 operation".to_owned(),
            Kind::Mock(count) => format!("mock, {count} operations"),
        }
    }

    pub(crate) fn operations(self) -> usize {
        match self {
            Kind::Bare => 1,
            Kind::Mock(count) => count,
        }
    }

    /// What this process is to be, if it was started as a server.
    pub(crate) fn asked_for() -> Option<Self> {
        let count: usize = std::env::var(SERVE).ok()?.parse().ok()?;
        Some(if count == 0 { Kind::Bare } else { Kind::Mock(count) })
    }

    pub(crate) fn environment(self) -> String {
        match self {
            Kind::Bare => "0".to_owned(),
            Kind::Mock(count) => count.to_string(),
        }
    }

    pub(crate) fn serve(self) -> ExitCode {
        match self {
            Kind::Bare => bare(),
            Kind::Mock(count) => twinspec_alibaba::mock::program::run(service::of(count)),
        }
    }
}

fn bare() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let answer = || async {
            let headers = [
                ("content-type", "application/json;charset=utf-8"),
                ("access-control-allow-origin", "*"),
                ("access-control-expose-headers", "*"),
                ("x-acs-request-id", "EC2FE94D-A4A2-51A1-A493-5C273A36C46A"),
                ("x-acs-trace-id", "0123456789abcdef0123456789abcdef"),
            ];
            (headers, r#"{"RequestId":"EC2FE94D-A4A2-51A1-A493-5C273A36C46A"}"#)
        };
        let router = axum::Router::new().route("/", axum::routing::post(answer));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        println!("listening on http://{address}");
        std::io::stdout().flush().expect("a reader");
        let listener = axum::serve::ListenerExt::tap_io(listener, |stream| {
            let _ = stream.set_nodelay(true);
        });
        axum::serve(listener, router).await.expect("it serves");
    });
    ExitCode::SUCCESS
}
