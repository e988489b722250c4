//! Reading the head of a request.

use std::mem::MaybeUninit;

use httparse::Status;

use crate::message::{RequestHead, Response};

/// The head of a request may have so many bytes.
const MAX_BYTES: usize = 256 * 1024;

/// And so many headers.
const MAX_HEADERS: usize = 100;

/// What the head of a request says of the bytes around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Framing {
    /// How many bytes the head has.
    pub(super) head: usize,
    content_length: Option<u64>,
    is_chunked: bool,
    /// Whether the client waits for `100 Continue` before it sends the body.
    pub(super) expects_continue: bool,
    /// Whether the connection ends with the response.
    pub(super) is_last: bool,
    /// Whether the response has no body, since the method is `HEAD`.
    pub(super) is_head: bool,
    /// Whether the client speaks HTTP/1.0, which knows no chunks and ends a connection unless it is asked not to.
    pub(super) is_http_1_0: bool,
}

/// How long a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    Known(u64),
    /// It comes in chunks, each with its length.
    Chunked,
}

/// Why the head of a request cannot be read. Nothing that follows it can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Malformed {
    #[error("this is not HTTP/1.1: {0}")]
    Syntax(#[from] httparse::Error),
    #[error("the head of a request has {MAX_BYTES} bytes and {MAX_HEADERS} headers at most")]
    TooLarge,
    #[error("Content-Length has to be one number")]
    ContentLength,
    #[error("the only transfer coding that is understood is chunked")]
    TransferCoding,
}

impl Malformed {
    /// What is answered, as to a person with a terminal.
    pub(super) fn response(self) -> Response {
        let status = match self {
            Malformed::Syntax(_) | Malformed::ContentLength => 400,
            Malformed::TooLarge => 431,
            Malformed::TransferCoding => 501,
        };
        let content_type = Some("text/plain;charset=utf-8");
        Response { status, content_type, body: format!("{self}\n").into(), ..Response::default() }
    }
}

/// Reads a head, if all of it is there.
pub(super) fn read(bytes: &[u8], head: &mut RequestHead) -> Result<Option<Framing>, Malformed> {
    let mut headers = [const { MaybeUninit::uninit() }; MAX_HEADERS];
    let mut request = httparse::Request::new(&mut []);
    let length = match request.parse_with_uninit_headers(bytes, &mut headers) {
        Ok(Status::Complete(length)) if length <= MAX_BYTES => length,
        Ok(Status::Partial) if bytes.len() <= MAX_BYTES => return Ok(None),
        Ok(_) | Err(httparse::Error::TooManyHeaders) => return Err(Malformed::TooLarge),
        Err(error) => return Err(error.into()),
    };
    let method = request.method.unwrap_or_default();
    let mut framing = Framing::new(length, method, request.version == Some(0));
    let mut builder = head.rebuild(method, request.path.unwrap_or_default());
    for header in request.headers {
        framing.take(header.name, header.value)?;
        builder.push(header.name, header.value);
    }
    *head = builder.finish();
    // Whoever sends chunks and a length may mean the other one.
    framing.is_last |= framing.is_chunked && framing.content_length.is_some();
    Ok(Some(framing))
}

impl Framing {
    /// After this the connection ends, whatever the request is.
    pub(super) const LAST: Framing = Framing {
        head: 0,
        content_length: None,
        is_chunked: false,
        expects_continue: false,
        is_last: true,
        is_head: false,
        is_http_1_0: false,
    };

    fn new(head: usize, method: &str, is_http_1_0: bool) -> Self {
        Framing { head, is_head: method == "HEAD", is_http_1_0, is_last: is_http_1_0, ..Framing::LAST }
    }

    pub(super) fn body(&self) -> Length {
        if self.is_chunked { Length::Chunked } else { Length::Known(self.content_length.unwrap_or(0)) }
    }

    /// Reads a header, if it is about the bytes around it.
    fn take(&mut self, name: &str, value: &[u8]) -> Result<(), Malformed> {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("content-length") {
            let length = number(value).ok_or(Malformed::ContentLength)?;
            if *self.content_length.get_or_insert(length) != length {
                return Err(Malformed::ContentLength);
            }
        } else if is("transfer-encoding") {
            if self.is_chunked || self.is_http_1_0 || !value.eq_ignore_ascii_case(b"chunked") {
                return Err(Malformed::TransferCoding);
            }
            self.is_chunked = true;
        } else if is("connection") {
            for option in value.split(|byte| *byte == b',').map(<[u8]>::trim_ascii) {
                if option.eq_ignore_ascii_case(b"close") {
                    self.is_last = true;
                } else if option.eq_ignore_ascii_case(b"keep-alive") && self.is_http_1_0 {
                    self.is_last = false;
                }
            }
        } else if is("expect") {
            self.expects_continue = !self.is_http_1_0 && value.eq_ignore_ascii_case(b"100-continue");
        }
        Ok(())
    }
}

/// Digits and nothing else.
fn number(text: &[u8]) -> Option<u64> {
    text.iter().all(u8::is_ascii_digit).then(|| std::str::from_utf8(text).ok()?.parse().ok())?
}
