//! An invented API of many operations, each with parameters, an error table, conditions and a limit.

use twinspec_alibaba::mock::{
    Condition, Limit, Operation, Per, Predicate, Resource, Schema, Service, Site, Subject, Window,
};
use twinspec_core::{Api, ErrorRow, Location, Method, Parameter, Style};

pub(crate) const VERSION: &str = "2030-01-01";

static API: Api = Api::new("Folders", VERSION, &twinspec_alibaba::Alibaba::RPC);

pub(crate) fn action(number: usize) -> String {
    format!("CreateFolderOfTheKind{number}")
}

/// A service with this many operations. It is never freed: the process serves it until it ends.
pub(crate) fn of(operations: usize) -> &'static Service {
    let operations: Vec<&'static Operation> = (0..operations).map(operation).collect();
    Box::leak(Box::new(
        Service::new(&API, operations.leak())
            .sites(const { &[Site::new("intl", "International site")] })
            .resources(const { &[Resource::new("Directory", "What folders are in.")] }),
    ))
}

const fn parameter(name: &'static str, required: bool) -> Parameter {
    let parameter = Parameter::new(name, Location::Query, Style::Flat);
    if required { parameter.required() } else { parameter }
}

const fn row(code: &'static str) -> ErrorRow {
    ErrorRow::new(409, code, "It cannot be.")
}

static PARAMETERS: &[Parameter] = &[
    parameter("FolderName", true),
    parameter("ParentFolderId", false),
    parameter("Depth", false),
    parameter("DryRun", false),
    parameter("Tag", false),
];

static ERRORS: &[ErrorRow] = &[
    row("EntityNotExists.Directory"),
    row("InvalidParameter.ParentFolderId"),
    row("LimitExceeded.Folder"),
    row("EntityAlreadyExists.Folder"),
];

fn operation(number: usize) -> &'static Operation {
    let action: &'static str = action(number).leak();
    let described: &'static twinspec_core::Operation = Box::leak(Box::new(
        twinspec_core::Operation::new(&API, action, &[Method::Post], "/").parameters(PARAMETERS).errors(ERRORS),
    ));
    Box::leak(Box::new(
        Operation::new(described)
            .schemas(&[
                Schema::String {
                    pattern: Some("^[A-Za-z0-9_-]+$"),
                    min_length: Some(1),
                    max_length: Some(24),
                    values: &[],
                },
                Schema::String {
                    pattern: Some("^(r|fd)-[A-Za-z0-9]+$"),
                    min_length: None,
                    max_length: Some(24),
                    values: &[],
                },
                Schema::Integer { minimum: Some(1), maximum: Some(5) },
                Schema::Boolean,
                Schema::Array {
                    items: &Schema::Object {
                        properties: &[
                            (
                                "Key",
                                Schema::String {
                                    pattern: None,
                                    min_length: Some(1),
                                    max_length: Some(128),
                                    values: &[],
                                },
                            ),
                            (
                                "Value",
                                Schema::String { pattern: None, min_length: None, max_length: Some(128), values: &[] },
                            ),
                        ],
                        required: &["Key"],
                    },
                    min_items: None,
                    max_items: Some(20),
                },
            ])
            .limits(const { &[Limit::new("folders", u64::MAX, Per::Account, Window::Day)] })
            .conditions(&[
                Condition::Exists("Directory"),
                Condition::Is {
                    subject: Subject::Parameter("ParentFolderId"),
                    predicate: Predicate::Matches("^fd-0+$"),
                },
                Condition::Limit("folders"),
                Condition::ForcedOnly,
            ])
            .response(r#"{"RequestId":"EC2FE94D-A4A2-51A1-A493-5C273A36C46A"}"#),
    ))
}
