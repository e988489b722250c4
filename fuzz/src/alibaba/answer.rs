//! What a well-formed answer is.

use serde_json::Value;

/// An answer, taken apart.
pub(crate) struct Answer<'b> {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: &'b [u8],
}

impl<'b> Answer<'b> {
    /// Takes one whole answer from the front of what a connection gave; `None` at its end. Answers to `HEAD` have no body.
    ///
    /// # Panics
    /// If it is not HTTP.
    pub(crate) fn next(bytes: &mut &'b [u8], is_head: bool) -> Option<Self> {
        if bytes.is_empty() {
            return None;
        }
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut response = httparse::Response::new(&mut headers);
        let parsed = response.parse(bytes).unwrap_or_else(|error| panic!("no HTTP: {error}: {}", shown(bytes)));
        let httparse::Status::Complete(length) = parsed else { panic!("half a head: {}", shown(bytes)) };
        let status = response.code.expect("a whole head has it");
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        let headers = response.headers.iter().map(|it| (it.name.to_ascii_lowercase(), text(it.value))).collect();
        let mut answer = Answer { status, headers, body: &[] };
        let rest = &bytes[length..];
        if !is_head && status >= 200 {
            let length = answer.header("content-length").and_then(|value| value.parse().ok());
            let length: usize = length.unwrap_or_else(|| panic!("no length: {}", shown(bytes)));
            answer.body = rest.get(..length).unwrap_or_else(|| panic!("half a body: {}", shown(bytes)));
        }
        *bytes = &rest[answer.body.len()..];
        Some(answer)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The error code; empty if it is not an error, or none of the mock's.
    pub(crate) fn code(&self) -> String {
        let is_error = self.status >= 400 && self.header("x-acs-request-id").is_some();
        is_error.then(|| self.member("Code")).flatten().unwrap_or_default()
    }

    /// Holds the answer against what every answer of the mock has.
    ///
    /// # Panics
    /// If it has not.
    pub(crate) fn check(&self) {
        let request_id = self.header("x-acs-request-id");
        let kind = self.header("content-type").unwrap_or_default();
        match (request_id, kind.split(';').next().unwrap_or_default()) {
            (_, "application/json") => drop(self.json()),
            (Some(_), "text/xml") => drop(self.xml()),
            (Some(_), "application/octet-stream") => assert!(self.status < 400, "{}", self.text()),
            (None, "text/plain") => drop(std::str::from_utf8(self.body).expect("text is UTF-8")),
            // What cannot be read as HTTP.
            (None, "") => assert!(self.status >= 400 && self.body.is_empty(), "{}", self.text()),
            _ => panic!("{kind} {}", self.text()),
        }
        if let Some(request_id) = request_id
            && self.status >= 400
        {
            assert_eq!(self.member("RequestId").as_deref(), Some(request_id));
            assert!(self.member("Code").is_some_and(|code| !code.is_empty()), "{}", self.text());
            for name in ["Message", "HostId", "Recommend"] {
                assert!(self.member(name).is_some(), "no {name}: {}", self.text());
            }
        }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(self.body).unwrap_or_else(|error| panic!("no JSON: {error}: {}", self.text()))
    }

    pub(crate) fn xml(&self) -> roxmltree::Document<'_> {
        let text = std::str::from_utf8(self.body).unwrap_or_else(|error| panic!("no UTF-8: {error}"));
        roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("no XML: {error}: {text}"))
    }

    /// A text right below the root.
    fn member(&self, name: &str) -> Option<String> {
        match self.header("content-type").is_some_and(|kind| kind.starts_with("text/xml")) {
            true => {
                let document = self.xml();
                let mut elements = document.root_element().children();
                let found = elements.find(|element| element.has_tag_name(name))?;
                Some(found.text().unwrap_or_default().to_owned())
            }
            false => self.json().get(name)?.as_str().map(str::to_owned),
        }
    }

    pub(crate) fn text(&self) -> String {
        shown(self.body)
    }
}

fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
