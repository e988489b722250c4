//! A small API of pets.

use twinspec_core::{Api, ErrorRow, Location, Method, Parameter, Style};
use twinspec_http::mock::Action;
use twinspec_http::mock::{
    Answer, Behaviour, Condition, Effect, Expression, Filter, Find, Mock, Operation, Resource, Schema, Service, Site,
    Test,
};
use twinspec_http::{Http, Server, Variable};

static PROTOCOL: Http = Http::new(&[
    Server::new("https://petstore.example/{version}").variables(&[Variable::new("version", "v1")]),
    Server::new("https://old.petstore.example/v0"),
]);
static API: Api = Api::new("Petstore", "1.0.0", &PROTOCOL);

pub(crate) static SERVICE: Service = Service {
    api: &API,
    sites: &[Site { id: "default", name: "Petstore" }],
    resources: &[Resource { name: "Pet", description: "A pet.", key: Some("name"), states: None }],
    given: &[],
    operations: &[&GET_PET, &PUT_PET, &MINE, &HEALTH],
};

pub(crate) const TEXT: Schema = Schema::String { pattern: None, min_length: None, max_length: None, values: &[] };

const fn described(name: &'static str, method: &'static [Method], path: &'static str) -> twinspec_core::Operation {
    twinspec_core::Operation::new(&API, name, method, path)
}

const PET: Find = Find {
    name: "pet",
    resource: "Pet",
    filters: &[Filter { field: "name", test: Test::Equals, value: Expression::Parameter("name") }],
};

static GET_PET: Operation = Operation {
    schemas: &[TEXT, Schema::Integer { minimum: Some(1), maximum: None }],
    conditions: &[Condition::Not(&Condition::Exists("pet"))],
    behaviour: Behaviour {
        finds: &[PET],
        answer: &[Answer {
            path: &["name"],
            value: Expression::Field { of: "pet", field: "name" },
            fields: &[],
            wrapped: &[],
        }],
        ..Behaviour::NONE
    },
    ..Operation::new(
        &described("getPet", &[Method::Get], "/pets/{name}")
            .parameters(&[
                Parameter::new("name", Location::Path, Style::Simple).required(),
                Parameter::new("limit", Location::Query, Style::Simple),
            ])
            .errors(&[ErrorRow::new(404, "no-such-pet", "There is no such pet.")]),
    )
};

static PUT_PET: Operation = Operation {
    schemas: &[TEXT, TEXT],
    behaviour: Behaviour {
        effects: &[Effect {
            action: Action::Create {
                resource: "Pet",
                name: "pet",
                fields: &[("name", Expression::Parameter("name")), ("owner", Expression::Parameter("owner"))],
            },
            when: None,
        }],
        ..Behaviour::NONE
    },
    ..Operation::new(&described("putPet", &[Method::Put], "/pets/{name}").parameters(&[
        Parameter::new("name", Location::Path, Style::Simple).required(),
        Parameter::new("owner", Location::Query, Style::Simple).required(),
    ]))
};

static MINE: Operation =
    Operation { response: r#"["Rex"]"#, ..Operation::new(&described("myPets", &[Method::Get], "/pets/mine")) };

static HEALTH: Operation =
    Operation { response: r#"{"up":true}"#, ..Operation::new(&described("health", &[Method::Get], "/health")) };

pub(crate) async fn start() -> Mock {
    Mock::builder(&SERVICE).start().await.expect("the mock starts")
}
