//! An invented API whose operations find, change, list and answer what an account has.

use twinspec_alibaba::mock::{
    Action, Answer, Behaviour, Condition, Effect, Expression, Filter, Find, Given, List, Operation, Paging, Precision,
    Predicate, Resource, Schema, Service, Site, State, States, Subject, Test,
};
use twinspec_core::{Api, ErrorRow, Location, Method, Parameter, Style};

static API: Api = Api::new("Folders", "2030-01-01", &twinspec_alibaba::Alibaba::RPC);

pub(crate) static SERVICE: Service = Service {
    api: &API,
    sites: &[Site { id: "intl", name: "" }],
    resources: &[
        Resource { name: "Root", description: "", key: None, states: None },
        Resource { name: "Folder", description: "", key: Some("FolderId"), states: None },
        Resource {
            name: "Job",
            description: "",
            key: Some("FolderId"),
            states: Some(States {
                field: "Status",
                sequence: &[
                    State { name: "Checking", polls: Some(2), after: None, effects: &[] },
                    State {
                        name: "Deleting",
                        polls: None,
                        after: Some(60),
                        effects: &[Effect {
                            action: Action::UpdateAll {
                                resource: "Folder",
                                filters: &[Filter {
                                    field: "FolderId",
                                    test: Test::Equals,
                                    value: Expression::Field { of: "self", field: "FolderId" },
                                }],
                                fields: &[
                                    ("Deleting", Expression::Boolean(true)),
                                    ("Path", Expression::Field { of: "self", field: "Nowhere" }),
                                ],
                            },
                            when: None,
                        }],
                    },
                    State {
                        name: "Done",
                        polls: None,
                        after: None,
                        effects: &[
                            Effect {
                                action: Action::DeleteAll {
                                    resource: "Folder",
                                    filters: &[Filter {
                                        field: "FolderId",
                                        test: Test::Equals,
                                        value: Expression::Field { of: "self", field: "FolderId" },
                                    }],
                                },
                                when: None,
                            },
                            Effect {
                                action: Action::Update {
                                    name: "self",
                                    fields: &[("DoneTime", Expression::Now(Precision::Seconds))],
                                },
                                when: None,
                            },
                        ],
                    },
                ],
            }),
        },
    ],
    given: &[Given {
        name: "tree",
        resources: &[
            ("Root", r#"{"FolderId":"r-1","Path":"r-1"}"#),
            (
                "Folder",
                r#"{"FolderId":"fd-1","ParentId":"r-1","Name":"one","Path":"r-1/fd-1","Tags":[{"Key":"a","Value":"1"}]}"#,
            ),
            ("Folder", r#"{"FolderId":"fd-2","ParentId":"fd-1","Name":"two","Path":"r-1/fd-1/fd-2"}"#),
        ],
    }],
    operations: &[&CREATE, &RENAME, &DELETE, &LIST, &STATUS, &SEND_CODE, &USE_CODE, &LABEL],
};

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
    let id = operation.name;
    Operation {
        described: operation,
        id,
        anonymous: false,
        authorization: &[],
        schemas,
        limits: &[],
        conditions,
        status: 200,
        response: "{}",
        behaviour,
    }
}

const fn equals(field: &'static str, value: Expression) -> Filter {
    Filter { field, test: Test::Equals, value }
}

const FOLDER: Find =
    Find { name: "folder", resource: "Folder", filters: &[equals("FolderId", Expression::Parameter("FolderId"))] };
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
    Behaviour {
        dry_run: Some("DryRun"),
        // The second needs the first, and stands before it.
        finds: &[
            Find {
                name: "same-name",
                resource: "Folder",
                filters: &[
                    equals(
                        "ParentId",
                        Expression::FirstOf(&[
                            Expression::Field { of: "parent", field: "FolderId" },
                            Expression::Field { of: "Root", field: "FolderId" },
                        ]),
                    ),
                    equals("Name", Expression::Parameter("Name")),
                ],
            },
            Find {
                name: "parent",
                resource: "Folder",
                filters: &[equals("FolderId", Expression::Parameter("ParentId"))],
            },
        ],
        effects: &[Effect {
            action: Action::Create {
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
            },
            when: None,
        }],
        answer: &[
            Answer {
                path: &["Folder"],
                value: Expression::Resource("folder"),
                fields: &["CreateTime", "FolderId", "Name", "ParentId", "Tags"],
                wrapped: &[],
            },
            Answer {
                path: &["Owner", "Id"],
                value: Expression::Field { of: "folder", field: "Owner" },
                fields: &[],
                wrapped: &[],
            },
        ],
        sensitive: &[],
        omit: &[
            (
                &["Folder", "Tags"],
                Condition::Is { subject: Subject::Parameter("Name"), predicate: Predicate::Matches("^plain$") },
            ),
            (&["Folder", "Nothing", "Inside"], Condition::Site("intl")),
        ],
        list: None,
    },
);

static RENAME: Operation = operation(
    &described("RenameFolder", &[parameter("FolderId", true), parameter("Name", true)], &[row(404, "NoFolder")]),
    &[TEXT, TEXT],
    &[NO_FOLDER],
    Behaviour {
        finds: &[FOLDER],
        effects: &[Effect {
            action: Action::Update { name: "folder", fields: &[("Name", Expression::Parameter("Name"))] },
            when: None,
        }],
        answer: &[Answer {
            path: &["Name"],
            value: Expression::Field { of: "folder", field: "Name" },
            fields: &[],
            wrapped: &[],
        }],
        ..Behaviour::NONE
    },
);

static DELETE: Operation = operation(
    &described("DeleteFolder", &[parameter("FolderId", true), parameter("Later", false)], &[row(404, "NoFolder")]),
    &[TEXT, Schema::Boolean],
    &[NO_FOLDER],
    Behaviour {
        finds: &[FOLDER],
        effects: &[
            Effect {
                action: Action::Delete { name: "folder" },
                when: Some(Condition::Not(&Condition::Present(Subject::Parameter("Later")))),
            },
            Effect {
                action: Action::Create {
                    resource: "Job",
                    name: "job",
                    fields: &[("FolderId", Expression::Field { of: "folder", field: "FolderId" })],
                },
                when: Some(Condition::Is {
                    subject: Subject::Parameter("Later"),
                    predicate: Predicate::Equals("true"),
                }),
            },
        ],
        ..Behaviour::NONE
    },
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
    Behaviour {
        list: Some(List {
            resource: "Folder",
            filters: &[
                Filter { field: "Path", test: Test::StartsWith, value: Expression::Parameter("Under") },
                Filter { field: "Name", test: Test::Contains, value: Expression::Parameter("Keyword") },
                Filter { field: "Tags", test: Test::HasAll, value: Expression::Parameter("Tag") },
            ],
            items: &["Folders", "Folder"],
            fields: &["FolderId", "Name", "Tags"],
            wrapped: &[("Tags", "Tag")],
            order: Some("Name"),
            omit: &[("Tags", Condition::Not(&Condition::Present(Subject::Parameter("Tag"))))],
            paging: Some(Paging {
                page_number: Some("PageNumber"),
                page_size: Some("PageSize"),
                total_count: Some(&["Page", "TotalCount"]),
                token: Some("NextToken"),
                max_results: Some("MaxResults"),
                next_token: Some(&["NextToken"]),
                default_size: 2,
            }),
        }),
        ..Behaviour::NONE
    },
);

static STATUS: Operation = operation(
    &described("GetJob", &[parameter("FolderId", true)], &[row(404, "NoJob")]),
    &[TEXT],
    &[Condition::Not(&Condition::Exists("job"))],
    Behaviour {
        finds: &[Find { name: "job", ..FIND_JOB }],
        effects: &[Effect { action: Action::Poll { name: "job" }, when: None }],
        answer: &[Answer {
            path: &["Job"],
            value: Expression::Resource("job"),
            fields: &["Status", "DoneTime"],
            wrapped: &[],
        }],
        ..Behaviour::NONE
    },
);

const FIND_JOB: Find =
    Find { name: "", resource: "Job", filters: &[equals("FolderId", Expression::Parameter("FolderId"))] };

static SEND_CODE: Operation = operation(
    &described("SendCode", &[parameter("Phone", false)], &[]),
    &[TEXT],
    &[],
    Behaviour {
        effects: &[Effect {
            action: Action::IssueCode {
                code: "open",
                recipient: Some(Expression::Parameter("Phone")),
                expires_after: 600,
            },
            when: None,
        }],
        ..Behaviour::NONE
    },
);

static USE_CODE: Operation = operation(
    &described("UseCode", &[parameter("Phone", false), parameter("Code", true)], &[row(409, "WrongCode")]),
    &[TEXT, TEXT],
    &[Condition::Not(&Condition::ValidCode {
        code: "open",
        recipient: Some(Expression::Parameter("Phone")),
        parameter: "Code",
    })],
    Behaviour {
        effects: &[Effect {
            action: Action::ConsumeCode { code: "open", recipient: Some(Expression::Parameter("Phone")) },
            when: None,
        }],
        ..Behaviour::NONE
    },
);

static LABEL: Operation = operation(
    &described("LabelFolder", &[parameter("Label", true)], &[]),
    &[Schema::Array {
        items: &Schema::Object { properties: &[("Odd.Name", TEXT), ("Map", Schema::Any)], required: &[] },
        min_items: None,
        max_items: None,
    }],
    &[],
    Behaviour {
        answer: &[Answer { path: &["Labels"], value: Expression::Parameter("Label"), fields: &[], wrapped: &[] }],
        ..Behaviour::NONE
    },
);
