//! The proxies that the environment names.

use hyper_util::client::proxy::matcher::Matcher;
use twinspec_core::{LocalError, LocalErrorKind};

use crate::TransportSettings;

/// What is never reached through a proxy: this machine.
const DIRECT: &str = "localhost,127.0.0.0/8,::1";

/// The URLs of the proxies, which may hold passwords, and what is reached past them.
#[derive(Clone)]
pub(crate) struct Proxies {
    pub(crate) http: Option<String>,
    pub(crate) https: Option<String>,
    pub(crate) no: String,
}

impl Proxies {
    /// The proxies of the settings' environment. The order is that of curl: lower case before upper case, the variable of the
    /// scheme before `all_proxy`.
    ///
    /// # Errors
    ///
    /// If a proxy that would be used is not a URL of a proxy.
    pub(crate) fn of(settings: &TransportSettings) -> Result<Self, LocalError> {
        let environment = &settings.environment;
        let first = |names: &[&'static str]| {
            names.iter().find_map(|name| environment.get(name).map(|value| (*name, value))).map(checked).transpose()
        };
        // In a CGI program the header `Proxy` of a request becomes HTTP_PROXY.
        let http: &[_] = match environment.get("REQUEST_METHOD") {
            None => &["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"],
            Some(_) => &["http_proxy", "all_proxy", "ALL_PROXY"],
        };
        let no = environment.get("no_proxy").or_else(|| environment.get("NO_PROXY")).unwrap_or_default();
        // For hyper-util `*` is all names, but no address.
        if no.split(',').any(|entry| entry.trim() == "*") {
            return Ok(Proxies { http: None, https: None, no });
        }
        Ok(Proxies {
            http: first(http)?,
            https: first(&["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])?,
            no: settings.direct.iter().fold(format!("{no},{DIRECT}"), |no, host| no + "," + host),
        })
    }
}

fn checked((name, value): (&'static str, String)) -> Result<String, LocalError> {
    let example = hyper::Uri::from_static("http://example.com/");
    let proxy = Matcher::builder().all(&value).build().intercept(&example);
    if proxy.is_some_and(|proxy| matches!(proxy.uri().scheme_str(), Some("http" | "https" | "socks5" | "socks5h"))) {
        return Ok(value);
    }
    let message = format!(
        "the variable {name} is not a URL of a proxy that is supported; use http://host:port, or https or socks5h \
         instead of http, or unset it"
    );
    Err(LocalError::new(LocalErrorKind::Connect, message))
}
