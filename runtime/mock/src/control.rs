//! The control API over HTTP, under `/_mock`: what [`Mock`](crate::Mock) offers to Rust, for everyone else.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use acs_core::time;
use axum::Router;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, Response, StatusCode, Uri, header};
use axum::response::IntoResponse;
use axum::routing::{get, post, put};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::accounts::DEFAULT_ACCOUNT;
use crate::body::{BodyError, read_body};
use crate::gateway::Gateway;
use crate::{ForceError, ResourceError};

type Answer = Result<Json, Problem>;

pub(crate) fn router() -> Router<Arc<Gateway>> {
    let controls = Router::new()
        .route("/", get(describe))
        .route("/force", post(force))
        .route("/resources/{name}", put(put_resource).delete(remove_resource))
        .route("/clock/advance", post(advance))
        .route("/reset", post(reset))
        .route("/calls", get(calls))
        .fallback(async || Problem::new(StatusCode::NOT_FOUND, "no such control; see GET /_mock"))
        .method_not_allowed_fallback(async || {
            let message = "this control takes another method; see GET /_mock";
            Problem::new(StatusCode::METHOD_NOT_ALLOWED, message)
        });
    Router::new().nest("/_mock", controls).route("/_mock/", get(describe))
}

async fn describe(State(gateway): State<Arc<Gateway>>) -> Json {
    let service = gateway.service;
    let operations = service.operations.iter().map(|operation| {
        let rows = operation.operation.errors.iter();
        json!({
            "action": operation.operation.action,
            "path": format!("/{}", operation.id),
            "errors": rows.map(|row| row.code).collect::<Vec<_>>(),
        })
    });
    let resources =
        service.resources.iter().map(|resource| json!({ "name": resource.name, "description": resource.description }));
    Json(json!({
        "product": service.api.product,
        "version": service.api.version,
        "site": gateway.site.id,
        "accessKeyIds": gateway.accounts.access_key_ids(),
        "accounts": gateway.accounts.ids(),
        "now": time::format(gateway.now()),
        "operations": operations.collect::<Vec<_>>(),
        "resources": resources.collect::<Vec<_>>(),
        "controls": [
            {
                "request": "POST /_mock/force",
                "body": { "operation": "<action>", "code": "<error code>", "times": 1 },
                "does": "has the next calls of the operation answered with the error",
            },
            {
                "request": "PUT /_mock/resources/<name>?account=<account>",
                "body": {},
                "does": "gives the account the resource; without account, the default one",
            },
            {
                "request": "DELETE /_mock/resources/<name>?account=<account>",
                "does": "takes the resource from the account",
            },
            {
                "request": "POST /_mock/clock/advance",
                "body": { "seconds": 86_400 },
                "does": "moves the virtual clock forward",
            },
            { "request": "POST /_mock/reset", "does": "takes everything back to the start" },
            { "request": "GET /_mock/calls", "does": "lists the last calls" },
            {
                "header": "Prefer: code=409, example=<error code>",
                "does": "has the call that carries it answered with the error",
            },
        ],
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Force {
    operation: String,
    code: String,
    #[serde(default = "once")]
    times: u32,
}

fn once() -> u32 {
    1
}

async fn force(State(gateway): State<Arc<Gateway>>, body: Body) -> Answer {
    let Force { operation, code, times } = read_json(body).await?;
    gateway.force(&operation, &code, times)?;
    Ok(Json(json!({ "operation": operation, "code": code, "times": times })))
}

async fn put_resource(
    State(gateway): State<Arc<Gateway>>,
    name: Result<Path<String>, PathRejection>,
    uri: Uri,
    body: Body,
) -> Answer {
    let Path(name) = name?;
    let account = account(&uri)?;
    let body = read_body(body).await?;
    let value = match body.is_empty() {
        true => json!({}),
        false => parse(&body)?,
    };
    gateway.put_resource(&account, &name, value)?;
    Ok(Json(json!({ "name": name, "account": account })))
}

async fn remove_resource(
    State(gateway): State<Arc<Gateway>>,
    name: Result<Path<String>, PathRejection>,
    uri: Uri,
) -> Answer {
    let Path(name) = name?;
    let account = account(&uri)?;
    let removed = gateway.remove_resource(&account, &name)?.is_some();
    Ok(Json(json!({ "name": name, "account": account, "removed": removed })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    seconds: f64,
}

async fn advance(State(gateway): State<Arc<Gateway>>, body: Body) -> Answer {
    let Advance { seconds } = read_json(body).await?;
    let by = Duration::try_from_secs_f64(seconds).map_err(|error| Problem::bad_request(format!("seconds: {error}")))?;
    gateway.advance(by);
    Ok(Json(json!({ "now": time::format(gateway.now()) })))
}

async fn reset(State(gateway): State<Arc<Gateway>>) -> Json {
    gateway.reset();
    Json(json!({ "now": time::format(gateway.now()) }))
}

async fn calls(State(gateway): State<Arc<Gateway>>) -> Json {
    Json(json!({ "calls": gateway.calls() }))
}

/// The account that the query names, else the default one.
fn account(uri: &Uri) -> Result<String, Problem> {
    let query = uri.query().unwrap_or_default();
    let mut pairs: HashMap<_, _> = form_urlencoded::parse(query.as_bytes()).collect();
    let account = pairs.remove("account");
    match pairs.into_keys().next() {
        Some(unknown) => Err(Problem::bad_request(format!("unknown parameter `{unknown}`, only account"))),
        None => Ok(account.map_or_else(|| DEFAULT_ACCOUNT.to_owned(), |id| id.into_owned())),
    }
}

async fn read_json<T: DeserializeOwned>(body: Body) -> Result<T, Problem> {
    parse(&read_body(body).await?)
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(body).map_err(|error| Problem::bad_request(format!("the body: {error}")))
}

/// An answer that people read as well, as `curl` prints it.
struct Json(Value);

impl IntoResponse for Json {
    fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::from(format!("{:#}\n", self.0)));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        response
    }
}

/// Why a control does not do what it is asked; sent as `{"error": "…"}`.
struct Problem {
    status: StatusCode,
    message: String,
}

impl Problem {
    fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Problem { status, message: message.into() }
    }

    fn bad_request(message: impl Into<String>) -> Self {
        Problem::new(StatusCode::BAD_REQUEST, message)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response<Body> {
        let mut response = Json(json!({ "error": self.message })).into_response();
        *response.status_mut() = self.status;
        response
    }
}

impl From<ForceError> for Problem {
    fn from(error: ForceError) -> Self {
        Problem::bad_request(error.to_string())
    }
}

impl From<ResourceError> for Problem {
    fn from(error: ResourceError) -> Self {
        Problem::bad_request(error.to_string())
    }
}

impl From<PathRejection> for Problem {
    fn from(error: PathRejection) -> Self {
        Problem::new(error.status(), error.body_text())
    }
}

impl From<BodyError> for Problem {
    fn from(error: BodyError) -> Self {
        let status = match error {
            BodyError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            BodyError::Broken => StatusCode::BAD_REQUEST,
        };
        Problem::new(status, error.to_string())
    }
}
