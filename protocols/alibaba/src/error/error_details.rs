//! The rest of an error.

use serde_json::Value;
use twinspec_core::{HttpResponse, ServiceError};

use super::AccessDeniedDetail;
use super::access_denied_detail::field;
use super::read::text_of;

/// What an error of Alibaba Cloud says beyond status, code, message and request id.
///
/// ```
/// use twinspec_alibaba::ErrorDetails;
/// use twinspec_core::{HttpResponse, ServiceError};
///
/// let body = r#"{"Code":"NoPermission","HostId":"ecs.aliyuncs.com","AccessDeniedDetail":{"AuthAction":"ecs:Start"}}"#;
/// let response = HttpResponse::new(403, Default::default(), body);
/// let details = ErrorDetails::of(&ServiceError::new(&response, "NoPermission", ""));
/// assert_eq!(details.host_id(), Some("ecs.aliyuncs.com"));
/// assert_eq!(details.access_denied_detail().and_then(|detail| detail.auth_action()), Some("ecs:Start"));
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ErrorDetails {
    host_id: Option<String>,
    recommend: Option<String>,
    access_denied_detail: Option<AccessDeniedDetail>,
}

impl ErrorDetails {
    /// What the body of an error says.
    pub fn of(error: &ServiceError) -> Self {
        let response = HttpResponse::new(error.status(), Default::default(), error.body().to_owned());
        let Ok(fields) = response.fields() else { return ErrorDetails::default() };
        let detail = field(&fields, "AccessDeniedDetail").and_then(Value::as_object);
        ErrorDetails {
            host_id: text_of(&fields, "HostId"),
            recommend: text_of(&fields, "Recommend"),
            access_denied_detail: detail.cloned().map(AccessDeniedDetail::new),
        }
    }

    /// The host that answered.
    pub fn host_id(&self) -> Option<&str> {
        self.host_id.as_deref()
    }

    /// The address of a page on how to go on.
    pub fn recommend(&self) -> Option<&str> {
        self.recommend.as_deref()
    }

    /// Which policy denied the call, for codes such as `NoPermission`.
    pub fn access_denied_detail(&self) -> Option<&AccessDeniedDetail> {
        self.access_denied_detail.as_ref()
    }
}
