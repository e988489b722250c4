//! Problem details.

use serde_json::{Map, Value};
use twinspec_core::{HttpResponse, ServiceError};

/// The problem details in the body of an error, by RFC 9457.
///
/// ```
/// use twinspec_core::{HttpResponse, ServiceError};
/// use twinspec_http::Problem;
///
/// let body = r#"{"type":"https://example.com/out-of-credit","title":"Out of credit","balance":30}"#;
/// let error = ServiceError::new(&HttpResponse::new(403, Default::default(), body), "out-of-credit", "Out of credit");
/// let problem = Problem::of(&error).expect("the body is an object");
/// assert_eq!(problem.problem_type(), "https://example.com/out-of-credit");
/// assert_eq!(problem.fields()["balance"], 30);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    fields: Map<String, Value>,
}

impl Problem {
    /// The problem details of an error, whose body is a JSON object; `None` if it is something else.
    pub fn of(error: &ServiceError) -> Option<Self> {
        let response = HttpResponse::new(error.status(), Default::default(), error.body().to_owned());
        response.fields().ok().map(|fields| Problem { fields })
    }

    /// What kind of problem it is, a URI; `about:blank` if nothing more than the status says.
    pub fn problem_type(&self) -> &str {
        self.text("type").unwrap_or("about:blank")
    }

    /// The kind of problem in words.
    pub fn title(&self) -> Option<&str> {
        self.text("title")
    }

    /// The status that the server which made the answer chose.
    pub fn status(&self) -> Option<u16> {
        self.fields.get("status")?.as_u64()?.try_into().ok()
    }

    /// This one problem in words.
    pub fn detail(&self) -> Option<&str> {
        self.text("detail")
    }

    /// This one problem, a URI.
    pub fn instance(&self) -> Option<&str> {
        self.text("instance")
    }

    /// All members, those that the API adds too.
    pub fn fields(&self) -> &Map<String, Value> {
        &self.fields
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.fields.get(name)?.as_str()
    }
}
