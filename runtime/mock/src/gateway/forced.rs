//! Step 4: whether an outcome was ordered, by the mock's user beforehand or by the request itself.

use std::time::Duration;

use super::request::Request;
use crate::Operation;
use crate::refusal::{Refusal, Refusals, refusals_of};
use crate::state::{Delay, Disturbance, Fault, Forced};

/// The code of an answer to whoever asks for one that there is not.
pub(super) const NO_SUCH_OUTCOME: &str = "Mock.NoSuchOutcome";

/// An outcome that was ordered.
#[derive(Debug)]
pub(crate) enum Ordered {
    Success,
    Refusal(Refusal),
}

/// The outcome ordered for this call: what its header `Prefer` says, else what was ordered beforehand.
pub(super) fn ordered(
    refusals: &dyn Refusals,
    operation: &'static Operation,
    request: &Request<'_>,
    forced: &mut Forced,
) -> Option<Ordered> {
    match Preference::of(request) {
        preference if preference.names_outcome() => Some(preference.outcome(refusals, operation)),
        _ => {
            let step = forced.take(operation.id)?;
            request.disturbance.set(step.disturbance);
            step.refusal.map(Ordered::Refusal)
        }
    }
}

/// What the headers of a request want to happen to its answer: `x-mock-delay: 250`, in milliseconds, and
/// `x-mock-fault: close`.
pub(super) fn wanted(request: &Request<'_>) -> Result<Option<Disturbance>, Refusal> {
    let (fault, delay) = (request.header("x-mock-fault"), request.header("x-mock-delay"));
    if fault.is_none() && delay.is_none() {
        return Ok(None);
    }
    let unknown =
        |what| Refusal::new(404, NO_SUCH_OUTCOME, format!("The header {what} asks for something that does not exist."));
    let fault = fault.map(|name| {
        Fault::named(name.trim())
            .ok_or_else(|| unknown("x-mock-fault").with_hint("close, truncate, garbage, or a status from 200 to 599"))
    });
    let delay = delay
        .map(|text| text.trim().parse().map_err(|_| unknown("x-mock-delay").with_hint("a number of milliseconds")));
    let delay = delay.transpose()?.map(Duration::from_millis);
    let delay = delay.map(|delay| Delay { least: delay, most: delay });
    Ok(Some(Disturbance { fault: fault.transpose()?, delay }))
}

/// The header `Prefer: code=409, example=AlreadyExists.Pet, dynamic=true`, as Prism reads it.
#[derive(Debug, Default)]
pub(super) struct Preference {
    pub(super) code: Option<String>,
    pub(super) example: Option<String>,
    /// Whether each call gets an answer of its own.
    pub(super) dynamic: bool,
}

/// The refusal of whoever asks for an answer that there is not.
pub(super) fn no_such_outcome(operation: &Operation) -> Refusal {
    let message = format!("{} has no answer that the header Prefer asks for.", operation.described.name);
    Refusal::new(404, NO_SUCH_OUTCOME, message)
}

impl Preference {
    /// What the header says of the answer; other preferences are ignored.
    pub(super) fn of(request: &Request<'_>) -> Self {
        let mut preference = Preference::default();
        let values = request.headers_of("prefer");
        for entry in values.flat_map(|value| value.split([',', ';'])) {
            let Some((name, value)) = entry.split_once('=') else {
                continue;
            };
            let value = || Some(value.trim().trim_matches('"').to_owned());
            match name.trim() {
                name if name.eq_ignore_ascii_case("code") => preference.code = value(),
                name if name.eq_ignore_ascii_case("example") => preference.example = value(),
                name if name.eq_ignore_ascii_case("dynamic") => {
                    preference.dynamic = value().is_some_and(|value| value.eq_ignore_ascii_case("true"));
                }
                _ => {}
            }
        }
        preference
    }

    /// Whether it says which answer is wanted.
    pub(super) fn names_outcome(&self) -> bool {
        self.code.is_some() || self.example.is_some()
    }

    fn outcome(&self, refusals: &dyn Refusals, operation: &'static Operation) -> Ordered {
        if self.code.as_deref() == Some("200") {
            return Ordered::Success;
        }
        let fits = |refusal: &Refusal| {
            let code_fits = |code: &String| refusal.status.to_string() == *code;
            let example_fits = |example: &String| refusal.code == *example;
            self.code.as_ref().is_none_or(code_fits) && self.example.as_ref().is_none_or(example_fits)
        };
        Ordered::Refusal(refusals_of(refusals, operation).find(fits).unwrap_or_else(|| no_such_outcome(operation)))
    }
}
