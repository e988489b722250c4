//! Operations to test with.

// Each test program uses some of them.
#![allow(dead_code)]

use twinspec_core::{
    Api, Arguments, Decode, Decoder, ErrorKind, ErrorRow, Input, Location, Method, Operation, Parameter,
    ResponseFormat, Sensitive, Style,
};

/// An input without arguments, for an answer of a format and a type.
#[allow(unused_macros)]
macro_rules! input {
    ($name:ident, $format:ident, $output:ty) => {
        struct $name;

        impl twinspec_core::Input for $name {
            type Output = $output;
            type ErrorKind = crate::common::Kind;
            const OPERATION: &'static twinspec_core::Operation = {
                static OPERATION: twinspec_core::Operation =
                    crate::common::answered_with(twinspec_core::ResponseFormat::$format);
                &OPERATION
            };

            fn arguments(&self, _: &mut twinspec_core::Arguments) {}
        }
    };
}

pub(crate) static API: Api = Api::new("ResourceDirectoryMaster", "2022-04-19", &twinspec_alibaba::Alibaba::RPC);

pub(crate) const fn parameter(name: &'static str, location: Location, style: Style) -> Parameter {
    Parameter::new(name, location, style)
}

pub(crate) const fn answered_with(response: ResponseFormat) -> Operation {
    described().response(response)
}

pub(crate) static SEND: Operation = described();

const PARAMETERS: &[Parameter] = &[Parameter::new("SecureMobilePhone", Location::Query, Style::Flat).sensitive()];

const ERRORS: &[ErrorRow] = &[
    ErrorRow::new(
        409,
        "EntityAlreadyExists.ResourceDirectory",
        "The resource directory for the account is already enabled.",
    )
    .remedy("Use the directory that exists."),
    ErrorRow::new(503, "Busy", "Busy.").retryable(),
];

/// Of which others are made that differ in something.
pub(crate) const fn described() -> Operation {
    Operation::new(&API, "SendVerificationCodeForEnableRD", &[Method::Post, Method::Get], "/")
        .parameters(PARAMETERS)
        .errors(ERRORS)
}

#[derive(Debug, Default)]
pub(crate) struct Send {
    pub(crate) secure_mobile_phone: Option<Sensitive<String>>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct SendBody {
    pub(crate) request_id: Option<String>,
    pub(crate) count: Option<u32>,
}

impl Decode for SendBody {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [("RequestId", &mut self.request_id), ("Count", &mut self.count)]);
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    EntityAlreadyExistsResourceDirectory,
    Busy,
    Unlisted,
    Local,
}

impl ErrorKind for Kind {
    const TABLE: &'static [Self] = &[Self::EntityAlreadyExistsResourceDirectory, Self::Busy];
    const UNLISTED: Self = Self::Unlisted;
    const LOCAL: Self = Self::Local;
}

impl Input for Send {
    type Output = SendBody;
    type ErrorKind = Kind;
    const OPERATION: &'static Operation = &SEND;

    fn arguments(&self, arguments: &mut Arguments) {
        arguments.set("SecureMobilePhone", &self.secure_mobile_phone);
    }
}
