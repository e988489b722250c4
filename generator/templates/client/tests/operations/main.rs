//! Every operation, compared with recorded requests and called against the mock.
#![allow(dead_code, reason = "not every API needs every helper")]
{%- if deprecated %}
#![allow(deprecated)]
{%- endif %}
{%- if gateway %}
mod gateway;
{%- endif %}
{%- for module in modules %}
mod {{ module }};
{%- endfor %}

{% if is_signed %}{% include "client/tests/alibaba/imports.rs" %}{% endif %}
use ::{{ library }}::twinspec_core::{Anonymous, Arguments, CallFacts, HttpRequest, Input};
use ::{{ mock_library }}::Mock;
use ::{{ mock_library }}::twinspec_mock::conformance;
use ::{{ mock_library }}::twinspec_mock::conformance::Scenario;

/// What a test returns, so that it can use `?`.
type Outcome = Result<(), Box<dyn std::error::Error>>;

/// The request as it is sent.
{% if is_signed %}{% include "client/tests/alibaba/sent.rs" %}{% else -%}
fn sent(request: &impl Input) -> Result<HttpRequest, Box<dyn std::error::Error>> {
    Ok(CallFacts::of(&"https://example.com".parse()?).request(&Arguments::of(request), &Anonymous)?)
}
{% endif %}

/// A mock that is not started yet.{% if stateless %} What it is asked for, nobody has created.{% endif %}
fn builder() -> ::{{ mock_library }}::twinspec_mock::Builder<Mock> {
    Mock::builder(){% if stateless %}.stateless(){% endif %}
}

/// A mock in the initial state of a scenario.
async fn start(scenario: Scenario) -> Result<Mock, Box<dyn std::error::Error>> {
    let mut builder = builder();
    if let Some(site) = scenario.site {
        builder = builder.site(site);
    }
    let mock = builder.start().await?;
    scenario.prepare(&mock)?;
    Ok(mock)
}

/// Answers a request with each row of its error table, except those that cannot be read.
async fn errors<I: Input>(unreadable: &[&str], request: I) -> Outcome {
    let mock = builder().start().await?;
    let client = mock.client();
    conformance::errors(&mock, I::OPERATION, unreadable, async || client.runtime().send(&request).await).await?;
    Ok(())
}

/// Sends a request in a scenario in which a condition is true, and expects the error of this kind.
async fn raises<I: Input>(scenario: Scenario, kind: I::ErrorKind, request: I) -> Outcome {
    let mock = start(scenario).await?;
    match mock.client().runtime().send(&request).await {
        Err(error) if error.kind() == kind => Ok(()),
        Err(error) => Err(format!("not {kind:?}, but {error}").into()),
        Ok(_) => Err(format!("not {kind:?}, but a success").into()),
    }
}
