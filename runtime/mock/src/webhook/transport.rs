//! What sends a request to a receiver.

use std::net::IpAddr;
use std::time::Duration;

use bytes::Bytes;
use reqwest::{Client, Method, Url, redirect};

use super::Received;

/// How long a receiver may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// No more of the body of an answer is kept.
const KEPT: usize = 1024 * 1024;

/// Sends a request, and returns what is answered, or why nothing is.
pub(crate) async fn send(
    method: &str,
    url: &str,
    headers: &[(String, String)],
    body: Bytes,
) -> Result<Received, String> {
    let url: Url = url.parse().map_err(|error| format!("`{url}` is not a URL: {error}"))?;
    let method = Method::from_bytes(method.as_bytes()).map_err(|error| error.to_string())?;
    let builder = Client::builder().redirect(redirect::Policy::none()).timeout(PATIENCE);
    // No proxy reaches this machine.
    let builder = if is_here(&url) { builder.no_proxy() } else { builder };
    let client = builder.build().map_err(|error| said(&error))?;
    let request =
        headers.iter().fold(client.request(method, url), |request, (name, value)| request.header(name, value));
    let mut response = request.body(body).send().await.map_err(|error| said(&error))?;
    let status = response.status().as_u16();
    let headers = response.headers().iter();
    let headers = headers
        .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect();
    let mut received = Vec::new();
    while received.len() < KEPT
        && let Some(piece) = response.chunk().await.map_err(|error| said(&error))?
    {
        received.extend_from_slice(&piece);
    }
    received.truncate(KEPT);
    Ok(Received { status, headers, body: String::from_utf8_lossy(&received).into_owned() })
}

fn is_here(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

/// An error with its causes.
fn said(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        said = format!("{said}: {cause}");
        source = cause.source();
    }
    said
}
