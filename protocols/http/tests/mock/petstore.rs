//! A small API of pets.

use twinspec_core::{Api, ApiStyle, ErrorRow, Location, Method, Parameter, ResponseFormat, Style};
use twinspec_http::mock::Action;
use twinspec_http::mock::{
    Answer, Behaviour, Builder, Condition, Effect, Expression, Filter, Find, Mock, Operation, Resource, Schema,
    Service, Site, Test,
};

static API: Api = Api { product: "Petstore", version: "1.0.0", style: ApiStyle::Roa, endpoints: &[] };

pub(crate) static SERVICE: Service = Service {
    api: &API,
    sites: &[Site { id: "default", name: "Petstore" }],
    resources: &[Resource { name: "Pet", description: "A pet.", key: Some("name"), states: None }],
    given: &[],
    operations: &[&GET_PET, &PUT_PET, &MINE, &HEALTH],
};

const TEXT: Schema = Schema::String { pattern: None, min_length: None, max_length: None, values: &[] };

const fn parameter(name: &'static str, location: Location, required: bool) -> Parameter {
    Parameter { name, location, style: Style::Simple, required, sensitive: false }
}

const fn described(
    action: &'static str,
    methods: &'static [Method],
    path: &'static str,
    parameters: &'static [Parameter],
    errors: &'static [ErrorRow],
) -> twinspec_core::Operation {
    twinspec_core::Operation {
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

const fn operation(
    operation: &'static twinspec_core::Operation,
    schemas: &'static [Schema],
    conditions: &'static [Condition],
    response: &'static str,
    behaviour: Behaviour,
) -> Operation {
    let id = operation.action;
    Operation {
        operation,
        id,
        anonymous: false,
        authorization: &[],
        schemas,
        limits: &[],
        conditions,
        status: 200,
        response,
        behaviour,
    }
}

const PET: Find = Find {
    name: "pet",
    resource: "Pet",
    filters: &[Filter { field: "name", test: Test::Equals, value: Expression::Parameter("name") }],
};

static GET_PET: Operation = operation(
    &described(
        "getPet",
        &[Method::Get],
        "/pets/{name}",
        &[parameter("name", Location::Path, true), parameter("limit", Location::Query, false)],
        &[ErrorRow {
            status: 404,
            code: "no-such-pet",
            message: "There is no such pet.",
            description: "",
            remedy: "",
            retryable: false,
        }],
    ),
    &[TEXT, Schema::Integer { minimum: Some(1), maximum: None }],
    &[Condition::Not(&Condition::Exists("pet"))],
    "{}",
    Behaviour {
        finds: &[PET],
        answer: &[Answer {
            path: &["name"],
            value: Expression::Field { of: "pet", field: "name" },
            fields: &[],
            wrapped: &[],
        }],
        ..Behaviour::NONE
    },
);

static PUT_PET: Operation = operation(
    &described(
        "putPet",
        &[Method::Put],
        "/pets/{name}",
        &[parameter("name", Location::Path, true), parameter("owner", Location::Query, true)],
        &[],
    ),
    &[TEXT, TEXT],
    &[],
    "{}",
    Behaviour {
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
);

static MINE: Operation =
    operation(&described("myPets", &[Method::Get], "/pets/mine", &[], &[]), &[], &[], r#"["Rex"]"#, Behaviour::NONE);

static HEALTH: Operation = Operation {
    anonymous: true,
    ..operation(&described("health", &[Method::Get], "/health", &[], &[]), &[], &[], r#"{"up":true}"#, Behaviour::NONE)
};

pub(crate) fn builder() -> Builder<Mock> {
    Mock::builder(&SERVICE).base_path("/v1")
}

pub(crate) async fn start() -> Mock {
    builder().start().await.expect("the mock starts")
}
