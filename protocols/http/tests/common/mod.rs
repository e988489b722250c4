//! What tests of calls share: error kinds of a service that documents none, and inputs without parameters.

use twinspec_core::ErrorKind;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Unlisted,
    Local,
}

impl ErrorKind for Kind {
    const TABLE: &'static [Self] = &[];
    const UNLISTED: Self = Self::Unlisted;
    const LOCAL: Self = Self::Local;
}

/// The input of an operation, which is answered with a value of a type; with the parameter that is its body, if it has one.
macro_rules! input {
    ($name:ident, $operation:ident, $output:ty) => {
        struct $name;

        impl twinspec_core::Input for $name {
            type Output = $output;
            type ErrorKind = crate::common::Kind;
            const OPERATION: &'static twinspec_core::Operation = &$operation;

            fn arguments(&self, _: &mut twinspec_core::Arguments) {}
        }
    };
    ($name:ident($body:literal), $operation:ident, $output:ty) => {
        struct $name(twinspec_core::Upload);

        impl twinspec_core::Input for $name {
            type Output = $output;
            type ErrorKind = crate::common::Kind;
            const OPERATION: &'static twinspec_core::Operation = &$operation;

            fn arguments(&self, arguments: &mut twinspec_core::Arguments) {
                arguments.set_bytes($body, self.0.clone());
            }
        }
    };
}
