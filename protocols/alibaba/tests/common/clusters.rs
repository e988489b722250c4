//! An invented ROA API, "Clusters".

use twinspec_alibaba::mock::{Condition, Operation, Predicate, Schema, Service, Site, Subject};
use twinspec_core::{Api, ErrorRow, Location, Method, Parameter, ResponseFormat, Style};

static API: Api = Api::new("Clusters", "2030-01-01", &twinspec_alibaba::Alibaba::ROA);

pub(crate) static SERVICE: Service =
    Service::new(&API, &[&GET, &CREATE, &LIST, &GET_ACL, &GET_FILE, &LIST_FILES, &LIST_BUCKETS])
        .sites(&[Site::new("intl", "International site")]);

/// An operation that answers in its own way and asks for nothing.
const fn answering(
    operation: &'static twinspec_core::Operation,
    id: &'static str,
    schemas: &'static [Schema],
    response: &'static str,
) -> Operation {
    Operation::new(operation).id(id).anonymous().schemas(schemas).response(response)
}

static FILE: [Parameter; 1] = [parameter("Key", Location::Path, Style::Flat, true).sensitive()];

static GET_ACL: Operation = answering(
    &operation("GetAcl", &[Method::Get], "/files/{Key}?acl", &FILE, &[]).response(ResponseFormat::Xml),
    "GetAcl",
    &[TEXT],
    r#"{"Owner":"a<b","Grant":["read","write"]}"#,
);

static GET_FILE: Operation = answering(
    &operation("GetFile", &[Method::Get], "/files/{Key}", &FILE, &[]).response(ResponseFormat::Binary),
    "GetFile",
    &[TEXT],
    r#""what is in it""#,
);

static LIST_FILES: Operation = answering(
    &operation("ListFiles", &[Method::Get], "/", &[parameter("bucket", Location::Host, Style::Flat, true)], &[]),
    "ListFiles",
    &[TEXT],
    r#"["a","b"]"#,
);

static LIST_BUCKETS: Operation =
    answering(&operation("ListBuckets", &[Method::Get], "/", &[], &[]), "ListBuckets", &[], "7");

const TEXT: Schema = Schema::String { pattern: None, min_length: None, max_length: None, values: &[] };

const fn parameter(name: &'static str, location: Location, style: Style, required: bool) -> Parameter {
    let parameter = Parameter::new(name, location, style);
    if required { parameter.required() } else { parameter }
}

const fn operation(
    action: &'static str,
    methods: &'static [Method],
    path: &'static str,
    parameters: &'static [Parameter],
    errors: &'static [ErrorRow],
) -> twinspec_core::Operation {
    twinspec_core::Operation::new(&API, action, methods, path).parameters(parameters).errors(errors)
}

static GET: Operation = Operation::new(&operation(
    "GetCluster",
    &[Method::Get],
    "/clusters/{ClusterId}",
    &[
        parameter("ClusterId", Location::Path, Style::Flat, true),
        parameter("x-acs-lock", Location::Header, Style::Flat, false),
    ],
    &[ErrorRow::new(404, "ClusterNotFound", "There is no such cluster.")],
))
.schemas(&[
    Schema::String { pattern: Some("^[a-z0-9/ -]+$"), min_length: None, max_length: None, values: &[] },
    Schema::Integer { minimum: None, maximum: None },
])
.conditions(&[Condition::Is { subject: Subject::Parameter("ClusterId"), predicate: Predicate::Matches("^none$") }])
.response(r#"{"RequestId":""}"#);

static CREATE: Operation = Operation::new(&operation(
    "CreateCluster",
    &[Method::Post],
    "/clusters",
    &[parameter("body", Location::Body, Style::Json, true)],
    &[],
))
.schemas(&[Schema::Object {
    properties: &[("name", TEXT), ("size", Schema::Integer { minimum: Some(1), maximum: None })],
    required: &["name"],
}])
.response(r#"{"RequestId":""}"#);

static LIST: Operation = Operation::new(&operation("ListClusters", &[Method::Get], "/clusters/all", &[], &[]))
    .response(r#"{"request_id":"example","clusters":[]}"#);
