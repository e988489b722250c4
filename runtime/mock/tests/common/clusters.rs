//! An invented ROA API, "Clusters".

use acs_core::{Api, ApiStyle, ErrorRow, Location, Method, Parameter, ResponseFormat, Style};
use acs_mock::{Behaviour, Condition, Operation, Predicate, Schema, Service, Site, Subject};

static API: Api = Api { product: "Clusters", version: "2030-01-01", style: ApiStyle::Roa, endpoints: &[] };

pub(crate) static SERVICE: Service = Service {
    api: &API,
    sites: &[Site { id: "intl", name: "International site" }],
    resources: &[],
    given: &[],
    operations: &[&GET, &CREATE, &LIST],
};

const TEXT: Schema = Schema::String { pattern: None, min_length: None, max_length: None, values: &[] };

const fn parameter(name: &'static str, location: Location, style: Style, required: bool) -> Parameter {
    Parameter { name, location, style, required, sensitive: false }
}

const fn operation(
    action: &'static str,
    methods: &'static [Method],
    path: &'static str,
    parameters: &'static [Parameter],
    errors: &'static [ErrorRow],
) -> acs_core::Operation {
    acs_core::Operation {
        api: &API,
        action,
        read_only: false,
        idempotency_token: None,
        methods,
        path,
        parameters,
        response: ResponseFormat::Json,
        errors,
    }
}

static GET: Operation = Operation {
    operation: &operation(
        "GetCluster",
        &[Method::Get],
        "/clusters/{ClusterId}",
        &[
            parameter("ClusterId", Location::Path, Style::Flat, true),
            parameter("x-acs-lock", Location::Header, Style::Flat, false),
        ],
        &[ErrorRow {
            status: 404,
            code: "ClusterNotFound",
            message: "There is no such cluster.",
            description: "",
            remedy: "",
            retryable: false,
        }],
    ),
    id: "GetCluster",
    authorization: &[],
    schemas: &[
        Schema::String { pattern: Some("^[a-z0-9/ -]+$"), min_length: None, max_length: None, values: &[] },
        Schema::Integer { minimum: None, maximum: None },
    ],
    limits: &[],
    conditions: &[Condition::Is { subject: Subject::Parameter("ClusterId"), predicate: Predicate::Matches("^none$") }],
    response: r#"{"RequestId":""}"#,
    behaviour: Behaviour::NONE,
};

static CREATE: Operation = Operation {
    operation: &operation(
        "CreateCluster",
        &[Method::Post],
        "/clusters",
        &[parameter("body", Location::Body, Style::Json, true)],
        &[],
    ),
    id: "CreateCluster",
    authorization: &[],
    schemas: &[Schema::Object {
        properties: &[("name", TEXT), ("size", Schema::Integer { minimum: Some(1), maximum: None })],
        required: &["name"],
    }],
    limits: &[],
    conditions: &[],
    response: r#"{"RequestId":""}"#,
    behaviour: Behaviour::NONE,
};

static LIST: Operation = Operation {
    operation: &operation("ListClusters", &[Method::Get], "/clusters/all", &[], &[]),
    id: "ListClusters",
    authorization: &[],
    schemas: &[],
    limits: &[],
    conditions: &[],
    response: r#"{"RequestId":""}"#,
    behaviour: Behaviour::NONE,
};
