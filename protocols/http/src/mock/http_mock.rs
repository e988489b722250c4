//! The protocol as one mock speaks it.

use std::borrow::Cow;
use std::fmt;

use twinspec_core::Operation;
use twinspec_mock::Service;
use twinspec_mock::protocol::{
    AccountId, Caller, ErrorAnswer, ErrorContext, Incoming, Operations, Protocol, REDACTED, Reason, Refusal, Refusals,
    Request, Served,
};

use super::api::ServedApis;
use super::{problem, refusals, route, security};
use crate::{Credentials, SchemeKind};

/// The account of whoever calls: nothing says of several.
const ACCOUNT: &str = "default";

/// What every part of the credentials is that the mock hands out.
const CREDENTIAL: &str = "mock";

/// What a mock of HTTP APIs knows of them.
pub(crate) struct HttpMock {
    apis: ServedApis,
    account: AccountId,
    /// The only secret that is accepted; any if there is none.
    accepted: Option<String>,
}

impl HttpMock {
    /// # Errors
    ///
    /// An operation asks for a security scheme that its API does not have.
    pub(super) fn new(services: &[&'static Service], accepted: Option<String>) -> Result<Self, String> {
        let apis = ServedApis::of(services);
        security::check(&apis, services)?;
        Ok(HttpMock { apis, account: ACCOUNT.into(), accepted })
    }

    /// Some that meet every scheme.
    pub(super) fn credentials(&self) -> Credentials {
        let keyed = self.apis.schemes().filter(|scheme| matches!(scheme.kind, SchemeKind::ApiKey { .. }));
        let secret = self.accepted.as_deref().unwrap_or(CREDENTIAL);
        let credentials = Credentials::new().bearer_token(secret).basic(CREDENTIAL, secret);
        keyed.fold(credentials, |credentials, scheme| credentials.api_key(scheme.name, secret))
    }
}

/// Without the secret.
impl fmt::Debug for HttpMock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpMock").field("apis", &self.apis).field("account", &self.account).finish_non_exhaustive()
    }
}

impl Refusals for HttpMock {
    fn refusal(&self, reason: Reason<'_>) -> Refusal {
        match reason {
            Reason::MissingParameter(name) => refusals::missing(name),
            Reason::InvalidParameter(name) => refusals::invalid(name),
            Reason::UnsupportedMediaType => refusals::common("UnsupportedMediaType"),
            Reason::NotAcceptable => refusals::common("NotAcceptable"),
            Reason::Throttled => refusals::common("TooManyRequests"),
            _ => refusals::common("InternalError"),
        }
    }

    fn is_common(&self, name: &str) -> bool {
        security::is_key_parameter(&self.apis, name)
    }

    fn common(&self) -> &'static [(u16, &'static str, &'static str)] {
        refusals::COMMON
    }
}

impl Protocol for HttpMock {
    fn route<'o>(&self, operations: &'o Operations, request: &Request<'_>) -> Result<&'o Served, Refusal> {
        route::route(operations, &self.apis, request)
    }

    fn is_below_server(&self, path: &str) -> bool {
        self.apis.all().iter().any(|api| !api.base_path.is_empty() && route::below(&api.base_path, path).is_some())
    }

    fn called<'r>(&self, request: &'r Request<'_>) -> Option<&'r str> {
        Some(request.path)
    }

    fn path_below_server<'r>(&self, path: &'r str, operation: &Operation) -> &'r str {
        route::below(self.apis.base_path(operation), path).unwrap_or(path)
    }

    fn authenticate<'p>(&'p self, call: &Incoming<'_>) -> Result<Box<dyn Caller + 'p>, Refusal> {
        let operation = call.operation();
        if let (false, Some(api)) = (operation.anonymous, self.apis.get(operation.described.api)) {
            security::check_call(api, operation.described, call.request, self.accepted.as_deref())?;
        }
        Ok(Box::new(Anyone { account: &self.account }))
    }

    fn error(&self, context: &ErrorContext<'_>) -> ErrorAnswer {
        problem::answer(context)
    }

    fn default_account(&self) -> AccountId {
        self.account.clone()
    }

    fn account(&self, id: &str) -> Option<AccountId> {
        (id == ACCOUNT).then(|| self.account.clone())
    }

    fn accounts(&self) -> Vec<String> {
        vec![ACCOUNT.to_owned()]
    }

    fn redacted_header(&self, name: &str, _: &str) -> Option<Cow<'static, str>> {
        let is_secret = matches!(name, "authorization" | "cookie" | "proxy-authorization")
            || security::is_key_header(&self.apis, name);
        is_secret.then_some(Cow::Borrowed(REDACTED))
    }

    fn is_common_parameter(&self, name: &str) -> bool {
        security::is_key_parameter(&self.apis, name)
    }

    fn announcement(&self) -> Vec<(&'static str, String)> {
        let callers = match self.accepted {
            Some(_) => "only the token, password or key of --credential is accepted",
            None => "any token, password or key is accepted",
        };
        vec![("callers", callers.to_owned())]
    }
}

/// A caller whose credentials were as required.
#[derive(Debug)]
struct Anyone<'p> {
    account: &'p AccountId,
}

impl Caller for Anyone<'_> {
    fn account(&self) -> &AccountId {
        self.account
    }
}
