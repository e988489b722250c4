//! Requests of protocols that have no signature.

use bytes::Bytes;

use crate::body::Body;
use crate::{Headers, HttpRequest, Method, Origin, RequestError};

impl HttpRequest {
    /// A plain HTTP request, such as one to the metadata service of an instance. `target` is path and query,
    /// percent-encoded; the header `host` is that of the origin. `Debug` shows no value of a header and no path.
    ///
    /// ```
    /// use twinspec_core::{HttpRequest, Method, Origin};
    ///
    /// let origin: Origin = "http://192.0.2.1".parse()?;
    /// let headers = [("x-metadata-token", "secret")];
    /// let request = HttpRequest::unsigned(Method::Get, &origin, "/latest/meta-data/instance-id", headers, "")?;
    /// assert_eq!(request.url(), "http://192.0.2.1/latest/meta-data/instance-id");
    /// assert_eq!(request.headers().get("host"), Some("192.0.2.1"));
    /// assert!(!format!("{request:?}").contains("secret"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the target or a header holds characters that cannot be sent.
    pub fn unsigned<'a>(
        method: Method,
        origin: &Origin,
        target: &str,
        headers: impl IntoIterator<Item = (&'static str, &'a str)>,
        body: impl Into<Bytes>,
    ) -> Result<Self, RequestError> {
        if !target.starts_with('/') || !target.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#') {
            return Err(RequestError::Target);
        }
        let mut checked = Headers::default();
        checked.add("host", origin.authority(), false).map_err(RequestError::of_header)?;
        for (name, value) in headers {
            checked.add(name, value, true).map_err(RequestError::of_header)?;
        }
        Ok(HttpRequest {
            operation: None,
            method,
            origin: origin.clone(),
            target: target.to_owned(),
            headers: checked,
            body: Body::Whole(body.into()),
            sensitive: Vec::new(),
        })
    }
}
