//! An invented API, "Parcels".

use twinspec_alibaba::mock::{
    Behaviour, Condition, Limit, Operation, Per, Permission, Permissions, Predicate, Resource, Schema, Service, Site,
    Subject, Window,
};
use twinspec_core::{Api, ErrorRow, Location, Method, Parameter, Style};

static PROTOCOL: twinspec_alibaba::Alibaba = twinspec_alibaba::Alibaba::RPC.regions(&[
    twinspec_alibaba::Region::new("town", "town.parcels.example.com"),
    twinspec_alibaba::Region::new("coast", "coast.parcels.example.com"),
]);

pub(crate) static API: Api = Api::new("Parcels", "2030-01-01", &PROTOCOL);

pub(crate) static SERVICE: Service = Service::new(&API, &[&SEND, &COUNT])
    .sites(&[Site::new("intl", "International site"), Site::new("cn", "China site")])
    .resources(&[Resource::new("Depot", "A place where parcels wait.")]);

const fn parameter(name: &'static str, style: Style) -> Parameter {
    Parameter::new(name, Location::Query, style)
}

const fn row(status: u16, code: &'static str, message: &'static str) -> ErrorRow {
    ErrorRow::new(status, code, message)
}

pub(crate) static SEND_PARCEL: twinspec_core::Operation =
    twinspec_core::Operation::new(&API, "SendParcel", &[Method::Post, Method::Get], "/")
        .parameters(&[
            parameter("Address", Style::Flat).required(),
            parameter("Phone", Style::Flat).sensitive(),
            parameter("Weight", Style::Flat),
            parameter("Volume", Style::Flat),
            parameter("Insured", Style::Flat),
            parameter("Speed", Style::Flat),
            parameter("Note", Style::Flat),
            parameter("Tag", Style::Flat),
            parameter("Doors", Style::Json),
            parameter("Via", Style::Simple),
            parameter("Extra", Style::Flat),
        ])
        .errors(&[
            row(410, "ParcelLost", "The parcel is lost."),
            row(409, "EntityAlreadyExists.Depot", "The depot is open already."),
            row(409, "QuotaExceeded.Parcel", "Three parcels a day are enough."),
            row(409, "InvalidParameter.Country", "The site does not serve the country."),
            row(403, "Uninsured", "A parcel with tags has to say whether it is insured."),
        ]);

static SEND: Operation = Operation::new(&SEND_PARCEL)
    .vendor(&Permissions::new(&[Permission::new("parcels:SendParcel")
        .resources(&["acs:parcels:{#regionId}:{#accountId}:address/{#address}", "acs:parcels:*:*:depot/{#Depot}"])
        .associated_operations(&["maps:Locate"])]))
    .schemas(&[
        Schema::String { pattern: None, min_length: Some(1), max_length: None, values: &[] },
        Schema::String { pattern: Some("^[^-]+-.+$"), min_length: None, max_length: None, values: &[] },
        Schema::Integer { minimum: Some(1), maximum: Some(30_000) },
        Schema::Number { minimum: Some(0.5), maximum: Some(2.5) },
        Schema::Boolean,
        Schema::String { pattern: None, min_length: None, max_length: None, values: &["slow", "fast"] },
        Schema::String { pattern: None, min_length: Some(2), max_length: Some(3), values: &[] },
        Schema::Array {
            items: &Schema::Object {
                properties: &[
                    (
                        "Key",
                        Schema::String { pattern: Some("^[a-z]+$"), min_length: None, max_length: None, values: &[] },
                    ),
                    ("Value", Schema::Any),
                ],
                required: &["Key"],
            },
            min_items: None,
            max_items: Some(2),
        },
        Schema::Array { items: &Schema::Integer { minimum: None, maximum: None }, min_items: Some(1), max_items: None },
        Schema::Array {
            items: &Schema::String { pattern: None, min_length: Some(1), max_length: None, values: &[] },
            min_items: None,
            max_items: Some(2),
        },
        Schema::Any,
    ])
    .limits(&[Limit::new("parcels-per-day", 3, Per::Account, Window::Day)])
    .conditions(&[
        Condition::ForcedOnly,
        Condition::Exists("Depot"),
        Condition::Limit("parcels-per-day"),
        Condition::Any(&[
            Condition::All(&[
                Condition::Site("intl"),
                Condition::Is { subject: Subject::Parameter("Phone"), predicate: Predicate::Matches("^86-") },
            ]),
            Condition::All(&[
                Condition::Site("cn"),
                Condition::Is { subject: Subject::Parameter("Phone"), predicate: Predicate::NotMatches("^86-") },
            ]),
        ]),
        Condition::All(&[
            Condition::Present(Subject::Parameter("Tag")),
            Condition::Not(&Condition::Present(Subject::Parameter("Insured"))),
        ]),
    ])
    .response(r#"{"RequestId":"EC2FE94D-A4A2-51A1-A493-5C273A36C46A"}"#);

pub(crate) static COUNT_PARCELS: twinspec_core::Operation =
    twinspec_core::Operation::new(&API, "CountParcels", &[Method::Post], "/").read_only();

static COUNT: Operation = Operation::new(&COUNT_PARCELS)
    .limits(&[
        Limit::new("counts-per-day", 100, Per::Account, Window::Day),
        Limit::new("counts-in-town", 2, Per::Account, Window::Day).region("town"),
    ])
    .response(
        r#"{"Total": 2, "RequestId": "x", "Depots": [
        {"Name": "A & B", "Shelves": {"Shelf": ["top", "bottom"]}}, {"Name": "<C>", "Open": true, "Owner": null}]}"#,
    )
    .behaviour(Behaviour::new().sensitive(&["Shelves", "Owner"]));
