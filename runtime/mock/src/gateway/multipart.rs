//! The parts of a body: `multipart/form-data`, and other kinds of `multipart` whose parts have names.

use std::convert::Infallible;

use futures_util::FutureExt;
use futures_util::future::ready;
use futures_util::stream::once;
use multer::Multipart;

/// The parts of a body.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// The name and the text of each; of a body that is broken, of those before the fault. What is not UTF-8 is read with
    /// replacement characters.
    pub(super) read: Vec<(String, String)>,
    pub(super) is_broken: bool,
}

pub(super) fn parts(content_type: &str, body: &[u8]) -> Parts {
    let mut parts = Parts { read: Vec::new(), is_broken: true };
    // The reader takes no other kind, but they are written in the same way.
    let parameters = content_type.split_once(';').map_or("", |(_, parameters)| parameters);
    let Ok(boundary) = multer::parse_boundary(format!("multipart/form-data;{parameters}")) else { return parts };
    let whole = bytes::Bytes::copy_from_slice(body);
    let mut multipart = Multipart::new(once(ready(Ok::<_, Infallible>(whole))), boundary);
    // The whole body is there, so nothing is waited for.
    while let Some(Ok(next)) = multipart.next_field().now_or_never() {
        let Some(part) = next else {
            parts.is_broken = false;
            break;
        };
        let name = part.name().unwrap_or_default().to_owned();
        match part.bytes().now_or_never() {
            Some(Ok(bytes)) => parts.read.push((name, String::from_utf8_lossy(&bytes).into_owned())),
            _ => break,
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{Parts, parts};

    #[test]
    fn parts_are_read_up_to_a_fault() {
        let body = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n\
            --b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\nContent-Type: image/png\r\n\r\nx\r\ny\r\n--b--\r\n";
        let media_type = "multipart/form-data; boundary=b";
        let read = vec![("a".to_owned(), "1".to_owned()), ("f".to_owned(), "x\r\ny".to_owned())];
        let whole = Parts { read: read.clone(), is_broken: false };
        let nothing = Parts { read: Vec::new(), is_broken: true };
        assert_eq!(parts(media_type, body.as_bytes()), whole);
        assert_eq!(parts(media_type, &body.as_bytes()[..30]), nothing);
        assert_eq!(parts("multipart/form-data", body.as_bytes()), nothing);
        assert_eq!(parts("multipart/mixed; boundary=b", body.as_bytes()), whole);
        assert_eq!(parts(media_type, b"--b--\r\n"), Parts::default());
        // Between two parts.
        let one = body.split_once("\r\n--b\r\n").map_or("", |(one, _)| one);
        assert_eq!(
            parts(media_type, format!("{one}\r\n--b\r\nx--b--\r\n").as_bytes()),
            Parts { read: read[..1].to_vec(), is_broken: true }
        );
    }
}
