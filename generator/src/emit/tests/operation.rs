use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::{Map, Value};

use super::{chain, client_call, imports, request, send};
use crate::emit::tokens::{docs, file_docs, ident, number};
use crate::model::{Limit, Location, SignedRequest};
use crate::plan::{Call, CallBody, EventsPlan, ExpectedPoll, KindPlan, OperationPlan, Plan, RowOutcome, Scenario};

/// `tests/operations/<operation>.rs`.
pub(super) fn tokens(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> TokenStream {
    let docs = file_docs(&format!("`{}`", operation.operation.id));
    let wire = operation.wire.as_ref().map(|call| wire(plan, operation, call));
    let recorded = plan.api.signed_requests.iter().filter(|request| request.operation == operation.operation.id);
    let recorded = recorded.enumerate().filter_map(|(at, request)| self::recorded(plan, operation, at + 1, request));
    let mock = operation.served.then(|| against_the_mock(plan, operation));
    let code = quote!(#wire #(#recorded)* #mock);
    let imports = imports(plan, operation, &code);
    quote!(#docs #imports #code)
}

/// Everything that takes a server.
fn against_the_mock(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> TokenStream {
    let success = success(plan, operation);
    let outcome = outcome(plan, operation);
    let forced = forced(plan, operation);
    let reported = reported(plan, operation);
    let raised = kinds(operation, RowOutcome::Error).map(|kind| raised(plan, operation, kind));
    let missing = missing(operation);
    quote!(#success #outcome #forced #reported #(#raised)* #missing)
}

/// The request without a server: where the parameters go.
fn wire(plan: &Plan<'_>, operation: &OperationPlan<'_>, call: &Call) -> TokenStream {
    let request = request(plan, operation, call);
    let query = if call.sent_query.is_empty() { String::new() } else { format!("?{}", call.sent_query) };
    let labels: Vec<_> = call.host.iter().map(|(_, value)| format!("{}.", value.to_ascii_lowercase())).collect();
    let url = format!("https://{}example.com{}{query}", labels.concat(), call.path);
    let action = &operation.operation.action;
    let headers =
        call.headers.iter().map(|(name, value)| quote!(assert_eq!(request.headers().get(#name), Some(#value));));
    let body = body(&call.body);
    quote! {
        #[test]
        fn the_request_carries_action_and_parameters() -> Outcome {
            let request = #request;
            let signer = Signer {
                origin: &"example.com".parse()?,
                credentials: &Credentials::new("testid", "testsecret"),
                time: UNIX_EPOCH,
                nonce: "1",
                user_agent: "test",
            };
            let request = signer.sign(&Arguments::of(&request))?;
            assert_eq!(request.url(), #url);
            assert_eq!(request.headers().get("x-acs-action"), Some(#action));
            #(#headers)*
            #body
            Ok(())
        }
    }
}

/// What is sent as the body.
fn body(body: &CallBody) -> TokenStream {
    match body {
        CallBody::None => quote!(assert!(request.body().is_empty());),
        CallBody::Form(text) => quote! {
            assert_eq!(request.headers().get("content-type"), Some("application/x-www-form-urlencoded"));
            assert_eq!(request.body(), #text.as_bytes());
        },
        CallBody::Text(text) => quote!(assert_eq!(request.body(), #text.as_bytes());),
        CallBody::Json(value) => {
            let text = value.to_string();
            quote! {
                let body: serde_json::Value = serde_json::from_slice(request.body())?;
                let expected: serde_json::Value = serde_json::from_str(#text)?;
                assert_eq!(body, expected);
            }
        }
        CallBody::Xml(value) => {
            let mut leaves = Vec::new();
            elements(value, &mut leaves);
            quote! {
                assert_eq!(request.headers().get("content-type"), Some("application/xml"));
                let body = std::str::from_utf8(request.body())?;
                for element in [#(#leaves),*] {
                    assert!(body.contains(element), "{body}");
                }
            }
        }
    }
}

/// The elements that have no elements in them.
fn elements(value: &Value, leaves: &mut Vec<String>) {
    for (name, value) in value.as_object().into_iter().flatten() {
        let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in values {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let plain = !text.contains(['<', '>', '&', '\r']);
            if value.is_object() {
                elements(value, leaves);
            } else if plain && !text.is_empty() && !value.is_array() {
                leaves.push(format!("<{name}>{text}</{name}>"));
            }
        }
    }
}

/// A recorded request of an official client comes out the same.
fn recorded(
    plan: &Plan<'_>,
    operation: &OperationPlan<'_>,
    number: usize,
    recorded: &SignedRequest,
) -> Option<TokenStream> {
    let request = request(plan, operation, &operation.call(&recorded.parameters)?);
    let SignedRequest { access_key_id, access_key_secret, host, date, nonce, authorization, .. } = recorded;
    let origin = format!("http://{host}");
    let url = format!("{origin}{}", recorded.target);
    let name = format_ident!("recorded_request_{number}_comes_out_byte_for_byte");
    let docs = docs(&format!("Recorded from {}.", recorded.source));
    Some(quote! {
        #docs
        #[test]
        fn #name() -> Outcome {
            let request = #request;
            let signer = Signer {
                origin: &#origin.parse()?,
                credentials: &Credentials::new(#access_key_id, #access_key_secret),
                time: time::parse(#date).ok_or("the date")?,
                nonce: #nonce,
                user_agent: "test",
            };
            let request = signer.sign(&Arguments::of(&request))?;
            assert_eq!(request.url(), #url);
            assert_eq!(request.headers().get("authorization"), Some(#authorization));
            Ok(())
        }
    })
}

/// Makes the mock of a scenario, and a client of it.
fn arrange(scenario: &Scenario<'_>) -> TokenStream {
    let site = scenario.site.map(|site| quote!(.site(#site)));
    // A limit is counted by the day: the test must not run across midnight.
    let clock = scenario.used_up.map(|_| quote!(.virtual_time(UNIX_EPOCH)));
    let start = match (&site, &clock) {
        (None, None) => quote!(Mock::start().await),
        _ => quote!(Mock::builder() #site #clock .start().await?),
    };
    let given = scenario.given.iter().map(|name| quote!(mock.given(#name)?;));
    let resources = scenario.resources.iter().map(|name| quote!(mock.put_resource(#name, json!({}))?;));
    let without = scenario.without.iter().filter(|_| !scenario.given.is_empty());
    let without = without.map(|name| quote!(mock.remove_resources(#name)?;));
    quote! {
        let mock = #start;
        #(#given)*
        #(#resources)*
        #(#without)*
        let client = mock.client();
    }
}

/// An async test that may use `?`.
fn test(name: &Ident, body: TokenStream) -> TokenStream {
    quote! {
        #[tokio::test]
        async fn #name() -> Outcome {
            #body
            Ok(())
        }
    }
}

fn success(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> Option<TokenStream> {
    let scenario = operation.success();
    let send = send(plan, operation, &operation.call(&scenario.parameters)?);
    let (arrange, status) = (arrange(&scenario), number(operation.operation.response.status));
    if let Some(events) = &operation.events {
        return Some(events_come(events, &arrange, &send, &status));
    }
    Some(test(
        &ident("the_call_succeeds"),
        quote! {
            #arrange
            let response = #send?;
            assert_eq!(response.status(), #status);
            assert!(!response.request_id().is_empty());
        },
    ))
}

/// All events that the mock answers come, one after the other.
fn events_come(events: &EventsPlan, arrange: &TokenStream, send: &TokenStream, status: &Literal) -> TokenStream {
    let count = number(events.count as u64);
    test(
        &ident("the_events_come"),
        quote! {
            #arrange
            let mut events = #send?;
            assert_eq!(events.status(), #status);
            assert!(!events.request_id().is_empty());
            for _ in 0..#count {
                events.next().await.ok_or("an event")??;
            }
            assert!(events.next().await.is_none());
        },
    )
}

/// What the call has started is polled for.
fn outcome(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> Option<TokenStream> {
    let poll = operation.poll.as_ref()?;
    let scenario = operation.success();
    let call = operation.call(&scenario.parameters)?;
    let polls = match plan.expected_poll(operation, poll, &call)? {
        ExpectedPoll::Success => quote! {
            let outcome = poller.wait().await?;
            assert!(outcome.has_succeeded());
        },
        ExpectedPoll::Answer => quote! {
            let answer = poller.next().await?;
            assert_eq!(answer.status(), 200);
        },
    };
    let request = chain(plan, operation, &call, client_call(plan, operation, &call));
    let arrange = arrange(&scenario);
    Some(test(
        &ident("the_outcome_can_be_polled_for"),
        quote! {
            #arrange
            let mut poller = #request.poll().await?.interval(Duration::from_millis(1)).max_wait(Duration::from_secs(1));
            assert!(!poller.started().request_id().is_empty());
            #polls
        },
    ))
}

/// The rows of the error table of which this becomes.
fn kinds<'a>(operation: &'a OperationPlan<'a>, outcome: RowOutcome) -> impl Iterator<Item = &'a KindPlan<'a>> {
    operation.kinds.iter().filter(move |kind| operation.row_outcome(kind.row) == outcome)
}

/// Every row of the error table that is an error, forced.
fn forced(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> Option<TokenStream> {
    kinds(operation, RowOutcome::Error).next()?;
    let send = send(plan, operation, &operation.call(&Map::new())?);
    let rows = kinds(operation, RowOutcome::Error).map(|KindPlan { name, row }| {
        let (kind, status) = (ident(name), number(row.status));
        let (code, message, remedy) = (&row.code, &row.message, &row.remedy);
        quote!((Kind::#kind, #status, #code, #message, #remedy))
    });
    Some(test(
        &ident("every_error_is_typed_and_says_what_to_do"),
        quote! {
            let mock = Mock::start().await;
            let client = mock.client();
            let rows = [#(#rows),*];
            for (kind, status, code, message, remedy) in rows {
                mock.force(&OPERATION, code)?;
                let error = #send.expect_err("the answer is forced");
                assert_eq!(error.kind(), kind);
                assert_eq!(error.status(), Some(status));
                assert_eq!(error.code(), Some(code));
                assert_eq!(error.message(), message);
                let request_id = error.request_id().ok_or("the request id")?;
                let text = error.to_string();
                for part in [code, message, request_id, remedy] {
                    assert!(text.contains(part), "{text}");
                }
            }
        },
    ))
}

/// Every row of the error table under a status of success, forced.
fn reported(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> Option<TokenStream> {
    kinds(operation, RowOutcome::Success).next()?;
    let send = send(plan, operation, &operation.call(&Map::new())?);
    let rows = kinds(operation, RowOutcome::Success).map(|KindPlan { row, .. }| {
        let (status, code) = (number(row.status), &row.code);
        quote!((#status, #code))
    });
    Some(test(
        &ident("a_code_under_a_status_of_success_is_no_error"),
        quote! {
            let mock = Mock::start().await;
            let client = mock.client();
            for (status, code) in [#(#rows),*] {
                mock.force(&OPERATION, code)?;
                let response = #send?;
                assert_eq!(response.status(), status);
                assert!(!response.request_id().is_empty());
            }
        },
    ))
}

/// One row of the error table, raised by its condition in every way that is known.
fn raised(plan: &Plan<'_>, operation: &OperationPlan<'_>, kind: &KindPlan<'_>) -> TokenStream {
    let scenarios = operation.scenarios(kind.row);
    let several = scenarios.len() > 1;
    let variant = ident(&kind.name);
    let tests = scenarios.iter().enumerate().filter_map(|(at, scenario)| {
        let send = send(plan, operation, &operation.call(&scenario.parameters)?);
        let arrange = arrange(scenario);
        if let Some(limit) = scenario.used_up {
            return Some(used_up(kind, limit, &arrange, &send));
        }
        let number = if several { format!("_{}", at + 1) } else { String::new() };
        Some(test(
            &test_name(kind, &format!("is_raised_by_its_condition{number}")),
            quote! {
                #arrange
                let error = #send.expect_err("the condition holds");
                assert_eq!(error.kind(), Kind::#variant);
            },
        ))
    });
    quote!(#(#tests)*)
}

fn test_name(kind: &KindPlan<'_>, rest: &str) -> Ident {
    format_ident!("{}_{rest}", heck::ToSnakeCase::to_snake_case(kind.name.as_str()))
}

/// The last call within a limit succeeds, the next one does not, and the next day one does again.
fn used_up(kind: &KindPlan<'_>, limit: &Limit, arrange: &TokenStream, send: &TokenStream) -> TokenStream {
    let count = number(limit.count);
    let variant = ident(&kind.name);
    test(
        &test_name(kind, &format!("is_raised_by_call_{}", u64::from(limit.count) + 1)),
        quote! {
            #arrange
            for _ in 0..#count {
                #send?;
            }
            let error = #send.expect_err("the limit is used up");
            assert_eq!(error.kind(), Kind::#variant);
            mock.advance(Duration::from_secs(24 * 60 * 60));
            #send?;
        },
    )
}

/// A call without any parameter is refused by the name of the first that is required and that the client does not fill in,
/// unless the error table has a row for that.
fn missing(operation: &OperationPlan<'_>) -> Option<TokenStream> {
    let token = operation.operation.idempotency_token.as_ref();
    let first = operation.required().map(|field| &field.parameter.name).find(|name| Some(*name) != token)?;
    // Without them there is no call.
    let is_place = |location| matches!(location, Location::Path | Location::Host);
    if operation.fields.iter().any(|field| is_place(field.parameter.location)) {
        return None;
    }
    if operation.operation.errors.iter().filter_map(|row| row.when.as_ref()).any(|when| when.asks_for(first)) {
        return None;
    }
    let code = format!("Missing{first}");
    Some(quote! {
        /// The operation without its parameters.
        struct Nothing;

        impl Input for Nothing {
            type Output = ResponseBody;
            type ErrorKind = Kind;
            const OPERATION: &'static Operation = &OPERATION;

            fn arguments(&self, _: &mut Arguments) {}
        }

        #[tokio::test]
        async fn a_call_without_parameters_is_refused() {
            let mock = Mock::start().await;
            let error = mock.client().runtime().send(&Nothing).await.expect_err("a parameter is required");
            assert_eq!(error.code(), Some(#code));
        }
    })
}
