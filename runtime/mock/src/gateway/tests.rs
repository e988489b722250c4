//! What no client is fast enough to prove.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::UNIX_EPOCH;

use super::*;
use crate::refusal::Reason;
use crate::{Condition, Limit, Per, Service, Site, Window};

static API: twinspec_core::Api = twinspec_core::Api::new("Parcels", "2030-01-01", &twinspec_core::Plain);

static SEND_PARCEL: twinspec_core::Operation =
    twinspec_core::Operation::new(&API, "SendParcel", &[twinspec_core::Method::Post], "/")
        .errors(&[twinspec_core::ErrorRow::new(409, "QuotaExceeded", "")]);

static SEND: Operation = Operation::new(&SEND_PARCEL)
    .limits(&[Limit::new("parcels", 100, Per::Account, Window::Day)])
    .conditions(&[Condition::Limit("parcels")]);

static SERVICE: Service = Service::new(&API, &[&SEND]).sites(&[Site::new("eu", "Europe")]);

/// A protocol that asks for nothing.
#[derive(Debug)]
struct Anyone;

impl Refusals for Anyone {
    fn refusal(&self, reason: Reason<'_>) -> Refusal {
        Refusal::new(400, "Refused", format!("{reason:?}"))
    }
}

impl Protocol for Anyone {
    fn route<'o>(&self, operations: &'o Operations, _: &Request<'_>) -> Result<&'o Served, Refusal> {
        operations.all().first().ok_or_else(|| self.refusal(Reason::Internal))
    }

    fn authenticate<'p>(&'p self, _: &Incoming<'_>) -> Result<Box<dyn Caller + 'p>, Refusal> {
        Err(self.refusal(Reason::Internal))
    }

    fn error(&self, _: &ErrorContext<'_>) -> ErrorAnswer {
        ErrorAnswer::default()
    }

    fn default_account(&self) -> AccountId {
        "1".into()
    }

    fn account(&self, id: &str) -> Option<AccountId> {
        Some(id.into())
    }

    fn accounts(&self) -> Vec<String> {
        vec!["1".to_owned()]
    }
}

#[test]
fn of_ten_thousand_calls_at_once_a_limit_of_a_hundred_lets_a_hundred_through() {
    let settings = GatewaySettings {
        protocol: Arc::new(Anyone),
        real_time: None,
        virtual_time: Some(UNIX_EPOCH),
        seed: 0,
        recorder: None,
        logs_api: true,
        rules: Rules::default(),
    };
    let gateway = Gateway::new(Hosted::all(&Anyone, &[&SERVICE], None).unwrap(), settings).unwrap();
    let served = gateway.operations.named("SendParcel").next().unwrap();
    let account: AccountId = "1".into();
    let head = RequestHead::read("POST /");
    let (successes, refusals) = (AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let request = Request::new(&head, &[]);
                for _ in 0..1_250 {
                    match gateway.settle(&request, None, served, &account) {
                        Ok(_) => successes.fetch_add(1, Ordering::Relaxed),
                        Err(_) => refusals.fetch_add(1, Ordering::Relaxed),
                    };
                }
            });
        }
    });
    assert_eq!((successes.into_inner(), refusals.into_inner()), (100, 9_900));
}
