//! From arguments to a signed request.

use std::time::SystemTime;

use secrecy::{ExposeSecret, SecretString};
use twinspec_core::{
    Arguments, Authorize, CallFacts, Endpoint, HttpRequest, Origin, RequestDraft, RequestError, Retry,
};

use super::Credentials;
use super::credentials::{AccessKey, Identity};
use crate::protocol::is_signed;
use crate::{Alibaba, ApiStyle};

/// What a request is signed with besides its arguments.
///
/// ```
/// use std::time::{Duration, UNIX_EPOCH};
///
/// use twinspec_alibaba::{Alibaba, ApiStyle, Credentials, Signer};
/// use twinspec_core::{Api, Arguments, Location, Method, Operation, Parameter, Style};
///
/// static PROTOCOL: Alibaba = Alibaba::new(ApiStyle::Rpc);
/// static API: Api = Api::new("ResourceDirectoryMaster", "2022-04-19", &PROTOCOL);
/// static OPERATION: Operation = Operation::new(&API, "GetFolder", &[Method::Post], "/")
///     .read_only()
///     .parameters(&[Parameter::new("FolderId", Location::Query, Style::Flat).required()]);
///
/// let mut arguments = Arguments::new(&OPERATION);
/// arguments.set("FolderId", "fd-1");
/// let signer = Signer {
///     origin: &"resourcedirectory.aliyuncs.com".parse()?,
///     credentials: &Credentials::new("testid", "testsecret"),
///     time: UNIX_EPOCH + Duration::from_secs(1_795_492_179),
///     nonce: "2fd1312f63ece41e8f1c8ce15330a84e",
///     user_agent: "example",
/// };
/// let request = signer.sign(&arguments)?;
/// assert_eq!(request.url(), "https://resourcedirectory.aliyuncs.com/?FolderId=fd-1");
/// assert_eq!(request.headers().get("x-acs-date"), Some("2026-11-24T03:49:39Z"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Signer<'a> {
    /// Where the request goes.
    pub origin: &'a Origin,
    /// Who sends it.
    pub credentials: &'a Credentials,
    /// The time of signing; a service accepts the request within 15 minutes of it.
    pub time: SystemTime,
    /// A text that no other request of the same access key has, such as 32 random hexadecimal digits.
    pub nonce: &'a str,
    /// The client, sent as `user-agent`.
    pub user_agent: &'a str,
}

impl Signer<'_> {
    /// Builds a request and signs it with `ACS3-HMAC-SHA256`. With a bearer token it carries the token instead of
    /// a signature, and with anonymous credentials neither.
    ///
    /// # Errors
    ///
    /// If an argument could not be serialised or has no place in the request, or a header would hold
    /// characters that headers cannot carry.
    pub fn sign(&self, arguments: &Arguments) -> Result<HttpRequest, RequestError> {
        self.sign_attempt(arguments, None)
    }

    /// Builds and signs a request that is not the first of its call. It needs a nonce of its own, and says
    /// the service with the signed headers `x-acs-retry-attempts` and `x-acs-retry-delay` what went before.
    ///
    /// # Errors
    ///
    /// Those of [`sign`](Self::sign).
    pub fn sign_retry(&self, arguments: &Arguments, retry: Retry) -> Result<HttpRequest, RequestError> {
        self.sign_attempt(arguments, Some(retry))
    }

    fn sign_attempt(&self, arguments: &Arguments, retry: Option<Retry>) -> Result<HttpRequest, RequestError> {
        let endpoint = Endpoint::from(self.origin.clone());
        let Signer { user_agent, time, nonce, .. } = *self;
        CallFacts { endpoint: &endpoint, user_agent, time, nonce, retry }.request(arguments, self.credentials)
    }
}

/// The `SignatureType` of a request with a bearer token.
const BEARER: &str = "BEARERTOKEN";

/// Signs a request with `ACS3-HMAC-SHA256`; a bearer token is sent instead of a signature.
impl Authorize for Credentials {
    fn authorize(&self, draft: &mut RequestDraft<'_>, _: &CallFacts<'_>) -> Result<(), RequestError> {
        let style = Alibaba::of(draft.operation().api).map_or(ApiStyle::Rpc, |protocol| protocol.style);
        if let Some(provider) = self.provider() {
            draft.add_header("x-acs-credentials-provider", provider)?;
        }
        match &*self.identity {
            Identity::AccessKey(key) => sign(draft, key),
            Identity::Bearer(token) => {
                add_token(draft, "x-acs-bearer-token", token)?;
                match style {
                    ApiStyle::Rpc => draft.add_query("SignatureType", BEARER),
                    ApiStyle::Roa => draft.add_header("x-acs-signature-type", BEARER)?,
                }
                Ok(())
            }
            Identity::Anonymous => {
                if style == ApiStyle::Rpc {
                    draft.add_query("Format", "json");
                }
                Ok(())
            }
        }
    }
}

fn sign(draft: &mut RequestDraft<'_>, key: &AccessKey) -> Result<(), RequestError> {
    let AccessKey { id, signing_key, security_token, .. } = key;
    // The access key is in the `authorization` header between commas.
    if id.is_empty() || id.contains(',') || !id.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(RequestError::Credentials {
            message: "the AccessKey ID contains invalid characters; check it for spaces and line breaks".to_owned(),
        });
    }
    if let Some(security_token) = security_token {
        draft.add_header("x-acs-accesskey-id", id)?;
        add_token(draft, "x-acs-security-token", security_token)?;
    }
    let query: Vec<(&str, &str)> = draft.query().iter().map(|(name, value)| (&**name, &**value)).collect();
    let mut signed: Vec<_> = draft.headers().iter().filter(|(name, _)| is_signed(name)).collect();
    signed.sort_unstable();
    let payload_hash = draft.headers().get("x-acs-content-sha256").unwrap_or_default();
    let method = draft.method().as_str();
    let authorization = signing_key.authorization(id, method, draft.path(), &query, &signed, payload_hash);
    draft.add_hidden_header("authorization", &authorization)
}

fn add_token(draft: &mut RequestDraft<'_>, name: &'static str, token: &SecretString) -> Result<(), RequestError> {
    let token = token.expose_secret();
    if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(RequestError::Credentials {
            message: "the token contains invalid characters; check it for spaces and line breaks".to_owned(),
        });
    }
    draft.add_secret_header(name, token)
}
