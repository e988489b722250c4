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

pub(crate) static SERVICE: Service = Service::new(&API, &[&GET_PET, &PUT_PET, &MINE, &HEALTH])
    .sites(&[Site::new("default", "Petstore")])
    .resources(&[Resource::new("Pet", "A pet.").key("name")]);

pub(crate) const TEXT: Schema = Schema::String { pattern: None, min_length: None, max_length: None, values: &[] };

const fn described(name: &'static str, method: &'static [Method], path: &'static str) -> twinspec_core::Operation {
    twinspec_core::Operation::new(&API, name, method, path)
}

const PET: Find = Find::new("pet", "Pet", &[Filter::new("name", Test::Equals, Expression::Parameter("name"))]);

static GET_PET: Operation = Operation::new(
    &described("getPet", &[Method::Get], "/pets/{name}")
        .parameters(&[
            Parameter::new("name", Location::Path, Style::Simple).required(),
            Parameter::new("limit", Location::Query, Style::Simple),
        ])
        .errors(&[ErrorRow::new(404, "no-such-pet", "There is no such pet.")]),
)
.schemas(&[TEXT, Schema::Integer { minimum: Some(1), maximum: None }])
.conditions(&[Condition::Not(&Condition::Exists("pet"))])
.behaviour(
    Behaviour::new().finds(&[PET]).answer(&[Answer::new(&["name"], Expression::Field { of: "pet", field: "name" })]),
);

static PUT_PET: Operation = Operation::new(&described("putPet", &[Method::Put], "/pets/{name}").parameters(&[
    Parameter::new("name", Location::Path, Style::Simple).required(),
    Parameter::new("owner", Location::Query, Style::Simple).required(),
]))
.schemas(&[TEXT, TEXT])
.behaviour(Behaviour::new().effects(&[Effect::new(Action::Create {
    resource: "Pet",
    name: "pet",
    fields: &[("name", Expression::Parameter("name")), ("owner", Expression::Parameter("owner"))],
})]));

static MINE: Operation = Operation::new(&described("myPets", &[Method::Get], "/pets/mine")).response(r#"["Rex"]"#);

static HEALTH: Operation = Operation::new(&described("health", &[Method::Get], "/health")).response(r#"{"up":true}"#);

pub(crate) async fn start() -> Mock {
    Mock::builder(&SERVICE).start().await.expect("the mock starts")
}
