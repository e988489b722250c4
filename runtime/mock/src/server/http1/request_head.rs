//! Reading the head of a request.

use std::mem::MaybeUninit;

use http::HeaderValue;
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
    pub(super) body: Length,
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
        let mut response = Response::new(status, format!("{self}\n"));
        response.headers.push(("content-type", HeaderValue::from_static("text/plain;charset=utf-8")));
        response
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
    let mut builder = head.rebuild(request.method.unwrap_or_default(), request.path.unwrap_or_default());
    for header in request.headers {
        builder.push(header.name, header.value);
    }
    *head = builder.finish();
    Framing::of(head, length, request.version == Some(0)).map(Some)
}

impl Framing {
    /// After this the connection ends, whatever the request is.
    pub(super) const LAST: Framing = Framing {
        head: 0,
        body: Length::Known(0),
        expects_continue: false,
        is_last: true,
        is_head: false,
        is_http_1_0: false,
    };

    fn of(head: &RequestHead, length: usize, is_http_1_0: bool) -> Result<Self, Malformed> {
        let is_head = head.method() == "HEAD";
        let mut framing = Framing { head: length, is_head, is_http_1_0, is_last: is_http_1_0, ..Framing::LAST };
        let (mut content_length, mut is_chunked) = (None, false);
        for (name, value) in head.headers() {
            match name {
                "content-length" => {
                    let length = number(value).ok_or(Malformed::ContentLength)?;
                    if content_length.is_some_and(|other| other != length) {
                        return Err(Malformed::ContentLength);
                    }
                    content_length = Some(length);
                }
                "transfer-encoding" if is_chunked || is_http_1_0 || !value.eq_ignore_ascii_case("chunked") => {
                    return Err(Malformed::TransferCoding);
                }
                "transfer-encoding" => is_chunked = true,
                "connection" => {
                    for option in value.split(',').map(str::trim_ascii) {
                        if option.eq_ignore_ascii_case("close") {
                            framing.is_last = true;
                        } else if option.eq_ignore_ascii_case("keep-alive") && is_http_1_0 {
                            framing.is_last = false;
                        }
                    }
                }
                "expect" => framing.expects_continue = !is_http_1_0 && value.eq_ignore_ascii_case("100-continue"),
                _ => {}
            }
        }
        framing.body = if is_chunked { Length::Chunked } else { Length::Known(content_length.unwrap_or(0)) };
        // Whoever sends both may mean the other one.
        framing.is_last |= is_chunked && content_length.is_some();
        Ok(framing)
    }
}

/// Digits and nothing else.
fn number(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}
