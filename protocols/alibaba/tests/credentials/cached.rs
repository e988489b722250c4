//! When credentials are fetched, and for whom.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::{JoinHandle, yield_now};
use twinspec_alibaba::credentials::{Cached, CredentialsError, CredentialsFuture, CredentialsProvider, ProviderConfig};
use twinspec_alibaba::{Alibaba, Builder, Credentials};
use twinspec_client::{Client, Clock, Transport, TransportFuture};
use twinspec_core::{Api, Arguments, ErrorKind, Headers, HttpRequest, HttpResponse, Input, Method, Operation, Value};

use crate::world::{VirtualClock, id};

/// A provider that counts, waits at a gate, and fails when it is told to.
#[derive(Debug, Clone)]
struct Source {
    clock: VirtualClock,
    life: Option<u64>,
    begun: Arc<AtomicUsize>,
    given_up: Arc<AtomicUsize>,
    fails: Arc<AtomicBool>,
    gate: Arc<Semaphore>,
}

impl Source {
    fn new(clock: &VirtualClock, life: Option<u64>) -> Self {
        Source {
            clock: clock.clone(),
            life,
            begun: Arc::default(),
            given_up: Arc::default(),
            fails: Arc::default(),
            gate: Arc::new(Semaphore::new(Semaphore::MAX_PERMITS)),
        }
    }

    fn begun(&self) -> usize {
        self.begun.load(Ordering::SeqCst)
    }

    fn fails(&self, fails: bool) {
        self.fails.store(fails, Ordering::SeqCst);
    }

    /// Fetches wait until there are permits.
    fn close(&self) {
        self.gate.forget_permits(Semaphore::MAX_PERMITS);
    }

    fn open(&self) {
        self.gate.add_permits(1);
    }
}

/// Counts fetches that nobody waited for to the end.
struct Unfinished<'a>(&'a AtomicUsize, bool);

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        if !self.1 {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
}

impl CredentialsProvider for Source {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(async {
            let number = self.begun.fetch_add(1, Ordering::SeqCst) + 1;
            let mut unfinished = Unfinished(&self.given_up, false);
            let _permit = self.gate.acquire().await.unwrap();
            unfinished.1 = true;
            if self.fails.load(Ordering::SeqCst) {
                return Err(CredentialsError::new(format!("fetch {number} failed")));
            }
            let credentials = Credentials::new(format!("id-{number}"), "secret");
            Ok(match self.life {
                Some(life) => credentials.with_expiration(self.clock.now() + Duration::from_secs(life)),
                None => credentials,
            })
        })
    }
}

struct Fixture {
    clock: VirtualClock,
    source: Source,
    cached: Arc<Cached<Source>>,
}

fn fixture(life: impl Into<Option<u64>>) -> Fixture {
    let clock = VirtualClock::new();
    let source = Source::new(&clock, life.into());
    let cached = Arc::new(Cached::new(source.clone(), &ProviderConfig::new().clock(clock.clone())));
    Fixture { clock, source, cached }
}

impl Fixture {
    async fn id(&self) -> String {
        self.cached.credentials().await.map_or_else(|error| error.to_string(), |credentials| id(&credentials))
    }

    /// A caller that waits on its own.
    async fn caller(&self) -> JoinHandle<String> {
        let cached = Arc::clone(&self.cached);
        let caller = tokio::spawn(async move {
            cached.credentials().await.map_or_else(|error| error.to_string(), |credentials| id(&credentials))
        });
        // In a runtime of one thread it runs until it waits.
        yield_now().await;
        caller
    }
}

#[tokio::test]
async fn a_session_of_an_hour_is_renewed_a_quarter_of_an_hour_before_its_end() {
    let fixture = fixture(3600);
    assert_eq!(fixture.id().await, "id-1");
    fixture.clock.advance(44 * 60);
    assert_eq!(fixture.id().await, "id-1");
    fixture.clock.advance(60);
    assert_eq!(fixture.id().await, "id-2");
    assert_eq!(fixture.source.begun(), 2);
}

#[tokio::test]
async fn a_long_session_is_renewed_a_quarter_of_an_hour_before_its_end_too() {
    let fixture = fixture(12 * 3600);
    assert_eq!(fixture.id().await, "id-1");
    fixture.clock.advance(12 * 3600 - 15 * 60 - 1);
    assert_eq!(fixture.id().await, "id-1");
    fixture.clock.advance(1);
    assert_eq!(fixture.id().await, "id-2");
}

#[tokio::test]
async fn a_session_of_a_quarter_of_an_hour_is_renewed_when_a_quarter_of_it_is_left() {
    let fixture = fixture(900);
    assert_eq!(fixture.id().await, "id-1");
    fixture.clock.advance(674);
    assert_eq!(fixture.id().await, "id-1");
    fixture.clock.advance(1);
    assert_eq!(fixture.id().await, "id-2");
}

#[tokio::test]
async fn credentials_that_do_not_tell_when_they_expire_are_fetched_each_time() {
    let fixture = fixture(None);
    assert_eq!(fixture.id().await, "id-1");
    assert_eq!(fixture.id().await, "id-2");
}

#[tokio::test]
async fn credentials_that_have_expired_when_they_come_are_an_error_about_the_clock() {
    let fixture = fixture(0);
    let error = fixture.id().await;
    assert!(error.contains("expired at 2026-11-24T03:00:00Z") && error.contains("check the clock"), "{error}");
}

#[tokio::test]
async fn a_thousand_callers_share_one_fetch() {
    let fixture = fixture(3600);
    fixture.source.close();
    let mut callers = Vec::new();
    for _ in 0..1000 {
        callers.push(fixture.caller().await);
    }
    fixture.source.open();
    for caller in callers {
        assert_eq!(caller.await.unwrap(), "id-1");
    }
    assert_eq!(fixture.source.begun(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_callers_in_four_threads_share_one_fetch() {
    let fixture = fixture(3600);
    let mut callers = Vec::new();
    for _ in 0..1000 {
        callers.push(fixture.caller().await);
    }
    for caller in callers {
        assert_eq!(caller.await.unwrap(), "id-1");
    }
    assert_eq!(fixture.source.begun(), 1);
}

/// ali-oss#1391: the first call at the moment of expiry renewed the session, and the others went on with the old one.
#[tokio::test]
async fn fifty_calls_at_the_moment_of_expiry_wait_for_one_renewal_and_none_fails() {
    // Before, at, and after the end of the hour.
    for seconds in [3599, 3600, 3601, 10_000] {
        let fixture = fixture(3600);
        assert_eq!(fixture.id().await, "id-1");
        fixture.source.close();
        fixture.clock.advance(seconds);
        let mut callers = Vec::new();
        for _ in 0..50 {
            callers.push(fixture.caller().await);
        }
        assert!(callers.iter().all(|caller| !caller.is_finished()));
        fixture.source.open();
        for caller in callers {
            assert_eq!(caller.await.unwrap(), "id-2");
        }
        assert_eq!(fixture.source.begun(), 2, "{seconds}");
    }
}

/// ali-oss#1391, in several threads.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_calls_in_four_threads_at_the_moment_of_expiry_share_one_renewal() {
    let fixture = fixture(3600);
    assert_eq!(fixture.id().await, "id-1");
    fixture.clock.advance(3600);
    let mut callers = Vec::new();
    for _ in 0..50 {
        callers.push(fixture.caller().await);
    }
    for caller in callers {
        assert_eq!(caller.await.unwrap(), "id-2");
    }
    assert_eq!(fixture.source.begun(), 2);
}

static API: Api = Api::new("Things", "2030-01-01", &Alibaba::RPC);
static GET: Operation = Operation::new(&API, "GetThing", &[Method::Post], "/").read_only();

/// A request that only reads.
struct Get;

impl Input for Get {
    type Output = Value;
    type ErrorKind = Kind;
    const OPERATION: &'static Operation = &GET;

    fn arguments(&self, _: &mut Arguments) {}
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Unlisted,
    Local,
}

impl ErrorKind for Kind {
    const TABLE: &'static [Self] = &[];
    const UNLISTED: Self = Self::Unlisted;
    const LOCAL: Self = Self::Local;
}

/// A service that knows one session only.
struct Knows(&'static str);

impl Transport for Knows {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> TransportFuture<'a> {
        let authorization = request.headers().get("authorization").unwrap_or_default();
        let known = authorization.contains(&format!("Credential={},", self.0));
        Box::pin(async move {
            Ok(match known {
                true => HttpResponse::new(200, Headers::default(), "{}"),
                false => HttpResponse::new(403, Headers::default(), r#"{"Code":"InvalidSecurityToken.Expired"}"#),
            })
        })
    }
}

/// ali-oss#1391, from the call to the wire.
#[tokio::test]
async fn fifty_calls_at_the_moment_of_expiry_are_signed_with_the_new_session() {
    let fixture = fixture(3600);
    assert_eq!(fixture.id().await, "id-1");
    fixture.clock.advance(3600);
    let provider: Arc<dyn CredentialsProvider> = fixture.cached.clone();
    let builder = Builder::<Client>::new(&API).endpoint("things.example").credentials(provider);
    let client = builder.transport(Knows("id-2")).build().unwrap();
    let calls: Vec<_> = (0..50).map(|_| tokio::spawn(client.send(&Get))).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(fixture.source.begun(), 2);
}

#[tokio::test]
async fn callers_that_wait_share_the_error_and_the_next_caller_tries_again() {
    let fixture = fixture(3600);
    fixture.source.close();
    fixture.source.fails(true);
    let callers = [fixture.caller().await, fixture.caller().await, fixture.caller().await];
    fixture.source.open();
    for caller in callers {
        assert_eq!(caller.await.unwrap(), "fetch 1 failed");
    }
    fixture.source.fails(false);
    assert_eq!(fixture.id().await, "id-2");
}

#[tokio::test]
async fn a_fetch_goes_on_when_the_caller_that_began_it_gives_up() {
    let fixture = fixture(3600);
    fixture.source.close();
    let first = fixture.caller().await;
    let second = fixture.caller().await;
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    fixture.source.open();
    assert_eq!(second.await.unwrap(), "id-1");
    assert_eq!((fixture.source.begun(), fixture.source.given_up.load(Ordering::SeqCst)), (1, 0));
}

#[tokio::test]
async fn a_fetch_that_nobody_waits_for_ends_and_the_next_caller_begins_another() {
    let fixture = fixture(3600);
    fixture.source.close();
    let callers = [fixture.caller().await, fixture.caller().await];
    for caller in callers {
        caller.abort();
        assert!(caller.await.unwrap_err().is_cancelled());
    }
    assert_eq!(fixture.source.given_up.load(Ordering::SeqCst), 1);
    let third = fixture.caller().await;
    fixture.source.open();
    assert_eq!(third.await.unwrap(), "id-2");
}

#[tokio::test]
async fn while_one_caller_renews_a_session_the_others_use_the_old_one_until_its_last_minute() {
    let fixture = fixture(3600);
    assert_eq!(fixture.id().await, "id-1");
    fixture.source.close();
    fixture.clock.advance(50 * 60);
    let renewing = fixture.caller().await;
    assert_eq!(fixture.id().await, "id-1");
    fixture.clock.advance(9 * 60);
    let waiting = fixture.caller().await;
    assert!(!waiting.is_finished());
    fixture.source.open();
    assert_eq!((renewing.await.unwrap(), waiting.await.unwrap()), ("id-2".to_owned(), "id-2".to_owned()));
    assert_eq!(fixture.source.begun(), 2);
}

#[tokio::test]
async fn when_a_renewal_fails_the_old_session_is_used_to_its_end_and_the_next_attempts_pause() {
    let fixture = fixture(3600);
    assert_eq!(fixture.id().await, "id-1");
    fixture.source.fails(true);
    fixture.clock.advance(45 * 60);
    let mut attempts = Vec::new();
    for _ in 0..10 {
        assert_eq!(fixture.id().await, "id-1");
        attempts.push(fixture.source.begun());
        fixture.clock.advance(1);
    }
    // After 1 second, then after 2, 4 and 8 more.
    assert_eq!(attempts, [2, 3, 3, 4, 4, 4, 4, 5, 5, 5]);

    fixture.clock.advance(15 * 60 - 11);
    assert_eq!(fixture.id().await, "id-1");
    fixture.clock.advance(1);
    assert_eq!(fixture.id().await, "fetch 7 failed");
    assert_eq!(fixture.id().await, "fetch 8 failed");

    fixture.source.fails(false);
    assert_eq!(fixture.id().await, "id-9");
    fixture.clock.advance(44 * 60);
    assert_eq!(fixture.id().await, "id-9");
}

#[tokio::test]
async fn clients_can_share_one_cache() {
    let fixture = fixture(3600);
    let shared: Arc<dyn CredentialsProvider> = fixture.cached.clone();
    assert_eq!(id(&shared.credentials().await.unwrap()), "id-1");
    assert_eq!(fixture.id().await, "id-1");
}

#[tokio::test]
async fn a_time_ahead_of_the_end_can_be_chosen() {
    let clock = VirtualClock::new();
    let source = Source::new(&clock, Some(3600));
    let cached = Cached::ahead(source, &ProviderConfig::new().clock(clock.clone()), Duration::from_secs(180));
    clock.advance(0);
    assert_eq!(id(&cached.credentials().await.unwrap()), "id-1");
    clock.advance(3600 - 181);
    assert_eq!(id(&cached.credentials().await.unwrap()), "id-1");
    clock.advance(1);
    assert_eq!(id(&cached.credentials().await.unwrap()), "id-2");
}
