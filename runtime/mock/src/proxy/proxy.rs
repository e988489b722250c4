//! What passes calls on.

use std::fmt;
use std::time::{Duration, Instant, SystemTime};

use reqwest::{Client, Method, Url, redirect};

use crate::exchange::{Exchange, Message};
use crate::gateway::{Answer, Gateway, Peer};
use crate::message::RequestHead;
use crate::refusal::Refusal;

/// How long the service may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Headers of one connection (RFC 9110 7.6.1), and what each side says of its own.
const OF_CONNECTION: [&str; 10] = [
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Passes calls on to the service itself.
#[derive(Clone)]
pub(crate) struct Proxy {
    client: Client,
    base: Url,
    /// The ids of the operations whose calls are passed on; all that come if there is none.
    only: Vec<&'static str>,
}

impl Proxy {
    /// A proxy to a URL, for the operations of these names. A gateway that has them knows their ids.
    pub(crate) fn new(base: &str, only: &[String], gateway: &Gateway) -> Result<Self, String> {
        let url: Url = base.parse().map_err(|error| format!("`{base}` is not a URL to pass calls on to: {error}"))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(format!(
                "`{base}` is not a URL to pass calls on to: it begins with neither http:// nor https://"
            ));
        }
        let only = only.iter().map(|name| gateway.operation_id(name).map_err(|error| error.to_string()));
        let client = Client::builder().redirect(redirect::Policy::none()).timeout(PATIENCE).build();
        Ok(Proxy {
            client: client.map_err(|error| error.to_string())?,
            base: url,
            only: only.collect::<Result<_, _>>()?,
        })
    }

    /// Whether a call is passed on.
    pub(crate) fn takes(&self, gateway: &Gateway, head: &RequestHead) -> bool {
        self.only.is_empty() || gateway.called(head).is_some_and(|id| self.only.contains(&id))
    }

    /// Passes a call on, and returns what the service answers.
    pub(crate) async fn answer(&self, gateway: &Gateway, head: &RequestHead, body: &[u8], peer: Peer) -> Answer {
        match self.exchange(head, body).await {
            Ok(exchange) => Answer::undisturbed(gateway.passed_on(head, exchange, peer)),
            Err(error) => {
                let mut why = error.to_string();
                let mut source = std::error::Error::source(&error);
                while let Some(cause) = source {
                    why = format!("{why}: {cause}");
                    source = cause.source();
                }
                let refusal =
                    Refusal::new(502, "BadGateway", "The service that calls are passed on to did not answer.");
                gateway.refuse(head, refusal.with_hint(why))
            }
        }
    }

    async fn exchange(&self, head: &RequestHead, body: &[u8]) -> reqwest::Result<Exchange> {
        let url = self.url(head);
        let method = Method::from_bytes(head.method().as_bytes()).unwrap_or(Method::GET);
        let mut request = self.client.request(method, url.clone());
        for (name, value) in head.headers().filter(|(name, _)| !OF_CONNECTION.contains(name)) {
            request = request.header(name, value);
        }
        let (began, start) = (SystemTime::now(), Instant::now());
        let response = request.body(body.to_vec()).send().await?;
        let status = response.status().as_u16();
        let headers = response.headers().iter().filter(|(name, _)| !OF_CONNECTION.contains(&name.as_str()));
        let headers = headers
            .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
        let headers = headers.collect();
        let received = response.bytes().await?;
        let sent = head.headers().map(|(name, value)| (name.to_owned(), value.to_owned()));
        Ok(Exchange {
            began,
            took: start.elapsed(),
            method: head.method().to_owned(),
            url: url.into(),
            request: Message { headers: sent.collect(), body: body.to_vec() },
            status,
            response: Message { headers, body: received.to_vec() },
        })
    }

    /// Where a call is passed on to. The path of the service is not there twice, whether or not the client knows it.
    fn url(&self, head: &RequestHead) -> Url {
        let target = head.target();
        let base = self.base.path().trim_end_matches('/');
        let is_below = target.path.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let mut url = self.base.clone();
        url.set_path(&if is_below { target.path.to_owned() } else { format!("{base}{}", target.path) });
        url.set_query(Some(target.query).filter(|query| !query.is_empty()));
        url
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proxy").field("base", &self.base.as_str()).field("only", &self.only).finish_non_exhaustive()
    }
}
