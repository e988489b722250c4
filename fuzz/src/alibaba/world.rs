//! A mock that is asked through a pipe in memory, with clocks that only the input moves.

use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value};
use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;
use twinspec_alibaba::mock::Mock;
use twinspec_alibaba::mock::identity::Identity;
use twinspec_alibaba::{Credentials, Signer};
use twinspec_core::{Arguments, HttpRequest, RequestError};
use twinspec_mock::{Reply, Service, Snapshot};

/// When all requests are sent, `2026-11-24T03:49:39Z`.
pub(crate) const NOW: Duration = Duration::from_secs(1_795_492_179);

/// Who may call, and what they may do; the secret of every access key is [`SECRET`].
const ACCOUNTS: &str = include_str!("../../spec/accounts.yaml");

pub(crate) const SECRET: &str = "secret";

/// More than any request or answer has, so that neither side ever waits for the other.
const PIPE: usize = 64 * 1024 * 1024;

/// Longer than the mock waits for anything. The clock of the runtime jumps to whatever is next, so this takes no time.
const PATIENCE: Duration = Duration::from_secs(24 * 60 * 60);

/// The two APIs: all of Resource Directory, and one that has a parameter in every place and style.
static SERVICES: LazyLock<[&'static Service; 2]> = LazyLock::new(|| {
    ["../spec/resource-directory", "spec/shapes"].map(|folder| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        twinspec_spec_mock::load(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
    })
});

thread_local! {
    static WORLD: World = World::start();
}

/// A running mock.
pub(crate) struct World {
    runtime: Runtime,
    mock: Mock,
    take: Arc<Mutex<Take>>,
}

/// What becomes of a call of `Take`.
#[derive(Default)]
struct Take {
    /// The parameters of the last call.
    taken: Option<Map<String, Value>>,
    /// The body to answer, if it is not that of the description.
    reply: Option<Value>,
}

/// Does something with the mock of this thread, which is as it was at the start.
pub(crate) fn with<T>(act: impl FnOnce(&World) -> T) -> T {
    WORLD.with(|world| {
        world.mock.reset();
        act(world)
    })
}

/// An operation of the second API.
pub(crate) fn operation(id: &str) -> &'static twinspec_mock::Operation {
    let [_, shapes] = *SERVICES;
    shapes.operations.iter().find(|operation| operation.id == id).expect("spec/shapes describes it")
}

/// A call as the client library signs it.
pub(crate) fn sign(arguments: &Arguments, nonce: &str) -> Result<HttpRequest, RequestError> {
    let signer = Signer {
        origin: &"http://shapes.example.com".parse().expect("an endpoint"),
        credentials: &Credentials::new("root", SECRET),
        time: UNIX_EPOCH + NOW,
        nonce,
        user_agent: "fuzz",
    };
    signer.sign(arguments)
}

impl World {
    fn start() -> Self {
        let runtime = Builder::new_current_thread().enable_all().start_paused(true).build().expect("a runtime");
        let [first, second] = *SERVICES;
        let now: SystemTime = UNIX_EPOCH + NOW;
        let builder = Mock::builder(first).serve(second).real_time(now).virtual_time(now);
        let builder = builder.identity(Identity::from_yaml(ACCOUNTS).expect("accounts.yaml is read"));
        let mock: Mock = runtime.block_on(builder.start()).expect("the mock starts");
        let take = Arc::new(Mutex::new(Take::default()));
        let shared = take.clone();
        let handler = move |parameters: Map<String, Value>, _: &mut twinspec_mock::AccountState<'_>| {
            let mut take = shared.lock().unwrap_or_else(PoisonError::into_inner);
            take.taken = Some(parameters);
            take.reply.as_ref().map_or_else(Reply::described, Reply::body)
        };
        mock.on("Take", handler).expect("spec/shapes describes it");
        World { runtime, mock, take }
    }

    /// Gives the default account what the description of Resource Directory has under a name.
    pub(crate) fn given(&self, name: &str) {
        self.mock.given(name).expect("the description has it");
    }

    /// Holds what the mock remembers against what it must be able to do with it.
    ///
    /// # Panics
    /// If a snapshot cannot be read and put back, or leads to another one; if a call cannot be shown.
    pub(crate) fn check_memory(&self) {
        let text = |snapshot: &Snapshot| serde_json::to_string(snapshot).expect("a snapshot is JSON");
        let before = text(&self.mock.snapshot());
        let snapshot = before.parse().unwrap_or_else(|error| panic!("{error}: {before}"));
        self.mock.restore(&snapshot).unwrap_or_else(|error| panic!("{error}: {before}"));
        assert_eq!(text(&self.mock.snapshot()), before);
        serde_json::to_string(&self.mock.calls()).expect("calls are JSON");
    }

    /// Sends bytes on a connection of their own; returns what comes back until the mock closes it or has no more to say.
    pub(crate) fn send(&self, request: &[u8]) -> Vec<u8> {
        let (mut client, server) = duplex(PIPE);
        let ask = async move {
            let mut answers = Vec::new();
            // An error means that the mock has closed its end, which is told by what it has answered.
            let _ = timeout(PATIENCE, async {
                client.write_all(request).await?;
                client.read_to_end(&mut answers).await
            })
            .await;
            answers
        };
        self.runtime.block_on(async { tokio::join!(ask, self.mock.serve_connection(server)).0 })
    }

    /// Sends a call of `Take`; returns the parameters that arrived, if it came so far, and the answer.
    pub(crate) fn send_take(&self, request: &[u8], reply: Option<&Value>) -> (Option<Map<String, Value>>, Vec<u8>) {
        *self.take() = Take { taken: None, reply: reply.cloned() };
        let answer = self.send(request);
        (std::mem::take(&mut *self.take()).taken, answer)
    }

    fn take(&self) -> std::sync::MutexGuard<'_, Take> {
        self.take.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
