//! The two operations of Security Token Service that providers call.

use std::time::SystemTime;

use crate::{Alibaba, ApiStyle, Credentials, Signer};
use twinspec_core::{Api, Arguments, Location, Method, Operation, Origin, Parameter, Style, printable};

use super::exchange::{Answer, Limits};
use super::session::session;
use super::{CredentialsError, ProviderConfig};
use crate::user_agent::user_agent;
use twinspec_client::unique;

static PROTOCOL: Alibaba = Alibaba::new(ApiStyle::Rpc);
static API: Api = Api::new("Sts", "2015-04-01", &PROTOCOL);

pub(super) static ASSUME_ROLE: Operation = operation(
    "AssumeRole",
    &[form("RoleArn"), form("RoleSessionName"), form("DurationSeconds"), form("Policy"), form("ExternalId")],
);

pub(super) static ASSUME_ROLE_WITH_OIDC: Operation = operation(
    "AssumeRoleWithOIDC",
    &[
        form("RoleArn"),
        form("OIDCProviderArn"),
        // In the body it stays out of the logs of proxies.
        form("OIDCToken").sensitive(),
        form("RoleSessionName"),
        form("DurationSeconds"),
        form("Policy"),
    ],
);

const fn form(name: &'static str) -> Parameter {
    Parameter::new(name, Location::Form, Style::Flat)
}

const fn operation(action: &'static str, parameters: &'static [Parameter]) -> Operation {
    Operation::new(&API, action, &[Method::Post], "/").parameters(parameters)
}

/// Calls an operation and returns the session that it began.
pub(super) async fn begin_session(
    config: &ProviderConfig,
    origin: &Origin,
    caller: &Credentials,
    arguments: &Arguments,
    provider: String,
) -> Result<Credentials, CredentialsError> {
    let action = arguments.operation().name;
    let failed = |error: &dyn std::fmt::Display| CredentialsError::new(format!("{action} was not sent: {error}"));
    let nonce = unique().map_err(|error| failed(&error).with_source(error))?;
    // As a client does; the clock of the configuration says when sessions end.
    let time = SystemTime::now();
    let signer = Signer { origin, credentials: caller, time, nonce: &nonce, user_agent: &user_agent(None) };
    let request = signer.sign(arguments).map_err(|error| failed(&error).with_source(error))?;
    let place = format!("the response of {origin} to {action}");
    let answer = config.exchange(&request, Limits::SERVICE, place).await?;
    if answer.status != 200 {
        return Err(refusal(action, origin, &answer));
    }
    let mut object = answer.object()?;
    let mut credentials = object
        .object("Credentials")?
        .ok_or_else(|| CredentialsError::new(format!("{} has no `Credentials`", answer.place())))?;
    session(&mut credentials, provider)
}

/// How much is shown of a code and of an id, in characters.
const MAX_NAME: usize = 100;

/// How much is shown of a message, in characters.
const MAX_MESSAGE: usize = 600;

/// The error of the service.
fn refusal(action: &str, origin: &Origin, answer: &Answer) -> CredentialsError {
    let described = answer
        .object()
        .and_then(|mut error| Ok((error.required_plain("Code")?, error.plain("Message")?, error.plain("RequestId")?)));
    let (code, message, request_id) = match described {
        Ok(described) => described,
        Err(error) => {
            let message = format!("{action} failed with status {}, and {error}", answer.status);
            return CredentialsError::new(message);
        }
    };
    let shown = printable(&code, MAX_NAME);
    let mut text = format!("{action} was refused by {origin}: {shown} (status {})", answer.status);
    if let Some(message) = message {
        text.push_str(&format!(": {}", printable(&message, MAX_MESSAGE)));
    }
    if let Some(request_id) = request_id {
        text.push_str(&format!(" (request {})", printable(&request_id, MAX_NAME)));
    }
    if let Some(remedy) = remedy(&code) {
        text.push_str(&format!("; remedy: {remedy}"));
    }
    CredentialsError::new(text)
}

fn remedy(code: &str) -> Option<&'static str> {
    Some(match code {
        "NoPermission" => {
            "allow the caller sts:AssumeRole, and name it in the trust policy of the role; an account itself cannot \
             assume a role"
        }
        "AuthenticationFail.NoPermission" => "name the identity provider in the trust policy of the role",
        "EntityNotExist.Role" | "InvalidParameter.RoleArn" => "check the ARN of the role",
        "InvalidParameter.DurationSeconds" => "ask for at least 900 seconds, and no more than the role allows",
        "InvalidParameter.RoleSessionName" => "use 2 to 64 letters, digits and `.@-_`",
        "InvalidAccessKeyId.NotFound" | "SignatureDoesNotMatch" => "check the access key that the role is assumed with",
        _ => return None,
    })
}
