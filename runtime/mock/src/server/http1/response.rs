//! Writing responses.

use std::io::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

use http::StatusCode;
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use tokio::io::{AsyncRead, AsyncWrite};

use super::request_head::Framing;
use crate::message::Response;
use crate::server::wire::{KEPT, Lost, Wire};

/// Writes the responses of a connection, all in the same memory.
#[derive(Default)]
pub(super) struct Writer {
    text: Vec<u8>,
    /// The last `Date`, and the second that it names.
    date: (u64, String),
}

impl Writer {
    /// Sends a response: what has a length in one go, since to copy head and body together costs less than to send both.
    pub(super) async fn send<S: AsyncRead + AsyncWrite + Unpin>(
        &mut self,
        wire: &mut Wire<S>,
        response: &Response,
        framing: Framing,
    ) -> Result<(), Lost> {
        if has_body(response.status, framing) && response.body.length().is_none() {
            return self.stream(wire, response, framing).await;
        }
        wire.send(self.head_and_body(response, framing)).await?;
        if self.text.capacity() > KEPT {
            self.text = Vec::new();
        }
        Ok(())
    }

    /// A response as it is sent.
    pub(super) fn head_and_body(&mut self, response: &Response, framing: Framing) -> &[u8] {
        self.head(response, framing);
        if has_body(response.status, framing) {
            response.body.pieces().iter().for_each(|piece| self.text.extend_from_slice(piece));
        }
        &self.text
    }

    /// Sends a body that has no length, each piece when it is there.
    async fn stream<S: AsyncRead + AsyncWrite + Unpin>(
        &mut self,
        wire: &mut Wire<S>,
        response: &Response,
        framing: Framing,
    ) -> Result<(), Lost> {
        self.head(response, framing);
        for piece in response.body.pieces() {
            match framing.is_http_1_0 {
                true => self.text.extend_from_slice(piece),
                false => {
                    self.print(format_args!("{:X}\r\n", piece.len()));
                    self.text.extend_from_slice(piece);
                    self.text.extend_from_slice(b"\r\n");
                }
            }
            wire.send(&self.text).await?;
            self.text.clear();
        }
        if !framing.is_http_1_0 && !response.body.is_cut_off() {
            self.text.extend_from_slice(b"0\r\n\r\n");
        }
        wire.send(&self.text).await
    }

    fn head(&mut self, response: &Response, framing: Framing) {
        self.text.clear();
        let reason = StatusCode::from_u16(response.status).ok().and_then(|status| status.canonical_reason());
        match response.status {
            200 => self.text.extend_from_slice(b"HTTP/1.1 200 OK\r\n"),
            status => self.print(format_args!("HTTP/1.1 {status} {}\r\n", reason.unwrap_or_default())),
        }
        response.each_header(|name, value| self.header(name, value));
        match response.body.length() {
            _ if is_bodiless(response.status) => {}
            Some(length) => self.print(format_args!("content-length: {length}\r\n")),
            None if !framing.is_http_1_0 => self.header("transfer-encoding", b"chunked"),
            None => {}
        }
        match framing.is_http_1_0 {
            _ if framing.is_last => self.header("connection", b"close"),
            true => self.header("connection", b"keep-alive"),
            false => {}
        }
        self.date();
        self.text.extend_from_slice(b"\r\n");
    }

    fn header(&mut self, name: &str, value: &[u8]) {
        self.text.extend_from_slice(name.as_bytes());
        self.text.extend_from_slice(b": ");
        self.text.extend_from_slice(value);
        self.text.extend_from_slice(b"\r\n");
    }

    /// The time, whose text is good for a second.
    fn date(&mut self) {
        let second = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        if self.date.0 != second {
            let time = i64::try_from(second).ok().and_then(|second| Timestamp::from_second(second).ok());
            let text = rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&time.unwrap_or_default());
            self.date = (second, text.map(|text| format!("date: {text}\r\n")).unwrap_or_default());
        }
        self.text.extend_from_slice(self.date.1.as_bytes());
    }

    fn print(&mut self, text: std::fmt::Arguments<'_>) {
        // Memory takes all that is written to it.
        let _ = self.text.write_fmt(text);
    }
}

/// Whether there are bytes after the head.
fn has_body(status: u16, framing: Framing) -> bool {
    !framing.is_head && !is_bodiless(status)
}

/// These statuses have no body, and say nothing of one.
fn is_bodiless(status: u16) -> bool {
    matches!(status, 204 | 304)
}
