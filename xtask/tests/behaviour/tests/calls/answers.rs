//! Responses of several types, chosen by their status.

use two_successes_client::get_export::{Error, ErrorBody, Kind, Request, Response, ResponseBody};
use two_successes_client::twinspec_core::{HttpResponse, decode};

fn answer(status: u16, body: &str) -> Result<Response, Error> {
    decode::<Request>(HttpResponse::new(status, Default::default(), body.to_owned()))
}

/// What a caller makes of an answer.
fn told(answer: Result<Response, Error>) -> String {
    match answer.map(Response::into_body) {
        Ok(ResponseBody::Ok(done)) => format!("done: {}", done.url),
        Ok(ResponseBody::Accepted(running)) => format!("running: {} %", running.percent),
        Ok(other) => format!("{other:?}"),
        Err(error) => match (error.status(), error.body()) {
            (_, Some(ErrorBody::NotFound(body))) => format!("not found: {:?}", body.message),
            (Some(410), Some(ErrorBody::Gone(body))) => format!("gone: {:?}", body.since),
            (_, body) => format!("{:?}: {body:?}", error.kind()),
        },
    }
}

#[test]
fn each_status_has_its_type() {
    assert_eq!(told(answer(200, r#"{"url":"https://a.example"}"#)), "done: https://a.example");
    assert_eq!(told(answer(202, r#"{"percent":12.5}"#)), "running: 12.5 %");
    assert_eq!(told(answer(404, r#"{"message":"no"}"#)), r#"not found: Some("no")"#);
    assert_eq!(told(answer(410, r#"{"since":"2026"}"#)), r#"gone: Some("2026")"#);
}

#[test]
fn what_is_not_described_is_kept() {
    let Ok(ResponseBody::Unknown(body)) = answer(206, r#"{"url":"u"}"#).map(Response::into_body) else {
        panic!("it is a success");
    };
    assert_eq!(body["url"], "u");
    let error = answer(500, "out of order").expect_err("it is an error");
    assert_eq!(error.kind(), Kind::Unlisted);
    assert_eq!(error.body(), Some(ErrorBody::Unknown("out of order".into())));
    assert_eq!(error.service().map(|error| error.body()), Some("out of order"));
}
