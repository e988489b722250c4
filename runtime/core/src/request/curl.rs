//! A request as a command line.

use crate::{HttpRequest, Method};

impl HttpRequest {
    /// A `curl` command for a POSIX shell that sends this request.
    ///
    /// It contains the arguments and the credentials. If it is signed, a service may accept it only once, and not for
    /// long.
    pub fn to_curl(&self) -> String {
        let mut command = format!("curl -X {} {}", self.method.as_str(), quoted(&self.url()));
        if self.origin.authority().starts_with('[') {
            command.push_str(" --globoff");
        }
        let mut option = |name: &str, value: &str| {
            command.push_str(&format!(" \\\n  {name} {}", quoted(value)));
        };
        for (name, value) in self.headers.iter() {
            // To curl, a header that ends in a colon is one to leave out.
            let header = if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") };
            option("-H", &header);
        }
        if let Some(streamed) = self.streamed_body() {
            if streamed.length().is_none() {
                option("-H", "transfer-encoding: chunked");
            }
            option("--data-binary", "@<file with the body>");
        } else if !self.body().is_empty() {
            match std::str::from_utf8(self.body()) {
                Ok(text) if !text.contains('\0') => option("--data-raw", text),
                // No argument of a program can hold these bytes.
                _ => option("--data-binary", "@<file with the body>"),
            }
        } else if self.method != Method::Get && self.method != Method::Head {
            // An empty body is announced, but has no type.
            option("-H", "content-type:");
            option("--data-raw", "");
        }
        command
    }
}

/// One word of a POSIX shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
