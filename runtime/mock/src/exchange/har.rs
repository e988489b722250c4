//! Files in the format [HAR 1.2](http://www.softwareishard.com/blog/har-12-spec/), which browsers and proxies write and read.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;
#[cfg(feature = "program")]
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::exchange::{Exchange, Message};

/// A file that is a whole HAR whenever someone looks at it.
#[derive(Debug)]
pub(crate) struct HarFile {
    file: File,
    /// Where the next entry begins.
    end: u64,
    is_empty: bool,
}

const END: &str = "\n]}}\n";

impl HarFile {
    /// Begins a file anew.
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        let mut file = File::create(path)?;
        let creator = json!({ "name": "twinspec", "version": env!("CARGO_PKG_VERSION") });
        let begin = format!("{{\"log\": {{\"version\": \"1.2\", \"creator\": {creator}, \"entries\": [");
        file.write_all(begin.as_bytes())?;
        file.write_all(END.as_bytes())?;
        Ok(HarFile { file, end: begin.len() as u64, is_empty: true })
    }

    /// Adds an exchange.
    pub(crate) fn write(&mut self, exchange: &Exchange) -> io::Result<()> {
        let separator = if self.is_empty { "\n" } else { ",\n" };
        let entry = format!("{separator}{}", written(exchange));
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(format!("{entry}{END}").as_bytes())?;
        self.end += entry.len() as u64;
        self.is_empty = false;
        Ok(())
    }
}

/// Reads the exchanges of a file, in its order.
#[cfg(feature = "program")]
pub(crate) fn read(path: &Path) -> io::Result<Vec<Exchange>> {
    let invalid = |problem: String| io::Error::new(io::ErrorKind::InvalidData, problem);
    let har: Value = serde_json::from_slice(&std::fs::read(path)?)
        .map_err(|error| invalid(format!("it is not a HAR, which is JSON: {error}")))?;
    let entries = har.pointer("/log/entries").and_then(Value::as_array);
    let entries = entries.ok_or_else(|| invalid("it is not a HAR: it has no list `log.entries`".to_owned()))?;
    let exchanges = entries.iter().enumerate().map(|(number, entry)| {
        exchange(entry).ok_or_else(|| invalid(format!("entry {} has no request and response", number + 1)))
    });
    exchanges.collect()
}

fn written(exchange: &Exchange) -> Value {
    let Exchange { began, took, method, url, request, status, response } = exchange;
    let milliseconds = took.as_secs_f64() * 1000.0;
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let query = form_urlencoded::parse(query.as_bytes()).map(|(name, value)| json!({ "name": name, "value": value }));
    let (content, encoding) = text(&response.body);
    let mut entry = json!({
        "startedDateTime": Timestamp::try_from(*began).unwrap_or(Timestamp::UNIX_EPOCH).to_string(),
        "time": milliseconds,
        "request": {
            "method": method,
            "url": url,
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": headers(request),
            "queryString": query.collect::<Vec<_>>(),
            "headersSize": -1,
            "bodySize": request.body.len(),
        },
        "response": {
            "status": status,
            "statusText": http::StatusCode::from_u16(*status).ok().and_then(|status| status.canonical_reason()).unwrap_or_default(),
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": headers(response),
            "content": {
                "size": response.body.len(),
                "mimeType": response.header("content-type").unwrap_or_default(),
                "text": content,
            },
            "redirectURL": response.header("location").unwrap_or_default(),
            "headersSize": -1,
            "bodySize": response.body.len(),
        },
        "cache": {},
        "timings": { "send": 0, "wait": milliseconds, "receive": 0 },
    });
    if let Some(encoding) = encoding {
        entry["response"]["content"]["encoding"] = encoding.into();
    }
    if !request.body.is_empty() {
        let (content, encoding) = text(&request.body);
        let media_type = request.header("content-type").unwrap_or_default();
        entry["request"]["postData"] = json!({ "mimeType": media_type, "text": content });
        if let Some(encoding) = encoding {
            // The format has no word for it here; a name that begins with `_` is left to whoever writes it.
            entry["request"]["postData"]["_encoding"] = encoding.into();
        }
    }
    entry
}

fn headers(message: &Message) -> Value {
    message.headers.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect()
}

/// A body as text, and how it is encoded if it is not text.
fn text(body: &[u8]) -> (String, Option<&'static str>) {
    match std::str::from_utf8(body) {
        Ok(text) => (text.to_owned(), None),
        Err(_) => (STANDARD.encode(body), Some("base64")),
    }
}

#[cfg(feature = "program")]
fn exchange(entry: &Value) -> Option<Exchange> {
    let (request, response) = (entry.get("request")?, entry.get("response")?);
    let content = |holder: Option<&Value>, encoding: &str| {
        let text = holder.and_then(|holder| holder.get("text")).and_then(Value::as_str).unwrap_or_default();
        let encoding = holder.and_then(|holder| holder.get(encoding)).and_then(Value::as_str);
        match encoding {
            Some("base64") => STANDARD.decode(text).unwrap_or_default(),
            _ => text.as_bytes().to_vec(),
        }
    };
    let began: Option<Timestamp> =
        entry.get("startedDateTime").and_then(Value::as_str).and_then(|text| text.parse().ok());
    let took =
        entry.get("time").and_then(Value::as_f64).and_then(|time| Duration::try_from_secs_f64(time / 1000.0).ok());
    Some(Exchange {
        began: began.and_then(|began| SystemTime::try_from(began).ok()).unwrap_or(SystemTime::UNIX_EPOCH),
        took: took.unwrap_or_default(),
        method: request.get("method")?.as_str()?.to_owned(),
        url: request.get("url")?.as_str()?.to_owned(),
        request: Message { headers: read_headers(request), body: content(request.get("postData"), "_encoding") },
        status: u16::try_from(response.get("status")?.as_u64()?).ok()?,
        response: Message { headers: read_headers(response), body: content(response.get("content"), "encoding") },
    })
}

#[cfg(feature = "program")]
fn read_headers(holder: &Value) -> Vec<(String, String)> {
    let headers = holder.get("headers").and_then(Value::as_array).into_iter().flatten();
    let pair = |header: &Value| {
        let name = header.get("name")?.as_str()?.to_ascii_lowercase();
        // Of HTTP/2, browsers note the parts of the first line as headers.
        (!name.starts_with(':')).then_some((name, header.get("value")?.as_str()?.to_owned()))
    };
    headers.filter_map(pair).collect()
}

#[cfg(all(test, feature = "program"))]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    #[test]
    fn what_is_written_is_read_again_and_the_file_is_whole_at_any_time() {
        let folder = std::env::temp_dir().join(format!("twinspec-har-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("calls.har");
        let mut file = HarFile::create(&path).expect("a file");
        assert_eq!(read(&path).expect("a HAR"), []);
        let exchange = |body: &[u8]| Exchange {
            began: UNIX_EPOCH + Duration::from_millis(1500),
            took: Duration::from_millis(20),
            method: "POST".to_owned(),
            url: "http://h/a?b=c".to_owned(),
            request: Message { headers: vec![("accept".to_owned(), "*/*".to_owned())], body: body.to_vec() },
            status: 201,
            response: Message { headers: Vec::new(), body: body.to_vec() },
        };
        let all = [exchange(b"text"), exchange(b"\xff\x00"), exchange(b"")];
        for (number, exchange) in all.iter().enumerate() {
            file.write(exchange).expect("it is written");
            assert_eq!(read(&path).expect("a HAR"), all[..=number]);
        }
        std::fs::remove_dir_all(&folder).expect("it is removed");
    }
}
