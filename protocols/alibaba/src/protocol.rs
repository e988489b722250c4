//! What the APIs of Alibaba Cloud agree on.

use std::any::Any;
use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use twinspec_core::{
    Api, CallFacts, DecodeError, Headers, HttpResponse, Operation, Protocol, RequestDraft, RequestError, Retry,
    ServiceError, time, whole_number,
};

use crate::Region;
use crate::error::read;
use crate::signature::acs3;

/// How the operations of an API are addressed on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ApiStyle {
    /// Every operation at `/`, told apart by its action.
    Rpc,
    /// Every operation at a method and path of its own.
    Roa,
}

/// The protocol of an API of Alibaba Cloud: how its operations are addressed, and where it is served.
///
/// ```
/// use twinspec_alibaba::{Alibaba, ApiStyle, Region};
/// use twinspec_core::Api;
///
/// static PROTOCOL: Alibaba = Alibaba::new(ApiStyle::Rpc).regions(&[
///     Region::new("cn-hangzhou", "ecs.cn-hangzhou.aliyuncs.com").vpc("ecs-vpc.cn-hangzhou.aliyuncs.com"),
/// ]);
/// static API: Api = Api::new("Ecs", "2014-05-26", &PROTOCOL);
///
/// assert_eq!(PROTOCOL.region("cn-hangzhou").map(|region| region.host), Some("ecs.cn-hangzhou.aliyuncs.com"));
/// assert!(PROTOCOL.region("mars").is_none());
/// assert!(Alibaba::of(&API).is_some());
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Alibaba {
    /// How its operations are addressed.
    pub style: ApiStyle,
    /// Where the API is served, in the order of its documentation.
    pub regions: &'static [Region],
}

impl Alibaba {
    /// The protocol of an [`Rpc`](ApiStyle::Rpc) API that is served nowhere in particular.
    pub const RPC: Self = Alibaba::new(ApiStyle::Rpc);

    /// The protocol of a [`Roa`](ApiStyle::Roa) API that is served nowhere in particular.
    pub const ROA: Self = Alibaba::new(ApiStyle::Roa);

    /// The protocol of an API that is served nowhere in particular.
    pub const fn new(style: ApiStyle) -> Self {
        Alibaba { style, regions: &[] }
    }

    /// The same protocol with where the API is served, in the order of its documentation.
    pub const fn regions(self, regions: &'static [Region]) -> Self {
        Alibaba { regions, ..self }
    }

    /// The protocol of an API, if it is one of Alibaba Cloud.
    pub fn of(api: &'static Api) -> Option<&'static Self> {
        (api.protocol as &dyn Any).downcast_ref()
    }

    /// The region with this id, if the API is served there.
    pub fn region(&self, id: &str) -> Option<&'static Region> {
        self.regions.iter().find(|region| region.id == id)
    }
}

impl Protocol for Alibaba {
    /// The headers are in the order of their names, in which they are signed.
    fn prepare(&self, draft: &mut RequestDraft<'_>, facts: &CallFacts<'_>) -> Result<(), RequestError> {
        let operation = draft.operation();
        let payload_hash = acs3::hash(draft.body()?);
        draft.add_header("accept", "application/json")?;
        draft.add_header("x-acs-action", operation.name)?;
        draft.add_header("x-acs-content-sha256", &payload_hash)?;
        draft.add_header("x-acs-date", &time::format(facts.time))?;
        if let Some(Retry { attempts, delay }) = facts.retry {
            draft.add_header("x-acs-retry-attempts", &attempts.to_string())?;
            draft.add_header("x-acs-retry-delay", &delay.as_millis().to_string())?;
        }
        draft.add_header("x-acs-signature-nonce", facts.nonce)?;
        draft.add_header("x-acs-version", operation.api.version)
    }

    /// `host`, `content-type` and all `x-acs-*`.
    fn covers(&self, header: &str) -> bool {
        is_signed(header)
    }

    /// An error in JSON or XML. Services spell the names of its fields with an upper- or a lower-case initial.
    fn error(&self, _: &Operation, response: &HttpResponse) -> Result<ServiceError, DecodeError> {
        read::error(response)
    }

    /// From the header, else from the body.
    fn request_id<'r>(&self, response: &'r HttpResponse) -> Option<Cow<'r, str>> {
        read::request_id(response)
    }

    /// `Throttling` and all codes that begin so.
    fn is_throttled(&self, code: &str) -> bool {
        code.starts_with("Throttling")
    }

    /// `x-acs-retry-after`, in milliseconds, more than zero.
    fn retry_after(&self, headers: &Headers, _: SystemTime) -> Option<Duration> {
        let milliseconds = whole_number(headers.get("x-acs-retry-after")?)?;
        (milliseconds > 0).then_some(Duration::from_millis(milliseconds))
    }
}

/// Whether a header is signed.
pub(crate) fn is_signed(name: &str) -> bool {
    matches!(name, "host" | "content-type") || name.starts_with("x-acs-")
}
