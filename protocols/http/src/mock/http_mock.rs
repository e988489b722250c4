//! The protocol as one mock speaks it.

use std::borrow::Cow;
use std::fmt;

use twinspec_core::{Operation, Value};
use twinspec_mock::Service;
use twinspec_mock::protocol::{
    AccountId, Caller, ErrorAnswer, ErrorContext, Incoming, Operations, Protocol, REDACTED, Reason, Refusal, Refusals,
    Request, Served,
};

use super::api::ServedApis;
use super::issued_tokens::IssuedTokens;
use super::overlap::overlaps;
use super::security::Known;
use super::token_endpoint::{self, TokenEndpoint};
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
    issued: IssuedTokens,
    /// What is to be said of operations of several APIs at the same place.
    overlaps: Vec<String>,
}

impl HttpMock {
    /// # Errors
    ///
    /// An operation asks for a security scheme that its API does not have.
    pub(super) fn new(services: &[&'static Service], accepted: Option<String>) -> Result<Self, String> {
        let apis = ServedApis::of(services);
        security::check(&apis, services)?;
        let overlaps = overlaps(&apis, services);
        Ok(HttpMock { apis, account: ACCOUNT.into(), accepted, issued: IssuedTokens::default(), overlaps })
    }

    /// Some that meet every scheme.
    pub(super) fn credentials(&self) -> Credentials {
        let keyed = self.apis.schemes().filter(|scheme| matches!(scheme.kind, SchemeKind::ApiKey { .. }));
        let secret = self.accepted.as_deref().unwrap_or(CREDENTIAL);
        let credentials = Credentials::new().bearer_token(secret).basic(CREDENTIAL, secret).mutual_tls();
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
    /// Tokens are issued where the document says that they are.
    fn further_services(&self, _: &[&'static Service]) -> Vec<&'static Service> {
        self.apis.token_paths().next().map(|_| &token_endpoint::SERVICE).into_iter().collect()
    }

    /// An operation of an API goes before the token endpoint.
    fn route<'o>(&self, operations: &'o Operations, request: &Request<'_>) -> Result<&'o Served, Refusal> {
        let is_token_endpoint = || request.method == "POST" && self.apis.token_paths().any(|path| path == request.path);
        route::route(operations, &self.apis, request).or_else(|refusal| {
            let mut built_in = operations.all().iter().filter(|served| served.is_built_in);
            built_in.next().filter(|_| is_token_endpoint()).ok_or(refusal)
        })
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
        if call.served.is_built_in {
            let (accepted, issued) = (self.accepted.as_deref(), &self.issued);
            return Ok(Box::new(TokenEndpoint { account: &self.account, accepted, issued }));
        }
        if let (false, Some(api)) = (operation.anonymous, self.apis.get(operation.described.api)) {
            let known = Known { accepted: self.accepted.as_deref(), issued: &self.issued, now: call.virtual_time() };
            security::check_call(api, operation.described, call.request, known)?;
        }
        Ok(Box::new(Anyone { account: &self.account }))
    }

    fn error(&self, context: &ErrorContext<'_>) -> ErrorAnswer {
        match context.api {
            Some(api) if std::ptr::eq(api, token_endpoint::SERVICE.api) => token_endpoint::error(context),
            _ => problem::answer(context),
        }
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

    fn reset(&self, _: Option<u64>) {
        self.issued.forget();
    }

    fn description(&self) -> Vec<(&'static str, Value)> {
        let paths: Vec<_> = self.apis.token_paths().collect();
        if paths.is_empty() { Vec::new() } else { vec![("tokenPaths", paths.into())] }
    }

    fn announcement(&self) -> Vec<(&'static str, String)> {
        let callers = match self.accepted {
            Some(_) => "only the token, password or key of --credential is accepted",
            None => "any token, password or key is accepted",
        };
        let tokens = self.apis.token_paths().map(|path| ("tokens", format!("issued by POST {path} to any client")));
        let overlaps = self.overlaps.iter().map(|overlap| ("overlap", overlap.clone()));
        std::iter::once(("callers", callers.to_owned())).chain(tokens).chain(overlaps).collect()
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
