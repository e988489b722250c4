//! What the runtime asks of a typed request.

use crate::{Arguments, Decode, ErrorKind, Operation};

/// The typed request of an operation.
pub trait Input {
    /// The body of a successful response.
    type Output: Decode + Default;
    /// The error kinds of the operation.
    type ErrorKind: ErrorKind;
    /// The operation that is requested.
    const OPERATION: &'static Operation;

    /// Hands over the value of each parameter.
    fn arguments(&self, arguments: &mut Arguments);
}

impl Arguments {
    /// The arguments of a typed request.
    pub fn of<I: Input>(input: &I) -> Self {
        let mut arguments = Arguments::new(I::OPERATION);
        input.arguments(&mut arguments);
        arguments
    }
}
