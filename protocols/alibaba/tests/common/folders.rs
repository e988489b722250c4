//! An invented API whose operations find, change, list and answer what an account has.

use twinspec_alibaba::mock::{
    Action, Answer, Behaviour, Condition, Effect, Expression, Filter, Find, Given, List, Operation, Paging, Precision,
    Predicate, Resource, Schema, Service, Site, State, States, Subject, Test,
};
use twinspec_core::{Api, ErrorRow, Location, Method, Parameter, Style};

static API: Api = Api::new("Folders", "2030-01-01", &twinspec_alibaba::Alibaba::RPC);

pub(crate) static SERVICE: Service = Service::new(
    &API,
    &[&CREATE, &RENAME, &DELETE, &LIST, &STATUS, &SEND_CODE, &USE_CODE, &LABEL],
)
.sites(&[Site::new("intl", "")])
.resources(&[
    Resource::new("Root", ""),
    Resource::new("Folder", "").key("FolderId"),
    Resource::new("Job", "").key("FolderId").states(States::new(
        "Status",
        &[
            State::new("Checking").polls(2),
            State::new("Deleting").after(60).effects(&[Effect::new(Action::UpdateAll {
                resource: "Folder",
                filters: &[Filter::new("FolderId", Test::Equals, Expression::Field { of: "self", field: "FolderId" })],
                fields: &[
                    ("Deleting", Expression::Boolean(true)),
                    ("Path", Expression::Field { of: "self", field: "Nowhere" }),
                ],
            })]),
            State::new("Done").effects(&[
                Effect::new(Action::DeleteAll {
                    resource: "Folder",
                    filters: &[Filter::new(
                        "FolderId",
                        Test::Equals,
                        Expression::Field { of: "self", field: "FolderId" },
                    )],
                }),
                Effect::new(Action::Update {
                    name: "self",
                    fields: &[("DoneTime", Expression::Now(Precision::Seconds))],
                }),
            ]),
        ],
    )),
])
.given(&[Given::new(
    "tree",
    &[
        ("Root", r#"{"FolderId":"r-1","Path":"r-1"}"#),
        (
            "Folder",
            r#"{"FolderId":"fd-1","ParentId":"r-1","Name":"one","Path":"r-1/fd-1","Tags":[{"Key":"a","Value":"1"}]}"#,
        ),
        ("Folder", r#"{"FolderId":"fd-2","ParentId":"fd-1","Name":"two","Path":"r-1/fd-1/fd-2"}"#),
    ],
)]);

const TEXT: Schema = Schema::String { pattern: None, min_length: None, max_length: None, values: &[] };
const NUMBER: Schema = Schema::Integer { minimum: None, maximum: None };

const fn parameter(name: &'static str, required: bool) -> Parameter {
    let parameter = Parameter::new(name, Location::Query, Style::Flat);
    if required { parameter.required() } else { parameter }
}

const fn row(status: u16, code: &'static str) -> ErrorRow {
    ErrorRow::new(status, code, "")
}

const fn described(
    action: &'static str,
    parameters: &'static [Parameter],
    errors: &'static [ErrorRow],
) -> twinspec_core::Operation {
    twinspec_core::Operation::new(&API, action, &[Method::Post], "/").parameters(parameters).errors(errors)
}

const fn operation(
    operation: &'static twinspec_core::Operation,
    schemas: &'static [Schema],
    conditions: &'static [Condition],
    behaviour: Behaviour,
) -> Operation {
    Operation::new(operation).schemas(schemas).conditions(conditions).behaviour(behaviour)
}

const fn equals(field: &'static str, value: Expression) -> Filter {
    Filter::new(field, Test::Equals, value)
}

const FOLDER: Find = Find::new("folder", "Folder", &[equals("FolderId", Expression::Parameter("FolderId"))]);
const NO_FOLDER: Condition = Condition::Not(&Condition::Exists("folder"));

static CREATE: Operation = operation(
    &described(
        "CreateFolder",
        &[parameter("ParentId", false), parameter("Name", true), parameter("Tag", false), parameter("DryRun", false)],
        &[
            row(400, "MissingName"),
            row(404, "NoParent"),
            row(409, "NameUsed"),
            row(409, "TooDeep"),
            row(409, "TooMany"),
        ],
    ),
    &[
        TEXT,
        TEXT,
        Schema::Array {
            items: &Schema::Object { properties: &[("Key", TEXT), ("Value", TEXT)], required: &[] },
            min_items: None,
            max_items: None,
        },
        Schema::Boolean,
    ],
    &[
        Condition::Not(&Condition::Present(Subject::Parameter("Name"))),
        Condition::All(&[
            Condition::Present(Subject::Parameter("ParentId")),
            Condition::Not(&Condition::Exists("parent")),
        ]),
        Condition::Exists("same-name"),
        Condition::Is {
            subject: Subject::Field { of: "parent", field: "Path" },
            predicate: Predicate::Matches("^[^/]+(/[^/]+){2}$"),
        },
        Condition::Count { resource: "Folder", filters: &[], at_least: 5 },
    ],
    Behaviour::new()
        .dry_run("DryRun")
        .finds(
            // The second needs the first, and is before it.
            &[
                Find::new(
                    "same-name",
                    "Folder",
                    &[
                        equals(
                            "ParentId",
                            Expression::FirstOf(&[
                                Expression::Field { of: "parent", field: "FolderId" },
                                Expression::Field { of: "Root", field: "FolderId" },
                            ]),
                        ),
                        equals("Name", Expression::Parameter("Name")),
                    ],
                ),
                Find::new("parent", "Folder", &[equals("FolderId", Expression::Parameter("ParentId"))]),
            ],
        )
        .effects(&[Effect::new(Action::Create {
            resource: "Folder",
            name: "folder",
            fields: &[
                ("CreateTime", Expression::Now(Precision::Milliseconds)),
                ("FolderId", Expression::Random("fd-????####")),
                ("Name", Expression::Parameter("Name")),
                ("Owner", Expression::AccountId),
                (
                    "ParentId",
                    Expression::FirstOf(&[
                        Expression::Field { of: "parent", field: "FolderId" },
                        Expression::Field { of: "Root", field: "FolderId" },
                    ]),
                ),
                (
                    "Path",
                    Expression::Join(&[
                        Expression::FirstOf(&[
                            Expression::Field { of: "parent", field: "Path" },
                            Expression::Field { of: "Root", field: "Path" },
                        ]),
                        Expression::Text("/"),
                        Expression::Field { of: "folder", field: "FolderId" },
                    ]),
                ),
                ("Tags", Expression::Parameter("Tag")),
            ],
        })])
        .answer(&[
            Answer::new(&["Folder"], Expression::Resource("folder")).fields(&[
                "CreateTime",
                "FolderId",
                "Name",
                "ParentId",
                "Tags",
            ]),
            Answer::new(&["Owner", "Id"], Expression::Field { of: "folder", field: "Owner" }),
        ])
        .omit(&[
            (
                &["Folder", "Tags"],
                Condition::Is { subject: Subject::Parameter("Name"), predicate: Predicate::Matches("^plain$") },
            ),
            (&["Folder", "Nothing", "Inside"], Condition::Site("intl")),
        ]),
);

static RENAME: Operation = operation(
    &described("RenameFolder", &[parameter("FolderId", true), parameter("Name", true)], &[row(404, "NoFolder")]),
    &[TEXT, TEXT],
    &[NO_FOLDER],
    Behaviour::new()
        .finds(&[FOLDER])
        .effects(&[Effect::new(Action::Update { name: "folder", fields: &[("Name", Expression::Parameter("Name"))] })])
        .answer(&[Answer::new(&["Name"], Expression::Field { of: "folder", field: "Name" })]),
);

static DELETE: Operation = operation(
    &described("DeleteFolder", &[parameter("FolderId", true), parameter("Later", false)], &[row(404, "NoFolder")]),
    &[TEXT, Schema::Boolean],
    &[NO_FOLDER],
    Behaviour::new().finds(&[FOLDER]).effects(&[
        Effect::new(Action::Delete { name: "folder" })
            .when(Condition::Not(&Condition::Present(Subject::Parameter("Later")))),
        Effect::new(Action::Create {
            resource: "Job",
            name: "job",
            fields: &[("FolderId", Expression::Field { of: "folder", field: "FolderId" })],
        })
        .when(Condition::Is { subject: Subject::Parameter("Later"), predicate: Predicate::Equals("true") }),
    ]),
);

static LIST: Operation = operation(
    &described(
        "ListFolders",
        &[
            parameter("Under", false),
            parameter("Keyword", false),
            parameter("Tag", false),
            parameter("PageNumber", false),
            parameter("PageSize", false),
            parameter("MaxResults", false),
            parameter("NextToken", false),
        ],
        &[row(400, "UnknownToken")],
    ),
    &[
        TEXT,
        TEXT,
        Schema::Array {
            items: &Schema::Object { properties: &[("Key", TEXT), ("Value", TEXT)], required: &[] },
            min_items: None,
            max_items: None,
        },
        NUMBER,
        NUMBER,
        NUMBER,
        TEXT,
    ],
    &[Condition::UnknownPageToken("NextToken")],
    Behaviour::new().list(
        List::new("Folder", &["Folders", "Folder"], &["FolderId", "Name", "Tags"])
            .filters(&[
                Filter::new("Path", Test::StartsWith, Expression::Parameter("Under")),
                Filter::new("Name", Test::Contains, Expression::Parameter("Keyword")),
                Filter::new("Tags", Test::HasAll, Expression::Parameter("Tag")),
            ])
            .wrapped(&[("Tags", "Tag")])
            .order("Name")
            .omit(&[("Tags", Condition::Not(&Condition::Present(Subject::Parameter("Tag"))))])
            .paging(
                Paging::new(2)
                    .page_number("PageNumber")
                    .page_size("PageSize")
                    .total_count(&["Page", "TotalCount"])
                    .token("NextToken")
                    .max_results("MaxResults")
                    .next_token(&["NextToken"]),
            ),
    ),
);

static STATUS: Operation = operation(
    &described("GetJob", &[parameter("FolderId", true)], &[row(404, "NoJob")]),
    &[TEXT],
    &[Condition::Not(&Condition::Exists("job"))],
    Behaviour::new().finds(&[JOB]).effects(&[Effect::new(Action::Poll { name: "job" })]).answer(&[Answer::new(
        &["Job"],
        Expression::Resource("job"),
    )
    .fields(&["Status", "DoneTime"])]),
);

const JOB: Find = Find::new("job", "Job", &[equals("FolderId", Expression::Parameter("FolderId"))]);

static SEND_CODE: Operation = operation(
    &described("SendCode", &[parameter("Phone", false)], &[]),
    &[TEXT],
    &[],
    Behaviour::new().effects(&[Effect::new(Action::IssueCode {
        code: "open",
        recipient: Some(Expression::Parameter("Phone")),
        expires_after: 600,
    })]),
);

static USE_CODE: Operation = operation(
    &described("UseCode", &[parameter("Phone", false), parameter("Code", true)], &[row(409, "WrongCode")]),
    &[TEXT, TEXT],
    &[Condition::Not(&Condition::ValidCode {
        code: "open",
        recipient: Some(Expression::Parameter("Phone")),
        parameter: "Code",
    })],
    Behaviour::new()
        .effects(&[Effect::new(Action::ConsumeCode { code: "open", recipient: Some(Expression::Parameter("Phone")) })]),
);

static LABEL: Operation = operation(
    &described("LabelFolder", &[parameter("Label", true)], &[]),
    &[Schema::Array {
        items: &Schema::Object { properties: &[("Odd.Name", TEXT), ("Map", Schema::Any)], required: &[] },
        min_items: None,
        max_items: None,
    }],
    &[],
    Behaviour::new().answer(&[Answer::new(&["Labels"], Expression::Parameter("Label"))]),
);
