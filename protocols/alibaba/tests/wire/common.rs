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
    Parameter { name, location, style, required: false, sensitive: false }
}

pub(crate) const fn answered_with(response: ResponseFormat) -> Operation {
    described().response(response)
}

pub(crate) static SEND: Operation = described();

/// Of which others are made that differ in something.
pub(crate) const fn described() -> Operation {
    Operation::new(&API, "SendVerificationCodeForEnableRD", &[Method::Post, Method::Get], "/")
        .parameters(&[Parameter {
            name: "SecureMobilePhone",
            location: Location::Query,
            style: Style::Flat,
            required: false,
            sensitive: true,
        }])
        .errors(&[
            ErrorRow {
                status: 409,
                code: "EntityAlreadyExists.ResourceDirectory",
                message: "The resource directory for the account is already enabled.",
                description: "",
                remedy: "Use the directory that exists.",
                retryable: false,
            },
            ErrorRow { status: 503, code: "Busy", message: "Busy.", description: "", remedy: "", retryable: true },
        ])
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
    Other,
    Client,
}

impl ErrorKind for Kind {
    const TABLE: &'static [Self] = &[Self::EntityAlreadyExistsResourceDirectory, Self::Busy];
    const OTHER: Self = Self::Other;
    const CLIENT: Self = Self::Client;
}

impl Input for Send {
    type Output = SendBody;
    type ErrorKind = Kind;
    const OPERATION: &'static Operation = &SEND;

    fn arguments(&self, arguments: &mut Arguments) {
        arguments.set("SecureMobilePhone", &self.secure_mobile_phone);
    }
}
