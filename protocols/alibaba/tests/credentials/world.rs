//! A world for providers: a home directory, variables, a clock, a server.

// Without a transport nobody asks the server.
#![cfg_attr(not(any(feature = "hyper", feature = "reqwest")), allow(dead_code))]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use twinspec_alibaba::Credentials;
use twinspec_alibaba::credentials::{CredentialsError, CredentialsProvider, ProviderConfig};
use twinspec_client::{Clock, Environment, Transport, TransportFuture};
use twinspec_core::{Headers, HttpRequest, HttpResponse, time};

/// Secrets of the tests, which no error and no `Debug` may show.
pub(crate) const SECRET: &str = "Se7ret";
pub(crate) const TOKEN: &str = "T0ken";

/// A clock that stands still until a test moves it.
#[derive(Debug, Clone)]
pub(crate) struct VirtualClock(Arc<Mutex<SystemTime>>);

impl VirtualClock {
    pub(crate) fn new() -> Self {
        VirtualClock(Arc::new(Mutex::new(time::parse("2026-11-24T03:00:00Z").unwrap())))
    }

    pub(crate) fn advance(&self, seconds: u64) {
        *self.0.lock().unwrap() += Duration::from_secs(seconds);
    }

    /// A time on the wire.
    pub(crate) fn after(&self, seconds: u64) -> String {
        time::format(self.now() + Duration::from_secs(seconds))
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> SystemTime {
        *self.0.lock().unwrap()
    }
}

/// A request as it came over the wire.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    pub(crate) line: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// Whether the form has a pair, as it is encoded.
    pub(crate) fn has(&self, pair: &str) -> bool {
        self.body.split('&').any(|other| other == pair)
    }
}

/// A status and a body.
pub(crate) type Reply = (u16, Vec<u8>);

pub(crate) fn ok(body: impl Into<Vec<u8>>) -> Reply {
    (200, body.into())
}

type Answers = Box<dyn Fn(&Received) -> Reply + Send + Sync>;

/// A server whose answers a test can change.
#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) url: String,
    answers: Arc<Mutex<Answers>>,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    pub(crate) async fn start(answers: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let answers: Answers = Box::new(answers);
        let server = Server { url, answers: Arc::new(Mutex::new(answers)), received: Arc::default() };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = serving.clone();
                tokio::spawn(async move { server.serve(stream).await });
            }
        });
        server
    }

    pub(crate) fn answers(&self, answers: impl Fn(&Received) -> Reply + Send + Sync + 'static) {
        *self.answers.lock().unwrap() = Box::new(answers);
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        self.received().into_iter().map(|received| received.line).collect()
    }

    fn answer(&self, received: Received) -> Reply {
        let reply = (self.answers.lock().unwrap())(&received);
        self.received.lock().unwrap().push(received);
        reply
    }

    /// One request a connection.
    async fn serve(&self, mut stream: TcpStream) {
        let mut bytes = Vec::new();
        let received = loop {
            if let Some(received) = read(&bytes) {
                break received;
            }
            if stream.read_buf(&mut bytes).await.unwrap_or(0) == 0 {
                return;
            }
        };
        let (status, body) = self.answer(received);
        let head = format!("HTTP/1.1 {status} S\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
        let _ = stream.write_all(&[head.as_bytes(), body.as_slice()].concat()).await;
    }
}

fn read(bytes: &[u8]) -> Option<Received> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.lines();
    let line = lines.next()?.trim_end_matches(" HTTP/1.1").to_owned();
    let headers: BTreeMap<_, _> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    (body.len() >= length).then(|| Received { line, headers, body: body.to_owned() })
}

/// A transport that answers itself, and remembers the URLs.
#[derive(Clone)]
pub(crate) struct Canned {
    body: String,
    pub(crate) urls: Arc<Mutex<Vec<String>>>,
}

impl Canned {
    pub(crate) fn new(body: impl Into<String>) -> Self {
        Canned { body: body.into(), urls: Arc::default() }
    }
}

impl Transport for Canned {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> TransportFuture<'a> {
        self.urls.lock().unwrap().push(request.url());
        Box::pin(async { Ok(HttpResponse::new(200, Headers::default(), self.body.clone())) })
    }
}

/// What a provider sees.
pub(crate) struct World {
    home: TempDir,
    pub(crate) clock: VirtualClock,
    variables: Vec<(String, String)>,
    server: Option<String>,
}

impl World {
    /// A world with nothing in it: no metadata service either.
    pub(crate) fn new() -> Self {
        let world =
            World { home: TempDir::new().unwrap(), clock: VirtualClock::new(), variables: Vec::new(), server: None };
        world.set("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true")
    }

    /// Security Token Service and the metadata service are this server.
    pub(crate) fn server(mut self, server: &Server) -> Self {
        self.server = Some(server.url.clone());
        self.variables.retain(|(name, _)| name != "ALIBABA_CLOUD_ECS_METADATA_DISABLED");
        self
    }

    pub(crate) fn set(mut self, name: &str, value: impl Into<String>) -> Self {
        self.variables.push((name.to_owned(), value.into()));
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Writes a file into the home directory.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    pub(crate) fn config(&self) -> ProviderConfig {
        let mut config = ProviderConfig::new()
            .environment(Environment::given(self.variables.clone()))
            .home(self.home.path())
            .clock(self.clock.clone());
        if let Some(server) = &self.server {
            config = config.sts_endpoint(server.parse().unwrap()).metadata_endpoint(server.parse().unwrap());
        }
        config
    }

    /// What Security Token Service answers: a session of one hour.
    pub(crate) fn sts_session(&self, id: &str) -> String {
        format!(r#"{{"RequestId":"R","Credentials":{}}}"#, self.session(id, 3600))
    }

    /// What the metadata service and a credentials URI answer.
    pub(crate) fn session(&self, id: &str, seconds: u64) -> String {
        session(id, &self.clock.after(seconds))
    }
}

pub(crate) fn session(id: &str, expiration: &str) -> String {
    format!(
        r#"{{"Code":"Success","AccessKeyId":"{id}","AccessKeySecret":"{SECRET}","SecurityToken":"{TOKEN}","Expiration":"{expiration}"}}"#
    )
}

/// The id of the credentials and where they come from.
pub(crate) async fn found(provider: &impl CredentialsProvider) -> (String, String) {
    let credentials = provider.credentials().await.unwrap();
    (id(&credentials), credentials.provider().unwrap().to_owned())
}

pub(crate) fn id(credentials: &Credentials) -> String {
    credentials.access_key_id().unwrap().to_owned()
}

/// The words of an error, and of those below it. They show no secret.
pub(crate) fn words(error: &CredentialsError) -> String {
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        words.push_str(&format!(" < {error}"));
        cause = error.source();
    }
    for shown in [&words, &format!("{error:?}")] {
        assert!(!shown.contains(SECRET) && !shown.contains(TOKEN), "{shown}");
    }
    words
}

pub(crate) async fn failure(provider: &impl CredentialsProvider) -> String {
    let debug = format!("{provider:?}");
    assert!(!debug.contains(SECRET) && !debug.contains(TOKEN), "{debug}");
    words(&provider.credentials().await.unwrap_err())
}

/// What [`found`] says.
pub(crate) fn pair(id: &str, provider: &str) -> (String, String) {
    (id.to_owned(), provider.to_owned())
}
