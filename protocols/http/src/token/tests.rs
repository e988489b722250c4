//! When tokens are fetched.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use twinspec_client::credentials::{CredentialsCall, CredentialsError, CredentialsProvider};
use twinspec_client::{Clock, Transport, TransportFuture};
use twinspec_core::{
    Api, Arguments, Authorize, CallFacts, Endpoint, HttpRequest, LocalError, LocalErrorKind, Method, Operation,
    Requirement,
};

use super::{Token, TokenRequest, Tokens};
use crate::{Credentials, Http, Scheme, Server};

static PROTOCOL: Http = Http::new(&[Server::new("https://petstore.example")])
    .schemes(&[Scheme::client_credentials("oauth", "/token"), Scheme::bearer("other")]);
static API: Api = Api::new("petstore", "1", &PROTOCOL);
static READ: Operation = Operation::new(&API, "listPets", &[Method::Get], "/pets")
    .security(&[Requirement::of(&["oauth"]).scopes(&[("oauth", &["read"])])]);
static COUNT: Operation = Operation::new(&API, "countPets", &[Method::Get], "/pets/count")
    .security(&[Requirement::of(&["oauth"]).scopes(&[("oauth", &["read"])])]);
static WRITE: Operation = Operation::new(&API, "addPet", &[Method::Post], "/pets")
    .security(&[Requirement::of(&["oauth"]).scopes(&[("oauth", &["read", "write"])])]);
static OTHER: Operation =
    Operation::new(&API, "other", &[Method::Post], "/other").security(&[Requirement::of(&["other"])]);

struct Unused;

impl Transport for Unused {
    fn send<'a>(&'a self, _: &'a HttpRequest) -> TransportFuture<'a> {
        Box::pin(async { Err(LocalError::new(LocalErrorKind::Connect, "no token is fetched over it")) })
    }
}

/// Seconds since 1970.
#[derive(Clone, Default)]
struct Hand(Arc<Mutex<u64>>);

impl Hand {
    fn move_to(&self, seconds: u64) {
        *self.0.lock().unwrap() = seconds;
    }
}

impl Clock for Hand {
    fn now(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(*self.0.lock().unwrap())
    }
}

/// Tokens of the life that is given, by their numbers.
fn tokens(clock: &Hand, life: Option<u64>) -> Tokens {
    let count = AtomicU32::new(0);
    let provider = move |request: TokenRequest| {
        let number = count.fetch_add(1, Ordering::Relaxed) + 1;
        let token = Token::new(format!("{number}-{}", request.scopes.join("-")));
        let token = life.iter().fold(token, |token, life| token.expires_in(Duration::from_secs(*life)));
        // Others come in between.
        async move {
            tokio::task::yield_now().await;
            Ok::<_, CredentialsError>(token)
        }
    };
    Tokens::with_clock(Credentials::new().bearer_token("fixed"), Arc::new(provider), Arc::new(clock.clone()))
}

async fn credentials(tokens: &Tokens, operation: &'static Operation) -> Arc<dyn Authorize> {
    let endpoint: Endpoint = "https://petstore.example".parse().unwrap();
    let transport: Arc<dyn Transport> = Arc::new(Unused);
    tokens.credentials(CredentialsCall::new(operation, &endpoint, &transport)).await.unwrap()
}

fn sent(credentials: &dyn Authorize, operation: &'static Operation) -> String {
    let endpoint = "https://petstore.example".parse().unwrap();
    let request = CallFacts::of(&endpoint).request(&Arguments::new(operation), credentials).unwrap();
    request.headers().get("authorization").unwrap().trim_start_matches("Bearer ").to_owned()
}

async fn token(tokens: &Tokens, operation: &'static Operation) -> String {
    sent(&*credentials(tokens, operation).await, operation)
}

#[tokio::test]
async fn a_token_is_kept_until_shortly_before_it_expires() {
    let clock = Hand::default();
    let tokens = tokens(&clock, Some(3600));
    for (time, expected) in
        [(0, "1-read"), (3299, "1-read"), (3300, "2-read"), (3300 + 3299, "2-read"), (20_000, "3-read")]
    {
        clock.move_to(time);
        assert_eq!(token(&tokens, &READ).await, expected, "after {time} seconds");
    }
}

#[tokio::test]
async fn of_a_short_life_a_quarter_is_left() {
    let clock = Hand::default();
    let tokens = tokens(&clock, Some(100));
    for (time, expected) in [(0, "1-read"), (74, "1-read"), (75, "2-read")] {
        clock.move_to(time);
        assert_eq!(token(&tokens, &READ).await, expected, "after {time} seconds");
    }
}

#[tokio::test]
async fn a_token_of_unknown_life_is_kept() {
    let clock = Hand::default();
    let tokens = tokens(&clock, None);
    for time in [0, 1_000_000_000] {
        clock.move_to(time);
        assert_eq!(token(&tokens, &READ).await, "1-read");
    }
}

#[tokio::test]
async fn operations_with_the_same_scopes_share_a_token() {
    let tokens = tokens(&Hand::default(), None);
    for (operation, expected) in [(&READ, "1-read"), (&WRITE, "2-read-write"), (&COUNT, "1-read"), (&READ, "1-read")] {
        assert_eq!(token(&tokens, operation).await, expected);
    }
}

#[tokio::test]
async fn calls_at_the_same_time_share_a_fetch() {
    let tokens = Arc::new(tokens(&Hand::default(), Some(3600)));
    let calls: Vec<_> = (0..20)
        .map(|_| {
            tokio::spawn({
                let tokens = tokens.clone();
                async move { token(&tokens, &READ).await }
            })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap(), "1-read");
    }
}

#[tokio::test]
async fn a_token_that_was_refused_is_fetched_anew_once_for_all() {
    let tokens = tokens(&Hand::default(), None);
    let (one, other) = (credentials(&tokens, &READ).await, credentials(&tokens, &READ).await);
    assert!(one.refused());
    assert_eq!(token(&tokens, &READ).await, "2-read");
    // It had the first token too.
    assert!(other.refused());
    assert_eq!(token(&tokens, &READ).await, "2-read");
}

#[tokio::test]
async fn a_token_that_is_set_goes_where_no_token_url_is() {
    let tokens = tokens(&Hand::default(), None);
    assert_eq!(token(&tokens, &OTHER).await, "fixed");
    assert!(!credentials(&tokens, &OTHER).await.refused());
}

#[tokio::test]
async fn nothing_of_a_token_is_shown() {
    let tokens = tokens(&Hand::default(), None);
    let shown = format!("{tokens:?} {:?}", credentials(&tokens, &READ).await);
    assert!(!shown.contains("1-read") && !shown.contains("fixed"), "{shown}");
}
