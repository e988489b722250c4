//! The clients that are measured.

use bytes::Bytes;
use clap::ValueEnum;
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use twinspec_client::{HyperTransport, ReqwestTransport, Transport, TransportSettings};

use crate::operation::{API, Answer, FOLDER_ID, GetFolder};

pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    RawReqwest,
    RawHyper,
    Reqwest,
    Hyper,
}

impl Kind {
    /// The first is the one that the others are compared with.
    pub(crate) const ALL: [Kind; 4] = [Kind::RawReqwest, Kind::RawHyper, Kind::Reqwest, Kind::Hyper];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::RawReqwest => "raw reqwest, unsigned",
            Kind::RawHyper => "raw hyper-util, unsigned",
            Kind::Reqwest => "signed, ReqwestTransport",
            Kind::Hyper => "signed, HyperTransport",
        }
    }
}

pub(crate) enum Client {
    RawReqwest(reqwest::Client, String),
    RawHyper(Box<legacy::Client<HttpConnector, Full<Bytes>>>, String),
    Ours(twinspec_client::Client),
}

impl Client {
    pub(crate) fn new(kind: Kind, address: &str) -> Result<Self, Failure> {
        let url = format!("http://{address}/?FolderId={FOLDER_ID}");
        let settings = TransportSettings::new();
        Ok(match kind {
            Kind::RawReqwest => {
                let client = reqwest::Client::builder().no_proxy().tls_certs_only([]).build()?;
                Client::RawReqwest(client, url)
            }
            Kind::RawHyper => {
                let mut connector = HttpConnector::new();
                connector.set_nodelay(true);
                Client::RawHyper(Box::new(legacy::Client::builder(TokioExecutor::new()).build(connector)), url)
            }
            Kind::Reqwest => ours(address, ReqwestTransport::new(&settings)?)?,
            Kind::Hyper => ours(address, HyperTransport::new(&settings)?)?,
        })
    }

    /// One call, its answer decoded.
    pub(crate) async fn call(&self) -> Result<(), Failure> {
        let whole = match self {
            Client::RawReqwest(client, url) => {
                let answer = client.post(url).send().await?.error_for_status()?.bytes().await?;
                serde_json::from_slice::<Answer>(&answer)?.is_whole()
            }
            Client::RawHyper(client, url) => {
                let request = hyper::Request::post(url).body(Full::default())?;
                let answer = client.request(request).await?.into_body().collect().await?.to_bytes();
                serde_json::from_slice::<Answer>(&answer)?.is_whole()
            }
            Client::Ours(client) => client.send(&GetFolder { folder_id: FOLDER_ID.to_owned() }).await?.is_whole(),
        };
        if whole { Ok(()) } else { Err("half an answer".into()) }
    }
}

/// As a program would set it up: the defaults with a timer, so that calls end in time and are repeated.
fn ours(address: &str, transport: impl Transport) -> Result<Client, Failure> {
    let settings = twinspec_alibaba::Builder::<twinspec_client::Client>::new(&API)
        .endpoint(format!("http://{address}"))
        .access_key("testid", "testsecret")
        .transport(transport)
        .timer(twinspec_client::TokioTimer)
        .timeout(std::time::Duration::from_secs(60));
    Ok(Client::Ours(settings.build()?))
}
