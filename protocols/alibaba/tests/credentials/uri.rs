//! A server that hands out credentials.

use twinspec_alibaba::credentials::CredentialsUriProvider;

use crate::world::{SECRET, Server, TOKEN, World, failure, found, ok, pair, session};

#[tokio::test]
async fn credentials_are_fetched_from_the_address_and_renewed_in_time() {
    let world = World::new();
    let first = world.session("STS.1", 3600);
    let server = Server::start(move |_| ok(first.clone())).await;
    let world = world.set("ALIBABA_CLOUD_CREDENTIALS_URI", format!("{}/cred?x=1#part", server.url));
    let provider = CredentialsUriProvider::from_environment(&world.config()).unwrap();
    assert_eq!(found(&provider).await, pair("STS.1", "credential_uri"));
    world.clock.advance(45 * 60);
    let second = world.session("STS.2", 3600);
    server.answers(move |_| ok(second.clone()));
    assert_eq!(found(&provider).await, pair("STS.2", "credential_uri"));
    assert_eq!(server.lines(), ["GET /cred?x=1", "GET /cred?x=1"]);
}

#[tokio::test]
async fn a_session_that_never_ends_is_kept() {
    let world = World::new();
    let server = Server::start(move |_| ok(session("STS.1", "9999-12-31T23:59:59Z"))).await;
    let provider = CredentialsUriProvider::new(&server.url, &world.config()).unwrap();
    for _ in 0..2 {
        assert_eq!(found(&provider).await, pair("STS.1", "credential_uri"));
        world.clock.advance(365 * 24 * 3600);
    }
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test]
async fn an_address_without_a_path_is_the_root_of_the_server() {
    let world = World::new();
    let session = world.session("STS.1", 3600);
    let server = Server::start(move |_| ok(session.clone())).await;
    for path in ["", "?x=1", "/"] {
        let provider = CredentialsUriProvider::new(&format!("{}{path}", server.url), &world.config()).unwrap();
        found(&provider).await;
    }
    assert_eq!(server.lines(), ["GET /", "GET /?x=1", "GET /"]);
}

#[tokio::test]
async fn answers_that_are_no_credentials_are_told_without_the_address_that_may_be_a_secret() {
    let world = World::new();
    let cases: [(u16, String, &str); 5] = [
        (404, SECRET.to_owned(), "has the status 404"),
        (200, SECRET.to_owned(), "is not JSON"),
        (200, r#"{"Code":"Fail"}"#.to_owned(), r#"has the `Code` "Fail""#),
        (200, r#"{"Code":1}"#.to_owned(), "`Code` of the response of the credentials URI at http://127.0.0.1"),
        (200, session("STS.1", ""), "has no `Expiration`"),
    ];
    let server = Server::start(|_| ok("")).await;
    for (status, body, expected) in cases {
        let answer = body.clone().into_bytes();
        server.answers(move |_| (status, answer.clone()));
        let provider = CredentialsUriProvider::new(&format!("{}/{TOKEN}", server.url), &world.config()).unwrap();
        let words = failure(&provider).await;
        assert!(words.contains(expected), "{body}: {words}");
    }
}

#[test]
fn an_address_that_is_none_is_refused_and_not_shown() {
    let world = World::new();
    for uri in
        ["127.0.0.1:80/T0ken", "ftp://h/T0ken", "http://user:T0ken@h/", "http://h/T0ken with blanks", "http://h/é"]
    {
        let error = CredentialsUriProvider::new(uri, &world.config()).unwrap_err();
        assert!(crate::world::words(&error).contains("is not a URL such as http://127.0.0.1"), "{uri}: {error}");
    }
    let error = CredentialsUriProvider::from_environment(&world.config()).unwrap_err();
    assert_eq!(error.to_string(), "not set: ALIBABA_CLOUD_CREDENTIALS_URI");
}
