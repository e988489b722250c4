//! The metadata service of an ECS instance.

use twinspec_alibaba::credentials::{CredentialsProvider, EcsRoleProvider, ProviderConfig};
use twinspec_client::{Environment, TransportSettings};

use crate::world::{Received, Reply, SECRET, Server, TOKEN, World, failure, found, ok, pair, session};

const LIST: &str = "GET /latest/meta-data/ram/security-credentials/";
const ROLE: &str = "GET /latest/meta-data/ram/security-credentials/web";
const PUT: &str = "PUT /latest/api/token";

/// A service in security hardening mode, with the role `web`.
fn hardened(session: String) -> impl Fn(&Received) -> Reply {
    move |received| match (received.line.as_str(), received.header("x-aliyun-ecs-metadata-token")) {
        (PUT, _) => ok("metadata-token\n"),
        (LIST, Some("metadata-token")) => ok("web\n"),
        (ROLE, Some("metadata-token")) => ok(session.clone()),
        _ => (403, Vec::new()),
    }
}

/// A service that knows no tokens.
fn old(session: String) -> impl Fn(&Received) -> Reply {
    move |received| match received.line.as_str() {
        LIST => ok("web"),
        ROLE => ok(session.clone()),
        _ => (404, Vec::new()),
    }
}

async fn world(answers: impl Fn(&World) -> Reply) -> (World, Server) {
    let world = World::new();
    let (status, body) = answers(&world);
    let server = Server::start(move |received| match received.line.as_str() {
        PUT => ok("metadata-token"),
        LIST => ok("web"),
        _ => (status, body.clone()),
    });
    let server = server.await;
    (world.server(&server), server)
}

#[tokio::test]
async fn the_role_is_found_with_a_token() {
    let world = World::new();
    let server = Server::start(hardened(world.session("STS.1", 6 * 3600))).await;
    let world = world.server(&server);
    assert_eq!(found(&EcsRoleProvider::new(&world.config())).await, pair("STS.1", "ecs_ram_role"));
    assert_eq!(server.lines(), [PUT, LIST, ROLE]);
    assert_eq!(server.received()[0].header("x-aliyun-ecs-metadata-token-ttl-seconds"), Some("21600"));
}

#[tokio::test]
async fn a_role_that_is_named_spares_a_request() {
    let (world, server) = world(|world| ok(world.session("STS.1", 6 * 3600))).await;
    found(&EcsRoleProvider::with_role("web", &world.config())).await;
    let world = world.set("ALIBABA_CLOUD_ECS_METADATA", "of/env");
    found(&EcsRoleProvider::new(&world.config())).await;
    assert_eq!(server.lines(), [PUT, ROLE, PUT, &ROLE.replace("web", "of%2Fenv")]);
}

#[tokio::test]
async fn without_a_token_the_service_is_asked_in_the_old_way_unless_that_is_forbidden() {
    let world = World::new();
    let server = Server::start(old(world.session("STS.1", 6 * 3600))).await;
    let world = world.server(&server);
    assert_eq!(found(&EcsRoleProvider::new(&world.config())).await, pair("STS.1", "ecs_ram_role"));
    assert_eq!(server.received()[2].header("x-aliyun-ecs-metadata-token"), None);

    let world = world.set("ALIBABA_CLOUD_IMDSV1_DISABLED", "True");
    let words = failure(&EcsRoleProvider::new(&world.config())).await;
    assert!(words.contains("/latest/api/token has the status 404"), "{words}");
    assert_eq!(server.lines(), [PUT, LIST, ROLE, PUT]);
}

#[tokio::test]
async fn a_token_that_is_not_taken_is_left_out_unless_that_is_forbidden() {
    let world = World::new();
    let session = world.session("STS.1", 6 * 3600);
    let server = Server::start(move |received| match received.header("x-aliyun-ecs-metadata-token") {
        Some(_) => (401, Vec::new()),
        None if received.line == ROLE => ok(session.clone()),
        None => ok("web"),
    });
    let server = server.await;
    let world = world.server(&server);
    assert_eq!(found(&EcsRoleProvider::new(&world.config())).await, pair("STS.1", "ecs_ram_role"));
    let world = world.set("ALIBABA_CLOUD_IMDSV1_DISABLED", "true");
    let words = failure(&EcsRoleProvider::new(&world.config())).await;
    assert!(words.contains("security-credentials/ has the status 401"), "{words}");
}

#[tokio::test]
async fn credentials_are_renewed_each_hour_and_kept_even_when_they_have_expired() {
    let (world, server) = world(|world| ok(world.session("STS.1", 6 * 3600))).await;
    let provider = EcsRoleProvider::with_role("web", &world.config());
    found(&provider).await;
    world.clock.advance(3599);
    found(&provider).await;
    assert_eq!(server.received().len(), 2);

    server.answers(|_| (500, Vec::new()));
    world.clock.advance(1);
    assert_eq!(found(&provider).await, pair("STS.1", "ecs_ram_role"));
    assert!(server.received().len() > 2);
    world.clock.advance(24 * 3600);
    assert_eq!(found(&provider).await, pair("STS.1", "ecs_ram_role"));
    // A pause after an attempt that failed.
    let received = server.received().len();
    assert_eq!(found(&provider).await, pair("STS.1", "ecs_ram_role"));
    assert_eq!(server.received().len(), received);

    let session = world.session("STS.2", 6 * 3600);
    server.answers(move |_| ok(session.clone()));
    world.clock.advance(60);
    assert_eq!(found(&provider).await, pair("STS.2", "ecs_ram_role"));
}

#[tokio::test]
async fn answers_that_are_no_credentials_are_told_as_what_they_are() {
    let cases: [(u16, String, &str); 7] = [
        (404, String::new(), "the RAM role web is not attached to the instance"),
        (500, SECRET.to_owned(), "security-credentials/web has the status 500"),
        (200, SECRET.to_owned(), "is not JSON: see line 1, column 1"),
        (200, "{}".to_owned(), "has no `Code`, which should be `Success`"),
        (200, r#"{"Code":"AssumeRoleUnauthorized"}"#.to_owned(), r#"has the `Code` "AssumeRoleUnauthorized""#),
        (200, r#"{"Code":"Success"}"#.to_owned(), "has no `AccessKeyId`"),
        (200, session("STS.1", TOKEN), "`Expiration` of the response of"),
    ];
    for (status, body, expected) in cases {
        let (world, _server) = world(|_| (status, body.clone().into_bytes())).await;
        let words = failure(&EcsRoleProvider::new(&world.config())).await;
        assert!(words.contains(expected), "{body}: {words}");
    }
}

#[tokio::test]
async fn an_instance_without_a_role_is_told_to_have_one_attached() {
    for answer in [(404, Vec::new()), ok("\n")] {
        let server = Server::start(move |received| match received.line.as_str() {
            PUT => ok("metadata-token"),
            _ => answer.clone(),
        });
        let server = server.await;
        let world = World::new().server(&server);
        assert_eq!(
            failure(&EcsRoleProvider::new(&world.config())).await,
            "the instance has no RAM role; attach one to it"
        );
    }
}

#[tokio::test]
async fn a_service_that_is_switched_off_is_not_asked() {
    let server = Server::start(|_| ok("")).await;
    let world = World::new().server(&server).set("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true");
    let words = failure(&EcsRoleProvider::new(&world.config())).await;
    assert_eq!(words, "the metadata service is switched off by ALIBABA_CLOUD_ECS_METADATA_DISABLED");
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_service_that_is_not_there_is_not_asked_twice() {
    let server = Server::start(|_| ok("")).await;
    let world = World::new().server(&server);
    let config = world.config().metadata_endpoint("http://127.0.0.1:9".parse().unwrap());
    let words = failure(&EcsRoleProvider::new(&config)).await;
    assert!(words.starts_with("http://127.0.0.1:9 could not be reached"), "{words}");
}

#[tokio::test]
async fn the_service_is_never_asked_through_a_proxy() {
    let (world, proxy) = world(|world| ok(world.session("STS.1", 6 * 3600))).await;
    let variables = [("http_proxy", proxy.url.clone()), ("no_proxy", "example.com".to_owned())];
    let config = ProviderConfig::new().environment(Environment::given(variables.clone())).home(world.path("home"));
    let of_client = TransportSettings::new().environment(Environment::given(variables));
    for config in [config.clone(), config.transport_settings(of_client)] {
        // Whatever becomes of it: the tests can run on an instance, too.
        let _ = EcsRoleProvider::with_role("web", &config).credentials().await;
    }
    assert!(proxy.received().is_empty());
}
