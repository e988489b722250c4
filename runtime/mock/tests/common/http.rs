//! A client that sends exactly the bytes it is told.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Response {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error} in {}", self.body))
    }

    /// A member of a JSON body, as text.
    pub(crate) fn text(&self, member: &str) -> String {
        self.json()[member].as_str().unwrap_or_default().to_owned()
    }

    /// The code of an error, as its protocol has it.
    pub(crate) fn code(&self) -> String {
        self.first(["Code", "code"])
    }

    pub(crate) fn message(&self) -> String {
        self.first(["Message", "detail"])
    }

    /// The member that the protocol has.
    fn first(&self, members: [&str; 2]) -> String {
        members.map(|member| self.text(member)).concat()
    }
}

pub(crate) struct Connection {
    stream: TcpStream,
    read: Vec<u8>,
}

impl Connection {
    pub(crate) async fn open(address: SocketAddr) -> Self {
        Connection { stream: TcpStream::connect(address).await.expect("a server listens"), read: Vec::new() }
    }

    pub(crate) async fn send(&mut self, bytes: &[u8]) -> Response {
        self.write(bytes).await;
        self.receive().await.expect("the server answers")
    }

    pub(crate) async fn write(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.expect("the server reads");
    }

    /// The body of one response.
    pub(crate) async fn receive_bytes(&mut self) -> Option<Vec<u8>> {
        self.receive_parts().await.map(|(_, _, body)| body)
    }

    /// One response; `None` if the server closes the connection before it is complete.
    pub(crate) async fn receive(&mut self) -> Option<Response> {
        let (status, headers, body) = self.receive_parts().await?;
        Some(Response { status, headers, body: String::from_utf8(body).expect("text") })
    }

    async fn receive_parts(&mut self) -> Option<(u16, Vec<(String, String)>, Vec<u8>)> {
        let end = self.read_until(|read| position(read, b"\r\n\r\n")).await?;
        let head = String::from_utf8_lossy(&self.read[..end]).into_owned();
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
            .collect();
        let length = headers
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
            .map_or(0, |(_, value)| value.parse().expect("a length"));
        let end = end + 4 + length;
        self.read_until(|read| (read.len() >= end).then_some(end)).await?;
        let body = self.read[end - length..end].to_vec();
        self.read.drain(..end);
        Some((status, headers, body))
    }

    /// What came of a response that is not complete.
    pub(crate) fn incomplete(&self) -> String {
        String::from_utf8_lossy(&self.read).into_owned()
    }

    /// Whether the server has closed the connection.
    pub(crate) async fn is_closed(&mut self) -> bool {
        matches!(self.stream.read(&mut [0]).await, Ok(0) | Err(_))
    }

    async fn read_until(&mut self, find: impl Fn(&[u8]) -> Option<usize>) -> Option<usize> {
        loop {
            if let Some(found) = find(&self.read) {
                return Some(found);
            }
            if self.stream.read_buf(&mut self.read).await.ok()? == 0 {
                return None;
            }
        }
    }
}

fn position(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

/// Sends one request on a connection of its own.
pub(crate) async fn exchange(address: SocketAddr, request: impl AsRef<[u8]>) -> Response {
    Connection::open(address).await.send(request.as_ref()).await
}

/// A request without a signature, to some host if the headers name none.
pub(crate) fn plain(method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> String {
    let mut request = format!("{method} {target} HTTP/1.1\r\n");
    if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
        request.push_str("host: h\r\n");
    }
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str(&format!("content-length: {}\r\n\r\n{body}", body.len()));
    request
}
