//! The protocol as one mock speaks it.

use std::borrow::Cow;

use secrecy::ExposeSecret;
use serde_json::{Value, json};
use twinspec_core::Api;
use twinspec_mock::Service;
use twinspec_mock::protocol::{
    AccountId, Caller, ErrorAnswer, ErrorContext, Fields, Format, IdForm, Incoming, Operations, Protocol, Reason,
    Refusal, Refusals, Request, Served,
};

use super::alibaba_mock::AlibabaMock;
use super::identity::{self, DEFAULT_ACCOUNT};
use super::scheme::Scheme;
use super::sts::{self, StsOperation};
use super::{authenticate, authorize, described, error_body, format, host, redaction, refusals, route};

/// Ids as the service has them: UUIDs of version 5 in upper case.
static IDS: IdForm = IdForm {
    header: "x-acs-request-id",
    trace_header: Some("x-acs-trace-id"),
    members: &["RequestId", "requestId", "request_id"],
    version: 5,
    is_upper_case: true,
};

impl AlibabaMock {
    /// The operation of STS that the mock performs itself. One that it was asked to serve is answered as it is described
    /// as long as there is no role to assume.
    fn performed(&self, call: &Incoming<'_>) -> Option<StsOperation> {
        let sts = StsOperation::of(call.operation())?;
        let have_roles = || self.accounts.have_roles() || described::keeps_roles(call);
        (call.served.is_built_in || !sts.assumes_a_role() || have_roles()).then_some(sts)
    }
}

impl Refusals for AlibabaMock {
    fn refusal(&self, reason: Reason<'_>) -> Refusal {
        match reason {
            Reason::MissingParameter(name) => refusals::missing(name),
            Reason::InvalidParameter(name) => refusals::invalid(name),
            Reason::Throttled => refusals::common("Throttling.User"),
            _ => refusals::common("InternalError"),
        }
    }

    fn common(&self) -> &'static [(u16, &'static str, &'static str)] {
        refusals::COMMON
    }
}

impl Protocol for AlibabaMock {
    fn further_services(&self, asked_for: &[&'static Service]) -> Vec<&'static Service> {
        match asked_for.iter().any(|service| service.api.name == sts::PRODUCT) {
            true => Vec::new(),
            false => vec![&sts::SERVICE],
        }
    }

    fn route<'o>(&self, operations: &'o Operations, request: &Request<'_>) -> Result<&'o Served, Refusal> {
        route::route(operations, request, Scheme::of(request))
    }

    fn called<'r>(&self, request: &'r Request<'_>) -> Option<&'r str> {
        route::action(request, Scheme::of(request))
    }

    fn host_variable<'h>(&self, host: &'h str, api: &'static Api) -> Option<&'h str> {
        host::variable(host, api)
    }

    fn region(&self, request: &Request<'_>, service: &'static Service) -> Option<&'static str> {
        host::region(request, service)
    }

    fn format(&self, request: &Request<'_>) -> Result<Format, Refusal> {
        format::of(request).map_err(|format::UnknownFormat| refusals::common("InvalidParameter.Format"))
    }

    fn format_of_refusal(&self, request: &Request<'_>) -> Format {
        format::wanted(request)
    }

    fn content_type(&self, format: Format) -> &'static str {
        format::content_type(format)
    }

    fn authenticate<'p>(&'p self, call: &Incoming<'_>) -> Result<Box<dyn Caller + 'p>, Refusal> {
        let scheme = Scheme::of(call.request);
        let performed = self.performed(call);
        let is_anonymous = match performed {
            Some(sts) => sts.is_anonymous(),
            None => call.operation().anonymous && scheme == Scheme::Unsigned,
        };
        if is_anonymous {
            let account = self.default_account();
            return Ok(Box::new(Authenticated { alibaba: self, who: Who::Anyone(account), performed }));
        }
        let caller = authenticate::authenticate(self, call, scheme)?;
        Ok(Box::new(Authenticated { alibaba: self, who: Who::Known(caller), performed }))
    }

    fn error(&self, context: &ErrorContext<'_>) -> ErrorAnswer {
        error_body::answer(context)
    }

    fn ids(&self) -> &'static IdForm {
        &IDS
    }

    fn default_account(&self) -> AccountId {
        self.account(DEFAULT_ACCOUNT).unwrap_or_else(|| DEFAULT_ACCOUNT.into())
    }

    fn account(&self, id: &str) -> Option<AccountId> {
        self.accounts.account(id)
    }

    fn accounts(&self) -> Vec<String> {
        self.accounts.ids()
    }

    /// At UTC+08:00.
    fn day_begins_before_utc(&self) -> i64 {
        8 * 60 * 60
    }

    fn reset(&self, seed: Option<u64>) {
        self.accounts.reset(seed);
        self.forget_nonces();
    }

    fn redacted_header(&self, name: &str, value: &str) -> Option<Cow<'static, str>> {
        redaction::header(name, value)
    }

    fn is_common_parameter(&self, name: &str) -> bool {
        redaction::COMMON_PARAMETERS.contains(&name)
    }

    fn description(&self) -> Vec<(&'static str, Value)> {
        vec![("accessKeyIds", json!(self.accounts.access_key_ids()))]
    }

    fn request_controls(&self) -> &'static [(&'static str, &'static str)] {
        &[(
            "x-mock-condition-key: acs:SourceIp=203.0.113.7",
            "sets a condition key of RAM policies for the call that has this header",
        )]
    }

    fn environment(&self) -> Vec<(&'static str, String)> {
        let first = self.accounts.first();
        let secret = first.access_key_secret().map(|secret| secret.expose_secret().to_owned());
        vec![
            ("ALIBABA_CLOUD_ACCESS_KEY_ID", first.access_key_id().unwrap_or_default().to_owned()),
            ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", secret.unwrap_or_default()),
            // That of another session would go with the key.
            ("ALIBABA_CLOUD_SECURITY_TOKEN", String::new()),
        ]
    }

    fn announcement(&self) -> Vec<(&'static str, String)> {
        let first = self.accounts.first().access_key_id().unwrap_or_default();
        vec![("access key", first.to_owned())]
    }
}

/// Who calls, as the gateway asks for it.
#[derive(Debug)]
struct Authenticated<'p> {
    alibaba: &'p AlibabaMock,
    who: Who,
    performed: Option<StsOperation>,
}

#[derive(Debug)]
enum Who {
    /// Whoever comes; the call works on this account.
    Anyone(AccountId),
    Known(identity::Caller),
}

impl Authenticated<'_> {
    fn known(&self) -> Option<&identity::Caller> {
        match &self.who {
            Who::Anyone(_) => None,
            Who::Known(caller) => Some(caller),
        }
    }
}

impl Caller for Authenticated<'_> {
    fn account(&self) -> &AccountId {
        match &self.who {
            Who::Anyone(account) => account,
            Who::Known(caller) => caller.account(),
        }
    }

    fn is_authenticated(&self) -> bool {
        self.known().is_some()
    }

    /// An operation that is performed here knows itself what has to be authorized.
    fn authorize(&self, call: &Incoming<'_>) -> Result<(), Refusal> {
        match self.known() {
            Some(caller) if self.performed.is_none() => authorize::authorize(caller, call),
            _ => Ok(()),
        }
    }

    fn performs(&self) -> bool {
        self.performed.is_some()
    }

    fn perform(&self, call: &Incoming<'_>) -> Result<Fields, Refusal> {
        match self.performed {
            Some(sts) => sts.answer(self.alibaba, call, self.known()),
            None => Err(refusals::common("InternalError")),
        }
    }
}
