//! The parts of a body: `multipart/form-data`, and other kinds of `multipart` whose parts have names.

use std::convert::Infallible;

use futures_util::FutureExt;
use futures_util::future::ready;
use futures_util::stream::once;
use multer::Multipart;

/// The name and the text of each part; of a body that is broken, of those before the fault. What is not UTF-8 is read with
/// replacement characters.
pub(super) fn parts(content_type: &str, body: &[u8]) -> Vec<(String, String)> {
    let mut parts = Vec::new();
    // The reader takes no other kind, but they are written in the same way.
    let parameters = content_type.split_once(';').map_or("", |(_, parameters)| parameters);
    let Ok(boundary) = multer::parse_boundary(format!("multipart/form-data;{parameters}")) else { return parts };
    let whole = bytes::Bytes::copy_from_slice(body);
    let mut multipart = Multipart::new(once(ready(Ok::<_, Infallible>(whole))), boundary);
    // The whole body is there, so nothing is waited for.
    while let Some(Ok(Some(part))) = multipart.next_field().now_or_never() {
        let name = part.name().unwrap_or_default().to_owned();
        match part.bytes().now_or_never() {
            Some(Ok(bytes)) => parts.push((name, String::from_utf8_lossy(&bytes).into_owned())),
            _ => break,
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn parts_are_read_up_to_a_fault() {
        let body = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n\
            --b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\nContent-Type: image/png\r\n\r\nx\r\ny\r\n--b--\r\n";
        let media_type = "multipart/form-data; boundary=b";
        let expected = [("a".to_owned(), "1".to_owned()), ("f".to_owned(), "x\r\ny".to_owned())];
        assert_eq!(parts(media_type, body.as_bytes()), expected);
        assert_eq!(parts(media_type, &body.as_bytes()[..30]), []);
        assert_eq!(parts("multipart/form-data", body.as_bytes()), []);
        assert_eq!(parts("multipart/mixed; boundary=b", body.as_bytes()), expected);
        assert_eq!(parts(media_type, b"--b--\r\n"), []);
    }
}
