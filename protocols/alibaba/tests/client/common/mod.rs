//! An operation to call and a server to call it on.

// Each test program uses some of it.
#![allow(dead_code)]

pub(crate) mod list;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use twinspec_alibaba::Builder;
use twinspec_client::Client;
use twinspec_core::{
    Api, Arguments, Decode, Decoder, ErrorKind, ErrorRow, Input, Location, Method, Operation, Parameter, Sensitive,
    Style,
};

pub(crate) static API: Api = Api::new("ResourceDirectoryMaster", "2022-04-19", &PROTOCOL);

static PROTOCOL: twinspec_alibaba::Alibaba = twinspec_alibaba::Alibaba::RPC.regions(&[
    twinspec_alibaba::Region::new("cn-shanghai", "resourcedirectory.aliyuncs.com").site("cn"),
    twinspec_alibaba::Region::new("ap-southeast-1", "resourcedirectory-intl.aliyuncs.com")
        .vpc("resourcedirectory-vpc.ap-southeast-1.aliyuncs.com")
        .site("intl"),
]);

static SEND: Operation = Operation::new(&API, "SendVerificationCodeForEnableRD", &[Method::Post], "/")
    .parameters(&[Parameter::new("SecureMobilePhone", Location::Query, Style::Flat).sensitive()])
    .errors(&[ErrorRow::new(
        409,
        "EntityAlreadyExists.ResourceDirectory",
        "The resource directory for the account is already enabled.",
    )
    .remedy("Use the directory that exists.")]);

pub(crate) struct Send {
    pub(crate) secure_mobile_phone: Option<Sensitive<String>>,
}

#[derive(Debug, PartialEq, Default)]
pub(crate) struct SendBody {
    pub(crate) request_id: Option<String>,
}

impl Decode for SendBody {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [("RequestId", &mut self.request_id)]);
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    EntityAlreadyExistsResourceDirectory,
    Unlisted,
    Local,
}

impl ErrorKind for Kind {
    const TABLE: &'static [Self] = &[Self::EntityAlreadyExistsResourceDirectory];
    const UNLISTED: Self = Self::Unlisted;
    const LOCAL: Self = Self::Local;
}

impl Input for Send {
    type Output = SendBody;
    type ErrorKind = Kind;
    const OPERATION: &'static Operation = &SEND;

    fn arguments(&self, arguments: &mut Arguments) {
        arguments.set("SecureMobilePhone", &self.secure_mobile_phone);
    }
}

static GET: Operation = Operation::new(&API, "GetResourceDirectory", &[Method::Post], "/")
    .read_only()
    .errors(&[ErrorRow::new(409, "Busy", "").remedy("Wait a little.").retryable(), ErrorRow::new(503, "Closed", "")]);

static CREATE: Operation = Operation::new(&API, "CreateThing", &[Method::Post], "/")
    .idempotency_token("ClientToken")
    .parameters(&[Parameter::new("ClientToken", Location::Query, Style::Flat)]);

/// A write that a token makes harmless to repeat.
pub(crate) struct Create {
    pub(crate) client_token: Option<&'static str>,
}

impl Input for Create {
    type Output = SendBody;
    type ErrorKind = Kind;
    const OPERATION: &'static Operation = &CREATE;

    fn arguments(&self, arguments: &mut Arguments) {
        arguments.set("ClientToken", &self.client_token);
    }
}

/// A request that only reads.
pub(crate) struct Get;

impl Input for Get {
    type Output = SendBody;
    type ErrorKind = Kind;
    const OPERATION: &'static Operation = &GET;

    fn arguments(&self, _: &mut Arguments) {}
}

pub(crate) const PHONE: &str = "65-81234567";

pub(crate) fn send() -> Send {
    Send { secure_mobile_phone: Some(PHONE.into()) }
}

pub(crate) fn builder() -> Builder<Client> {
    Builder::new(&API).access_key("testid", "testsecret")
}

/// What a server does when it has read a request.
#[derive(Clone)]
pub(crate) enum Reaction {
    /// Writes these bytes and keeps the connection.
    Answer(String),
    /// Writes these bytes and closes the connection.
    AnswerAndClose(String),
    /// Keeps the connection and writes nothing.
    Silence,
}

impl Reaction {
    pub(crate) fn answer(status: &str, content_type: &str, body: &str) -> Self {
        let length = body.len();
        Reaction::Answer(format!(
            "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\
             x-acs-request-id: R\r\n\r\n{body}"
        ))
    }
}

/// A server that reacts to its requests one after the other, to the rest as to the last, and remembers them.
pub(crate) struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub(crate) async fn start(reaction: Reaction) -> Self {
        Server::sequence([reaction]).await
    }

    pub(crate) async fn sequence(reactions: impl Into<Vec<Reaction>>) -> Self {
        let reactions = Arc::new(reactions.into());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::<Mutex<Vec<String>>>::default();
        let remembered = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&reactions), Arc::clone(&remembered)));
            }
        });
        Server { address, requests }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn client(&self) -> Client {
        builder().endpoint(self.url()).build().unwrap()
    }

    /// The heads of the requests so far.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// Serves one connection. The requests of the tests have no body.
async fn serve(mut stream: TcpStream, reactions: Arc<Vec<Reaction>>, requests: Arc<Mutex<Vec<String>>>) {
    let mut head = Vec::new();
    let mut byte = [0];
    while let Ok(1) = stream.read(&mut byte).await {
        head.extend(byte);
        if !head.ends_with(b"\r\n\r\n") {
            continue;
        }
        let position = {
            let mut requests = requests.lock().unwrap();
            requests.push(String::from_utf8(std::mem::take(&mut head)).unwrap());
            requests.len().min(reactions.len()) - 1
        };
        match &reactions[position] {
            Reaction::Answer(bytes) => stream.write_all(bytes.as_bytes()).await.unwrap(),
            Reaction::AnswerAndClose(bytes) => {
                stream.write_all(bytes.as_bytes()).await.unwrap();
                return;
            }
            Reaction::Silence => {}
        }
    }
}
