//! The protocol as one mock speaks it.

use std::borrow::Cow;

use twinspec_mock::protocol::{
    AccountId, Caller, ErrorAnswer, ErrorContext, Incoming, Operations, Protocol, REDACTED, Reason, Refusal, Refusals,
    Request, Served,
};

use super::security::Security;
use super::{problem, refusals, route};

/// The account of whoever calls: nothing says of several.
const ACCOUNT: &str = "default";

/// What a mock of an HTTP API knows of its server and its security.
#[derive(Debug)]
pub(crate) struct HttpMock {
    /// Without a slash at its end.
    base_path: String,
    security: Security,
    account: AccountId,
}

impl HttpMock {
    pub(super) fn new(base_path: &str, security: Security) -> Self {
        let base_path = base_path.trim_matches('/');
        let base_path = if base_path.is_empty() { String::new() } else { format!("/{base_path}") };
        HttpMock { base_path, security, account: ACCOUNT.into() }
    }
}

impl Refusals for HttpMock {
    fn refusal(&self, reason: Reason<'_>) -> Refusal {
        match reason {
            Reason::MissingParameter(name) => refusals::missing(name),
            Reason::InvalidParameter(name) => refusals::invalid(name),
            Reason::Throttled => refusals::common("TooManyRequests"),
            _ => refusals::common("InternalError"),
        }
    }

    fn common(&self) -> &'static [(u16, &'static str, &'static str)] {
        refusals::COMMON
    }
}

impl Protocol for HttpMock {
    fn route<'o>(&self, operations: &'o Operations, request: &Request<'_>) -> Result<&'o Served, Refusal> {
        route::route(operations, &self.base_path, request)
    }

    fn called<'r>(&self, request: &'r Request<'_>) -> Option<&'r str> {
        Some(request.path)
    }

    fn path_below_server<'r>(&self, path: &'r str) -> &'r str {
        route::below(&self.base_path, path).unwrap_or(path)
    }

    fn authenticate<'p>(&'p self, call: &Incoming<'_>) -> Result<Box<dyn Caller + 'p>, Refusal> {
        if !call.operation().anonymous {
            self.security.check_call(call.request)?;
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
        let is_secret =
            matches!(name, "authorization" | "cookie" | "proxy-authorization") || self.security.is_key_header(name);
        is_secret.then_some(Cow::Borrowed(REDACTED))
    }

    fn is_common_parameter(&self, name: &str) -> bool {
        self.security.is_key_parameter(name)
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
