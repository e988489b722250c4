//! The body of an error answer.

use serde::{Serialize, Serializer};
use twinspec_core::percent_encode;
use twinspec_mock::protocol::{ErrorAnswer, ErrorContext, Format, XmlDocument};

use super::format::content_type;

/// The members of an error answer, in the order the service sends them.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ErrorBody<'a> {
    request_id: &'a str,
    host_id: &'a str,
    code: &'a str,
    message: &'a str,
    recommend: &'a str,
    #[serde(skip_serializing_if = "Details::is_empty")]
    access_denied_detail: Details<'a>,
}

/// What a response says of a denial by RAM.
struct Details<'a>(&'a [(&'static str, String)]);

impl Details<'_> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Details<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// The answer of a refused call.
pub(super) fn answer(context: &ErrorContext<'_>) -> ErrorAnswer {
    let ErrorContext { refusal, host, api, site, format, id } = *context;
    let id = id.text();
    let product = api.map_or("", |api| api.name);
    // The China site has pages of its own.
    let portal = match site.is_some_and(|site| site.id == "cn") {
        true => "https://api.aliyun.com",
        false => "https://api.alibabacloud.com",
    };
    let recommend = format!(
        "{portal}/troubleshoot?q={}&product={}&requestId={}",
        percent_encode(&refusal.code),
        percent_encode(product),
        id.as_str(),
    );
    let error = ErrorBody {
        request_id: id.as_str(),
        host_id: host,
        code: &refusal.code,
        message: &refusal.message,
        recommend: &recommend,
        access_denied_detail: Details(&refusal.details),
    };
    let body = match format {
        // Serialising text cannot fail.
        Format::Json => serde_json::to_string(&error).unwrap_or_default(),
        Format::Xml => error.xml(),
    };
    let mut headers = Vec::new();
    if let Some(retry_after) = refusal.retry_after {
        let milliseconds = u64::try_from(retry_after.as_millis()).unwrap_or(u64::MAX);
        // How long a throttled caller is to wait.
        headers.push(("x-acs-retry-after", milliseconds.into()));
    }
    ErrorAnswer { content_type: content_type(format), body, headers }
}

impl ErrorBody<'_> {
    fn xml(&self) -> String {
        let mut document = XmlDocument::new("Error");
        document.text("RequestId", self.request_id);
        document.text("HostId", self.host_id);
        document.text("Code", self.code);
        document.text("Message", self.message);
        document.cdata("Recommend", self.recommend);
        if !self.access_denied_detail.is_empty() {
            document.open("AccessDeniedDetail");
            self.access_denied_detail.0.iter().for_each(|(name, value)| document.text(name, value));
            document.close("AccessDeniedDetail");
        }
        document.finish()
    }
}
