//! The operations as descriptors, so that they are routed, validated and forced like any other.

use twinspec_core::{Api, ErrorRow, Location, Method, Parameter, Style};

use twinspec_mock::{Behaviour, Condition, Operation, Schema, Service, Site};

/// The product, as requests and endpoints name it.
pub(crate) const PRODUCT: &str = "Sts";

pub(super) const VERSION: &str = "2015-04-01";

static API: Api = Api::new(PRODUCT, VERSION, &crate::Alibaba::RPC);

/// What every mock serves of Security Token Service.
pub(crate) static SERVICE: Service =
    Service::new(&API, &OPERATIONS).sites(&[Site::new("intl", "Security Token Service")]);

static OPERATIONS: [&Operation; 3] = [&ASSUME_ROLE, &ASSUME_ROLE_WITH_OIDC, &GET_CALLER_IDENTITY];

const GIVES_CREDENTIALS: Behaviour = Behaviour::new().sensitive(&["AccessKeySecret", "SecurityToken"]);

const fn required(name: &'static str) -> Parameter {
    optional(name).required()
}

const fn optional(name: &'static str) -> Parameter {
    Parameter::new(name, Location::Query, Style::Flat)
}

const fn row(status: u16, code: &'static str, message: &'static str) -> ErrorRow {
    ErrorRow::new(status, code, message)
}

const fn operation(
    action: &'static str,
    read_only: bool,
    parameters: &'static [Parameter],
    errors: &'static [ErrorRow],
) -> twinspec_core::Operation {
    let operation = twinspec_core::Operation::new(&API, action, &[Method::Post, Method::Get], "/")
        .parameters(parameters)
        .errors(errors);
    if read_only { operation.read_only() } else { operation }
}

/// A row of the error table says what is wrong with a parameter, not the gateway.
const TEXT: Schema = Schema::String { pattern: None, min_length: None, max_length: None, values: &[] };

pub(super) const DURATION: ErrorRow =
    row(400, "InvalidParameter.DurationSeconds", "The Min/Max value of DurationSeconds is 15min/1hr.");
pub(super) const EXTERNAL_ID: ErrorRow =
    row(400, "InvalidParameter.ExternalId", "The parameter ExternalId is wrongly formed.");
pub(super) const ROLE_ARN: ErrorRow = row(400, "InvalidParameter.RoleArn", "The parameter RoleArn is wrongly formed.");
pub(super) const ROLE_SESSION_NAME: ErrorRow =
    row(400, "InvalidParameter.RoleSessionName", "The parameter RoleSessionName is wrongly formed.");
pub(super) const POLICY_GRAMMAR: ErrorRow =
    row(400, "InvalidParameter.PolicyGrammar", "The parameter Policy has not passed grammar check.");
pub(super) const POLICY_SIZE: ErrorRow =
    row(400, "InvalidParameter.PolicySize", "The size of Policy must be smaller than 2048 bytes.");
pub(super) const NO_ROLE: ErrorRow = row(404, "EntityNotExist.Role", "The specified Role not exists .");
pub(super) const TOKEN_EXPIRED: ErrorRow =
    row(400, "AuthenticationFail.OIDCToken.Expired", "This JsonWebToken is expired.");
pub(super) const TOKEN_INVALID: ErrorRow =
    row(400, "AuthenticationFail.OIDCToken.Invalid", "This JsonWebToken is invalid.");
pub(super) const NO_PROVIDER: ErrorRow =
    row(400, "AuthenticationFail.NoPermission", "Parameter OIDCProviderArn is not valid");

static DESCRIBED_ASSUME_ROLE: twinspec_core::Operation = operation(
    "AssumeRole",
    false,
    &[
        required("RoleArn"),
        required("RoleSessionName"),
        optional("DurationSeconds"),
        optional("Policy"),
        optional("ExternalId"),
        optional("SourceIdentity"),
    ],
    &[DURATION, EXTERNAL_ID, ROLE_ARN, ROLE_SESSION_NAME, POLICY_GRAMMAR, POLICY_SIZE, NO_ROLE],
);

static ASSUME_ROLE: Operation = Operation::new(&DESCRIBED_ASSUME_ROLE)
    .schemas(&[TEXT, TEXT, TEXT, TEXT, TEXT, TEXT])
    .conditions(&[const { Condition::ForcedOnly }; 7])
    .behaviour(GIVES_CREDENTIALS);

static DESCRIBED_ASSUME_ROLE_WITH_OIDC: twinspec_core::Operation = operation(
    "AssumeRoleWithOIDC",
    false,
    &[
        required("OIDCProviderArn"),
        required("RoleArn"),
        required("OIDCToken").sensitive(),
        required("RoleSessionName"),
        optional("DurationSeconds"),
        optional("Policy"),
    ],
    &[
        DURATION,
        ROLE_ARN,
        ROLE_SESSION_NAME,
        POLICY_GRAMMAR,
        POLICY_SIZE,
        NO_ROLE,
        TOKEN_EXPIRED,
        TOKEN_INVALID,
        NO_PROVIDER,
    ],
);

static ASSUME_ROLE_WITH_OIDC: Operation = Operation::new(&DESCRIBED_ASSUME_ROLE_WITH_OIDC)
    .schemas(&[TEXT, TEXT, TEXT, TEXT, TEXT, TEXT])
    .conditions(&[const { Condition::ForcedOnly }; 9])
    .behaviour(GIVES_CREDENTIALS);

static DESCRIBED_GET_CALLER_IDENTITY: twinspec_core::Operation = operation("GetCallerIdentity", true, &[], &[]);

static GET_CALLER_IDENTITY: Operation = Operation::new(&DESCRIBED_GET_CALLER_IDENTITY);
